"""How the history of a dossier reads: events in words, in the reader's language."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.changes import words as of_changes
from agreements.desk.assigning import SEATS
from agreements.enums import SHOWN_ELSEWHERE, FollowUpOrigin, PaperKind, VoidCause
from agreements.lifecycle import MOVES
from agreements.lifecycle.change import MOVES as CHANGE_MOVES
from agreements.models import Dossier
from agreements.models.remark import of_own_office

#: Events beside the moves of the table.
WORDS = {
    "opened": _("Dossier opened"),
    "edited": _("Data of the dossier changed"),
    "partner_chosen": _("Partner chosen"),
    "partner_merged": _("Partner merged into another one"),
    "prerequisites_answered": _("Prerequisites answered"),
    "paper_started": _("Paper begun"),
    "contact_added": _("Contact recorded"),
    "contact_edited": _("Contact corrected"),
    "meeting_convened": _("Inter-ministry meeting convened"),
    "invitation_issued": _("Invitation to the inter-ministry meeting issued"),
    "meeting_changed": _("Inter-ministry meeting moved or changed"),
    "meeting_cancelled": _("Inter-ministry meeting cancelled"),
    "meeting_added": _("Inter-ministry meeting recorded"),
    "attendance_corrected": _("Attendance of the inter-ministry meeting corrected"),
    "meeting_outcome": _("Outcome of the inter-ministry meeting recorded"),
    "minutes_drafted": _("Minutes of the inter-ministry meeting drafted"),
    "minutes_signed": _("Signed minutes of the inter-ministry meeting kept"),
    "follow_up_added": _("Follow-up agreed"),
    "follow_up_done": _("Follow-up reported as done"),
    "follow_up_confirmed": _("Follow-up confirmed"),
    "follow_up_returned": _("Follow-up returned: not done yet"),
    "follow_up_chased": _("Office chased: a follow-up is late"),
    "document_added": _("Paper added"),
    "activity_added": _("Activity added"),
    "activity_edited": _("Activity changed"),
    "activity_deleted": _("Activity removed"),
    "opinion_reminded": _("Office reminded of its opinion"),
    "opinion_withdrawn": _("Question to an office withdrawn"),
    "talks_added": _("Round of talks with the partner recorded"),
    "talks_edited": _("Record of a round of talks corrected"),
    "remark_noted": _("Remark noted"),
    "remark_edited": _("Remark changed"),
    "remark_shared": _("Remark made shared"),
    "remark_withdrawn": _("Remark withdrawn"),
    "remark_reopened": _("Remark reopened"),
    "remark_closed": _("Remark closed"),
    "remark_answered": _("Remark answered"),
    "letter_drafted": _("Draft of the ministry's letter changed"),
    "letter_withdrawn": _("Ministry withdrew its letter"),
    "letter_replaced": _("Ministry replaced its letter"),
    "imported": _("Taken over from the register"),
    "chased": _("Region asked how the cooperation goes on"),
    "chase_answered": _("Region answered how the cooperation goes on"),
    "checklist_answered": _("Checklist answered"),
    "recommendation_voided": _("Recommendation no longer valid"),
}
WORDS |= {move.name: move.done for move in (*MOVES, *CHANGE_MOVES)} | of_changes.HISTORY

#: Values of `data` that choose words: applications above add theirs.
CHOICES = {}

#: Who acted when no person did.
BY_CLOCK = _("By the clock of the law")
NOBODY = {"imported": _("Import of a register")}


def describe(event):
    """An event as the timeline component shows it. Needs what it names loaded, as `TOLD` says."""
    who = " · ".join(filter(None, [event.signed_as, event.seat])) or NOBODY.get(event.name, BY_CLOCK)
    shown = {"when": event.at, "title": WORDS[event.name], "by": who, "note": event.note}
    if event.change:
        words = {"change": event.change.heading, "what": shown["title"]}
        shown["title"] = _("%(change)s: %(what)s") % words
    if event.name == "paper_started":
        shown["note"] = PaperKind(event.data["paper"]).label
    elif event.name == "edited":
        fields = (Dossier._meta.get_field(name) for name in event.data["changes"])
        shown["note"] = ", ".join(str(field.verbose_name) for field in fields)
    elif event.name == "recommendation_voided":
        shown["note"] = VoidCause(event.data["because"]).label
    elif event.name == "checklist_answered":
        lines = len(event.data["answers"])
        shown["note"] = ngettext("%(lines)s line", "%(lines)s lines", lines) % {"lines": lines}
    for holder in SEATS:
        if event.data.get(holder):
            shown["note"] = event.data[holder]["name"]
    shown["note"] = "\n".join(filter(None, [str(shown["note"]), *outcome(event)]))
    # An opinion is read beside the question, a yearly plan in its year: by those who may.
    if event.document and event.document.kind not in SHOWN_ELSEWHERE:
        shown |= {
            "url": reverse("agreements:document", args=[event.dossier.number, event.document.pk]),
            "url_label": event.document.name,
        }
    return shown


def outcome(event):
    """What came with it, in words: its day, what a move did beside its status."""
    if late := event.data.get("late"):
        yield _("Late: by law the letter was to be written by %(date)s (art. 33).") % {
            "date": date_format(date.fromisoformat(late), "j F Y")
        }
    if day := event.data.get("for_day"):
        yield date_format(date.fromisoformat(day), "j F Y")
    for name, choices in CHOICES.items():
        if value := event.data.get(name):
            yield str(choices(value).label)
    sent, closed = event.data.get("remarks_sent"), event.data.get("remarks_closed")
    if sent:
        words = ngettext("%(count)s remark sent.", "%(count)s remarks sent.", sent)
        yield words % {"count": sent}
    if closed:
        words = ngettext("%(count)s answer closed.", "%(count)s answers closed.", closed)
        yield words % {"count": closed}


#: Advice and drafts inside the ministry: only its own people read of it.
INTERNAL = (
    "recommend",
    "recommendation_voided",
    "letter_drafted",
    "opinion_reminded",
    "opinion_withdrawn",
    "checklist_answered",
    "minutes_drafted",
    "recommend_change",
)


#: What is carried out after the signature: offices that were asked on the way do not read of it.
OF_FOLLOWERS = {"chased", "chase_answered", *of_changes.HISTORY, *(move.name for move in CHANGE_MOVES)}


#: What an office does with remarks before it sends them: nobody else reads of it.
OF_OWN_OFFICE = ("remark_noted", "remark_edited", "remark_shared", "remark_withdrawn", "remark_reopened")


def readable(events, user):
    """Those of `events` that `user` may read."""
    events = events.exclude(Q(name__in=OF_OWN_OFFICE) & ~of_own_office(user))
    if user.is_home_affairs:
        return events
    if not user.region_codes:
        of_others = Q(name__startswith="follow_up_", data__has_key="origin") & ~Q(data__origin=FollowUpOrigin.MEETING)
        events = events.exclude(of_others | Q(name__in=OF_FOLLOWERS))
    return events.exclude(name__in=INTERNAL)


#: What `describe` says of an event, and of what it names.
TOLD = (
    *("dossier", "name", "at", "role", "acting", "note", "data", "by__name", "acting_for__name", "office__short_name"),
    *("document__kind", "document__name", "change__kind", "change__serial"),
)


def history_of(dossier, user):
    """Events of `dossier` that `user` may read, newest first, with what `describe` needs."""
    told = dossier.events.select_related("by", "acting_for", "office", "document", "change").only(*TOLD)
    return readable(told.order_by("-at", "-pk"), user)
