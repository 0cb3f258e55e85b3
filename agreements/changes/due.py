"""Agreements on which an extension or amendment waits for somebody, or the letter of an extension is due."""

from django.db.models import Exists, OuterRef

from agreements.changes import terms
from agreements.enums import ChangeKind, ChangeStatus, Status
from agreements.models import Change
from agreements.models.change import OPEN
from cooperation.working_days import today


def with_change(dossiers, *statuses):
    """Those of `dossiers` with an extension or amendment in one of these statuses."""
    return dossiers.filter(Exists(Change.objects.filter(dossier=OuterRef("pk"), status__in=statuses)))


def letter_due(dossiers):
    """Those in force that end within nine months, without a letter to the minister on an extension (P25 33)."""
    sent = Change.objects.filter(dossier=OuterRef("pk"), kind=ChangeKind.EXTENSION, status__in=OPEN)
    sent = sent.exclude(status=ChangeStatus.DRAFTING)
    until = terms.months_before(today(), -terms.PREPARE_MONTHS)
    return dossiers.filter(~Exists(sent), status=Status.IN_FORCE, ends_on__range=(today(), until))
