"""The administrator's overview and what administrators did."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperation import changes
from cooperation.enums import AdministrationAct, MailState, PartnerStatus, Relations
from cooperation.filters import AdministrationEventFilter
from cooperation.models import AdministrationEvent, Country, Holiday, Mail, Office, Partner, Region, User
from cooperation.working_days import today

from .base import ListPage, Page


class Overview(Page):
    template_name = "cooperation/administration.html"
    heading = _("Administration")
    crumbs = ()

    def get_context_data(self, **context):
        return super().get_context_data(sections=sections(), events=recent(AdministrationEvent.objects), **context)


def sections():
    """The parts of administration, each with its figures and, where something waits, a link to that."""
    people = User.objects.aggregate(active=Count("pk", filter=Q(is_active=True)), all=Count("pk"))
    offices = Office.objects.aggregate(active=Count("pk", filter=Q(is_active=True)), all=Count("pk"))
    partners = Partner.objects.kept().aggregate(
        all=Count("pk"), proposed=Count("pk", filter=Q(status=PartnerStatus.PROPOSED))
    )
    countries = Country.objects.aggregate(
        all=Count("pk"), unknown=Count("pk", filter=Q(diplomatic_relations=Relations.UNKNOWN))
    )
    year = today().year
    holidays = Holiday.objects.aggregate(
        now=Count("pk", filter=Q(day__year=year)), coming=Count("pk", filter=Q(day__year=year + 1))
    )
    mails = Mail.objects.aggregate(**{state.value: Count("pk", filter=Q(state=state)) for state in MailState})
    return [
        section(
            "users",
            _("People"),
            "person-list",
            _("%(active)s may sign in, %(all)s registered") % people,
        ),
        section("building", _("Offices"), "office-list", _("%(active)s in use, %(all)s registered") % offices),
        section(
            "world",
            _("Partners"),
            "partner-list",
            _("%(all)s in the list") % partners,
            partners["proposed"] and _("%(proposed)s to verify") % partners,
            f"?status={PartnerStatus.PROPOSED}",
        ),
        section(
            "calendar-event",
            _("Holidays"),
            "holiday-list",
            _("%(count)s days in %(year)s") % {"count": holidays["now"], "year": year},
            not holidays["coming"] and _("None recorded for %(year)s yet") % {"year": year + 1},
            f"?year={year + 1}",
        ),
        section(
            "flag",
            _("Countries"),
            "country-list",
            _("%(all)s in the list") % countries,
            countries["unknown"] and _("%(unknown)s to ask Kemlu about") % countries,
            f"?diplomatic_relations={Relations.UNKNOWN}",
        ),
        section("clock", _("Service targets"), "agreements:target-list", _("Working days for steps of the ministry")),
        section("mail", _("Letters"), "agreements:letter-templates", _("Templates, letterhead, numbers")),
        section("clipboard-check", _("Rubric of evaluations"), "rubric:edit", _("Scale and weights of the points")),
        section(
            "send",
            _("Mails"),
            "mail-log",
            _("%(sent)s sent, %(waiting)s waiting") % mails,
            mails["failed"] and _("%(failed)s refused by the mail server") % mails,
            f"?state={MailState.FAILED}",
        ),
        section("map-pin", _("Regions"), "region-list", _("%(all)s in the list") % {"all": Region.objects.count()}),
    ]


def section(icon, label, name, figure, waiting="", query=""):
    url = reverse(name if ":" in name else f"cooperation:{name}")
    return {"icon": icon, "label": label, "url": url, "figure": figure, "waiting": waiting, "waiting_url": url + query}


def recent(events, count=10):
    """The newest events as the timeline shows them."""
    return [as_line(event) for event in events.select_related("by", "office")[:count]]


def as_line(event):
    return {
        "when": event.at,
        "title": f"{label(event)}: {event.subject}",
        "by": event.by,
        "note": change_lines(event),
    }


def label(event):
    return dict(AdministrationAct.choices).get(event.name, event.name)


def change_lines(event, hidden=()):
    """What was changed, a line each."""
    return "\n".join(words for field, words in changes.described(event) if field not in hidden)


class History(ListPage):
    template_name = "cooperation/administration_history.html"
    heading = _("History of administration")
    model = AdministrationEvent
    filterset_class = AdministrationEventFilter

    def get_queryset(self):
        return AdministrationEvent.objects.select_related("by", "office")

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        return {**context, "events": [as_line(event) for event in context["rows"]]}
