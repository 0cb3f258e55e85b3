"""Templates in versions: the latest one counts, and the first one comes with the site."""

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.models import LetterTemplate
from cooperation import administration
from cooperation.enums import AdministrationAct
from cooperation.exceptions import Conflict

from .first import FIRST


def current(kind):
    """The latest template of `kind`; the site's own, not saved yet, while nobody has written another."""
    found = LetterTemplate.objects.filter(kind=kind).order_by("-version").first()
    return found or LetterTemplate(kind=kind, version=1, blocks=FIRST[kind])


def kept(kind):
    """The latest template of `kind` as a row, for a letter to point to. Call inside a transaction."""
    template = current(kind)
    if template.pk is None:
        LetterTemplate.objects.bulk_create([template], ignore_conflicts=True)
        template = current(kind)
    return template


@transaction.atomic
def write(kind, blocks, *, seen, by):
    """Make `blocks` the next version of the template that its writer saw as version `seen`."""
    before = kept(kind)
    # Of two who save at once the second one waits here.
    before = LetterTemplate.objects.select_for_update().filter(kind=kind).order_by("-version").first()
    if before.version != seen:
        raise Conflict(_("Somebody else has written a new version of this template since you opened it."))
    if before.blocks == blocks:
        return before
    written = LetterTemplate.objects.create(kind=kind, version=seen + 1, blocks=blocks, created_by=by)
    administration.record(AdministrationAct.LETTER_TEMPLATE_WRITTEN, written, by=by)
    return written
