"""The second and third gate of every page about a dossier."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agreements.models import Dossier
from agreements.rules import in_full, may_see


def existing(user, dossier):
    """404 when the dossier does not exist for `user`."""
    if not may_see(user, dossier):
        raise Http404


def followed(user, dossier):
    """404 for whoever does not read what became of the dossier once it was in force."""
    existing(user, dossier)
    if not user.has_perm("agreements.read_implementation", dossier):
        raise Http404


def light_dossier(user, number, gate=existing):
    """The dossier with where it stands alone, for whom it exists: a tenth of the time its heading takes."""
    dossier = Dossier.objects.standing(number)
    gate(user, dossier)
    return dossier


def visible_dossier(user, number, gate=existing, among=Dossier.objects):
    """The dossier with what its heading shows, for whom it exists."""
    dossier = get_object_or_404(among.for_heading(), number=number)
    gate(user, dossier)
    return dossier


def permitted_dossier(user, number, permission, gate=existing):
    """As `visible_dossier`; 403 without the permission.

    Where it stands decides both. The heading is read for those alone who are let in.
    """
    dossier = light_dossier(user, number, gate)
    require(user, permission, dossier)
    return get_object_or_404(Dossier.objects.for_heading(), pk=dossier.pk)


def require(user, permission, dossier):
    """403 unless `user` has the permission on the dossier; without a dot it is one of `agreements`."""
    if not user.has_perm(in_full(permission), dossier):
        raise PermissionDenied(
            _("This is not yours to do, or not now: the dossier stands at “%(status)s”.")
            % {"status": dossier.status_label}
        )
