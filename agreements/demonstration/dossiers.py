"""Example dossiers in every status of the road, with a past. Foreign partners are real, all the rest is made up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from agreements.demonstration import aftermath as since
from agreements.demonstration.aftermath import working_day
from agreements.demonstration.samples import EDUCATION, FISHERIES, TOURISM, Theme
from agreements.demonstration.walk import Walker, route
from agreements.enums import Initiator, Scheme, Status, Tier
from agreements.models import Dossier
from agreements.rules import REGION_OFFICER
from agreements.services import open_dossier
from cooperation import names, partners
from cooperation.demonstration import MARK
from cooperation.enums import PartnerKind, PartnerTier, Role
from cooperation.models import Notice, Partner, Region, User
from cooperation.working_days import holidays_between, now, on_date, today

#: Calendar days that usually pass before each move; a week where none is named.
WAITS = {
    "begin_study": 28,
    "ask_response": 60,
    "take_up": 1,
    "respond": 8,
    "record_intent_signing": 30,
    "send_to_council": 45,
    "record_council_receipt": 2,
    "record_council_approval": 35,
    "record_plan_receipt": 1,
    "forward_plan": 3,
    "ask_for_draft": 4,
    "send_draft": 40,
    "send_draft_to_governor": 40,
    "record_draft_receipt": 1,
    "forward_draft": 3,
    "send_to_partner": 25,
    "confirm_text": 30,
    "record_signing": 25,
    "register": 10,
}
A_WEEK = 7

CITY, PROVINCE = PartnerTier.CITY, PartnerTier.PROVINCE

#: Name, country, level (none for a university) of the partners below.
PARTNERS = {
    "Ba Ria-Vung Tau Province": ("VN", PROVINCE),
    "Da Lat": ("VN", CITY),
    "Hildesheim": ("DE", CITY),
    "Fremantle": ("AU", CITY),
    "Darwin": ("AU", CITY),
    "Palmerston": ("AU", CITY),
    "Northern Territory": ("AU", PROVINCE),
    "Western Australia": ("AU", PROVINCE),
    "Charles Darwin University": ("AU", ""),
    "Gondar": ("ET", CITY),
    "Chennai": ("IN", CITY),
    "Daegu": ("KR", CITY),
    "Jeju": ("KR", PROVINCE),
    "Gyeongju": ("KR", CITY),
    "Pukyong National University": ("KR", ""),
    "Seremban": ("MY", CITY),
    "Negeri Sembilan": ("MY", PROVINCE),
    "Dili": ("TL", CITY),
    "Suva": ("FJ", CITY),
    "Oita Prefecture": ("JP", PROVINCE),
    "Ehime Prefecture": ("JP", PROVINCE),
    "Nakhon Si Thammarat": ("TH", CITY),
}


@dataclass(frozen=True)
class Story:
    """A dossier of `region` that reached `status` some calendar days ago; `then` tells what happened since."""

    region: str
    partner: str
    theme: Theme
    status: Status
    days_ago: int
    then: Callable | None = None

    @property
    def title(self):
        return f"{self.theme.title} {MARK}"

    @property
    def scheme(self):
        return Scheme.SISTER if PARTNERS[self.partner][1] else Scheme.INSTITUTION


# The stories. Kota Padang, Kota Bukittinggi, Kota Kupang, Sumatera Barat (13), Nusa Tenggara Timur (53)

STORIES = (
    Story("13.71", "Chennai", TOURISM, Status.INITIATED, 9, since.half_answered),
    Story("53.71", "Daegu", TOURISM, Status.EXPLORING, 24),
    Story("53.71", "Ba Ria-Vung Tau Province", FISHERIES, Status.STUDYING, 40, since.half_written),
    Story("13.75", "Gyeongju", TOURISM, Status.STUDYING, 60, since.returned_for_remarks),
    Story("13.75", "Da Lat", TOURISM, Status.AWAITING_RESPONSE, 27, since.opinions_asked),
    Story("53", "Charles Darwin University", EDUCATION, Status.AWAITING_RESPONSE, 19, since.sent_again),
    Story("13.75", "Fremantle", EDUCATION, Status.RESPONDED, 13),
    Story("13.71", "Gondar", TOURISM, Status.INTENT_SIGNED, 396, since.intent_ended),
    Story("53", "Ehime Prefecture", FISHERIES, Status.INTENT_SIGNED, 340, since.plan_begun),
    Story("53.71", "Suva", FISHERIES, Status.AT_COUNCIL, 4),
    Story("13.71", "Hildesheim", EDUCATION, Status.AT_COUNCIL, 33, since.received_at_council),
    Story("13", "Oita Prefecture", FISHERIES, Status.AT_COUNCIL, 78, since.deemed_approved),
    Story("13.75", "Seremban", TOURISM, Status.PLAN_AT_GOVERNOR, 4, since.received_by_governor),
    Story("13.71", "Fremantle", TOURISM, Status.VERIFYING, 22, since.recommended),
    Story("13.75", "Hildesheim", TOURISM, Status.VERIFYING, 38, since.opinion_came_late),
    Story("13.71", "Daegu", EDUCATION, Status.PLAN_REVISION, 8),
    Story("53", "Northern Territory", TOURISM, Status.DRAFTING, 30),
    Story("13.75", "Nakhon Si Thammarat", FISHERIES, Status.DRAFT_AT_GOVERNOR, 14, since.lapsed_at_governor),
    Story("53.71", "Dili", FISHERIES, Status.DISCUSSING, 20, since.meeting_held),
    Story("53", "Gyeongju", EDUCATION, Status.DISCUSSING, 12),
    Story("13.75", "Daegu", FISHERIES, Status.DISCUSSING, 9, since.meeting_planned),
    Story("53.71", "Darwin", TOURISM, Status.NEGOTIATING, 52, since.talks_held),
    Story("13", "Negeri Sembilan", TOURISM, Status.CONFIRMED, 11),
    Story("13.71", "Darwin", FISHERIES, Status.APPROVED, 12, since.signing_planned),
    Story("13", "Pukyong National University", FISHERIES, Status.SIGNED, 6),
    Story("13.71", "Ba Ria-Vung Tau Province", FISHERIES, Status.IN_FORCE, 120),
    Story("13", "Western Australia", EDUCATION, Status.IN_FORCE, 410),
    Story("53", "Western Australia", TOURISM, Status.SUSPENDED, 16),
    Story("53", "Jeju", TOURISM, Status.REJECTED, 70),
    Story("53.71", "Palmerston", EDUCATION, Status.STOPPED, 45),
)


def make_dossiers():
    """Add the stories that are missing; returns how many. Needs the demonstration's people."""
    there = set(Dossier.objects.filter(title__endswith=MARK).values_list("region", "partner", "title"))
    found = {name: partner(name) for name in PARTNERS}
    new = [story for story in STORIES if (story.region, found[story.partner].pk, story.title) not in there]
    for story in new:
        with transaction.atomic():
            tell(story, found[story.partner])
    mark_old_notices_read()
    return len(new)


