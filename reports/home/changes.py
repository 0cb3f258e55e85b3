"""What waits about extensions and amendments: for the region, and for reviewers and approvers of the ministry."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.changes import terms
from agreements.changes.due import letter_due, with_change
from agreements.desk.rows import calendar_clock
from agreements.models.change import MINISTRYS_TURN, REGIONS_TURN
from agreements.models.dossier import TERM_ENDING_DAYS
from cooperation.enums import Role
from cooperation.working_days import today

from .tasks import Wanted, about, changes_url, list_url, visible


def of_changes(user):
    if codes := user.region_codes:
        own = visible(user).filter(region__in=codes)
        yield Wanted(
            "extensions",
            _("Agreements that end within nine months"),
            letter_due(own).order_by("ends_on", "pk"),
            letter_task,
            list_url(clock="extension_due"),
        )
        yield _waiting(with_change(own, *REGIONS_TURN), "region", _("Go on with the extension or amendment."))
    if user.memberships_as(Role.REVIEWER, Role.APPROVER):
        words = _("An extension or amendment waits to be decided or registered.")
        yield _waiting(with_change(visible(user), *MINISTRYS_TURN), "ministry", words)


def _waiting(dossiers, turn, sentence):
    return Wanted(
        f"changes_{turn}",
        _("Extensions and amendments"),
        dossiers.order_by("status_since", "pk"),
        lambda dossier: about(dossier, sentence, url=changes_url(dossier), action=_("Open it"), clock=NO_CLOCK),
        list_url("agreements:change-list", turn=turn),
    )


#: The dossier's own clock says nothing of it.
NO_CLOCK = {"days": None, "due": None, "kind": ""}


def letter_task(dossier):
    due_on = terms.letter_due_on(dossier.ends_on)
    words = {"end": date_format(dossier.ends_on, "j F Y"), "date": date_format(due_on, "j F Y")}
    sentence = _("The agreement ends on %(end)s. To extend it, write to the minister by %(date)s (art. 33).")
    if due_on < today():
        sentence = _("The agreement ends on %(end)s. The letter on its extension was due by %(date)s (art. 33).")
    return about(
        dossier,
        sentence % words,
        url=changes_url(dossier),
        action=_("Prepare an extension"),
        clock=calendar_clock(_("Letter"), due_on, TERM_ENDING_DAYS),
    )
