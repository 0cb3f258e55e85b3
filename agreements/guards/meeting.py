"""The inter-ministry meeting on the text: held, attended by whom the law names, agreed, its minutes signed (P25 22)."""

from datetime import datetime, time

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.enums import MeetingOutcome, MeetingState, Tier
from agreements.models import Attendance
from cooperation.enums import OfficeKind
from cooperation.workflow import Problem
from cooperation.working_days import JAKARTA


def came_in_at(dossier):
    """When the dossier reached its present step."""
    arrivals = dossier.events.arrivals().filter(to_status=dossier.status)
    return arrivals.values_list("at", flat=True).order_by("-at", "-pk").first() or dossier.status_since


def came_in(act):
    """As `came_in_at`, read once an act."""
    return act.once("came in", lambda: came_in_at(act.obj))


def absent_by_law(dossier, offices):
    """Words for each of whom the law names for `dossier` that is not among `offices` (P25 22)."""
    kinds = {office.kind for office in offices}
    regions = {office.region_id for office in offices}
    absent = []
    if OfficeKind.FOREIGN_AFFAIRS not in kinds:
        absent.append(_("Kemlu"))
    if OfficeKind.TECHNICAL_MINISTRY not in kinds:
        absent.append(_("a ministry of the subject"))
    if dossier.province_id not in regions:
        absent.append(_("the province"))
    if dossier.tier == Tier.KABKOTA and dossier.region_id not in regions:
        absent.append(_("the regency or city"))
    return absent


def meeting_held(act):
    """The latest meeting since the text came in was attended as the law asks, agreed, and its minutes are signed."""
    dossier, arrived = act.obj, came_in(act)
    since = localdate(arrived, JAKARTA)
    held = dossier.meeting_items.filter(
        meeting__state=MeetingState.HELD,
        meeting__starts_at__gte=datetime.combine(since, time(), JAKARTA),
        meeting__recorded_at__gte=arrived,
    )
    attended = Prefetch("meeting__attendances", Attendance.objects.select_related("office"))
    latest = held.select_related("meeting").prefetch_related(attended)
    item = latest.order_by("-meeting__starts_at", "-meeting__pk").first()
    if item is None:
        yield _problem(
            _("Record the inter-ministry meeting held since %(date)s, with attendance and signed minutes.")
            % {"date": date_format(since, "j F Y")}
        )
        return
    present = [attendance.office for attendance in item.meeting.attendances.all() if attendance.came]
    absent = absent_by_law(dossier, present)
    if absent:
        yield _problem(_("The meeting needs these offices too: %(offices)s.") % {"offices": ", ".join(absent)})
    day = {"date": date_format(item.meeting.held_on, "j F Y")}
    if not item.outcome:
        yield _problem(_("Record what the meeting of %(date)s decided on this text.") % day)
    elif item.outcome != MeetingOutcome.AGREED:
        yield _problem(_("The meeting of %(date)s did not agree on the text; another one has to.") % day)
    if item.minutes_id is None:
        yield _problem(_("Upload the minutes of the meeting of %(date)s, signed by those present.") % day)


def _problem(message):
    return Problem(message, "P25 22", place="meetings")