def partner(name):
    """The partner of that name in the register, or a new verified one."""
    country, tier = PARTNERS[name]
    for known in Partner.objects.kept().filter(country=country):
        if names.plain(name) in {names.plain(other) for other in names.names_of(known)}:
            return known
    kind = PartnerKind.REGIONAL_GOVERNMENT if tier else PartnerKind.UNIVERSITY
    admin = User.objects.of_home_affairs(Role.ADMIN).first()
    return partners.propose(Partner(name=name, country_id=country, kind=kind, tier=tier), by=admin)


def tell(story, with_partner):
    region = Region.objects.get(pk=story.region)
    steps = route(Tier.PROVINCE if region.is_province else Tier.KABKOTA, story.status)
    days = calendar([name for name, _decision in steps], working_day(today() - timedelta(days=story.days_ago)))
    with on_date(days[0]):
        dossier = Dossier(
            region=region,
            province_id=region.province_id,
            partner=with_partner,
            scheme=story.scheme,
            title=story.title,
            initiator=Initiator.REGION,
            objectives=list(story.theme.objectives),
            sectors=list(story.theme.sectors),
            unit=story.theme.unit,
        )
        walker = Walker(dossier, theme=story.theme)
        open_dossier(dossier, by=walker.person(REGION_OFFICER))
    for (name, decision), day in zip(steps, days[1:], strict=True):
        with on_date(day):
            walker.make(name, **({"recommended": decision} if decision else {}))
    if story.then:
        story.then(walker, days[-1])


def calendar(moves, end):
    """The day of opening and the day of each move, so that the last one falls on `end`; working days all."""
    days, holidays = [end], holidays_between(date.min, end)
    for name in reversed(moves):
        days.append(working_day(days[-1] - timedelta(days=WAITS.get(name, A_WEEK)), holidays))
    return days[::-1]


def mark_old_notices_read():
    """People of the demonstration have read what they were told more than three weeks ago."""
    old = Notice.objects.unread().filter(reader__is_demonstration=True, created_at__lt=now() - timedelta(days=21))
    old.update(read_at=now())
