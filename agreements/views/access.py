"""The second and third gate of every page about a dossier."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agreements.models import Dossier
from agreements.rules import in_full


def visible_dossier(user, number, among=Dossier.objects):
    """The dossier with what its heading shows; 404 when it does not exist for `user`."""
    return get_object_or_404(among.visible_to(user).for_heading(), number=number)


def followed_dossier(user, number, among=Dossier.objects):
    """The dossier, for whoever reads what became of it once it was in force; 404 for others."""
    dossier = visible_dossier(user, number, among)
    if not user.has_perm("agreements.read_changes", dossier):
        raise Http404
    return dossier


def require(user, permission, dossier):
    """403 unless `user` has the permission on the dossier; without a dot it is one of `agreements`."""
    if not user.has_perm(in_full(permission), dossier):
        raise PermissionDenied(
            _("This is not yours to do, or not now: the dossier stands at “%(status)s”.")
            % {"status": dossier.get_status_display()}
        )
