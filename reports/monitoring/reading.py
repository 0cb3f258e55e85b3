"""What people read of monitoring: of one dossier, and the files of what was found."""

from reports.models import Monitoring
from reports.rules import READ_FINDINGS


def of_dossier(dossier, user):
    """All monitorings of the dossier, the newest first; of each whether `user` reads what was found."""
    found = list(Monitoring.objects.filter(dossier=dossier).select_related("office"))
    for one in found:
        one.dossier = dossier
        one.reads = user.has_perm(READ_FINDINGS, one)
    return found


def reads_file(user, document):
    """Of a monitoring whose findings were sent, or are those of the reader's own office."""
    if not user.has_perm("agreements.read_implementation", document.dossier):
        return False
    found = Monitoring.objects.filter(files=document)
    return any(user.has_perm(READ_FINDINGS, one) for one in found)
