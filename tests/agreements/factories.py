"""Dossiers and what hangs on them, for tests that only look. Tests of the road itself walk it."""

import hashlib
from datetime import date, timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from agreements.changes.parts import fields_for
from agreements.enums import Audience, LetterKind, RemarkAct, RemarkState, Scheme, Status
from agreements.guards.typed import years_after
from agreements.letters import templates
from agreements.letters.codes import new_code
from agreements.letters.issuing import concerned
from agreements.models import (
    Attendance,
    Change,
    Dossier,
    DossierEvent,
    FollowUp,
    Letter,
    Meeting,
    MeetingItem,
    Opinion,
    Recommendation,
    Remark,
    RemarkEntry,
    TalkRound,
)
from cooperation.working_days import today
from tests.factories import OfficeFactory, PartnerFactory, RegionFactory, UserFactory
from tests.files import pdf


class DossierFactory(DjangoModelFactory):
    """A dossier of a kota at its beginning: `DossierFactory(region=…, status=…, sent=True)`."""

    class Meta:
        model = Dossier

    class Params:
        sent = factory.Trait(first_sent_at=factory.LazyFunction(timezone.now))
        intent_expired = factory.Trait(
            sent=True,
            status=Status.INTENT_SIGNED,
            intent_expires_on=factory.LazyFunction(lambda: today() - timedelta(days=30)),
        )
        term_unknown = factory.Trait(
            sent=True, status=Status.IN_FORCE, agreement_signed_on=date(2020, 1, 1), ends_on=None, origin="register"
        )

    number = factory.Sequence(lambda n: f"KSDPL-13.71-2026-{n:04}")
    region = factory.SubFactory(RegionFactory)
    province = factory.LazyAttribute(lambda one: one.region if one.region.is_province else one.region.parent)
    scheme = Scheme.SISTER
    partner = factory.SubFactory(PartnerFactory)
    title = "Tourism, fisheries and vocational education"
    status = Status.INITIATED


class OpinionFactory(DjangoModelFactory):
    """Asked of Kemlu, not answered, still in time. The office is consulted on the dossier."""

    class Meta:
        model = Opinion
        skip_postgeneration_save = True

    dossier = factory.SubFactory(DossierFactory, sent=True, status=Status.VERIFYING)
    office = factory.SubFactory(OfficeFactory, foreign_affairs=True)
    step = factory.SelfAttribute("dossier.status")
    question = "What do you think of the plan?"
    due_on = factory.LazyFunction(lambda: today() + timedelta(days=14))
    asked_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def consulted(self, create, extracted, **kwargs):
        self.dossier.consulted.add(self.office)


class RecommendationFactory(DjangoModelFactory):
    """A standing recommendation of somebody."""

    class Meta:
        model = Recommendation

    dossier = factory.SubFactory(DossierFactory, sent=True, status=Status.CONFIRMED)
    step = factory.SelfAttribute("dossier.status")
    move = "approve"
    reasons = "Everything is there."
    by = factory.SubFactory(UserFactory)


class RemarkFactory(DjangoModelFactory):
    """Sent and open; `answer="…"` when it was answered; `noted=True` and an audience when it was not sent."""

    class Meta:
        model = Remark
        skip_postgeneration_save = True

    class Params:
        noted = factory.Trait(sent_at=None, state=RemarkState.NOTED, audience=Audience.INTERNAL)

    audience = Audience.SHARED
    state = RemarkState.OPEN
    sent_at = factory.LazyFunction(timezone.now)
    dossier = factory.SubFactory(DossierFactory, sent=True, status=Status.STUDYING)
    text = "The benefit for the region is not shown."
    step = Status.AWAITING_RESPONSE
    by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def answer(self, create, extracted, **kwargs):
        if extracted:
            self.state = RemarkState.ANSWERED
            self.save(update_fields=["state"])
            RemarkEntry.objects.create(remark=self, act=RemarkAct.ANSWER, text=extracted, by=self.by)


class MeetingFactory(DjangoModelFactory):
    """Planned for tomorrow: `MeetingFactory(dossiers=[…], offices=[…])`; `held=True` was held an hour ago, by all."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    class Params:
        held = factory.Trait(
            state="held",
            starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1)),
            recorded_by=factory.SelfAttribute("convened_by"),
            recorded_at=factory.LazyFunction(timezone.now),
        )

    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    ends_at = factory.LazyAttribute(lambda one: one.starts_at + timedelta(hours=2))
    place = "Jakarta"
    convened_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def dossiers(self, create, extracted, **kwargs):
        for position, dossier in enumerate(extracted or [], 1):
            MeetingItem.objects.create(meeting=self, dossier=dossier, position=position)

    @factory.post_generation
    def minutes(self, create, extracted, **kwargs):
        if extracted:
            self.items.update(minutes=extracted)

    @factory.post_generation
    def offices(self, create, extracted, **kwargs):
        came = True if self.state == "held" else None
        for office in extracted or []:
            Attendance.objects.create(meeting=self, office=office, invited=True, came=came)


class LetterFactory(DjangoModelFactory):
    """An issued letter, with a file of its own and no document: `LetterFactory(dossier=…, withdrawn=True)`."""

    class Meta:
        model = Letter

    class Params:
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_because="The date was wrong.",
            withdrawn_by=factory.SelfAttribute("signed_by"),
        )

    kind = LetterKind.RESPONSE
    dossier = factory.SubFactory(DossierFactory, sent=True, status=Status.RESPONDED)
    template = factory.LazyAttribute(lambda one: templates.kept(one.kind))
    number = factory.Sequence(lambda n: f"000.9/{n:04}/SJ/2025")
    dated_on = factory.LazyFunction(today)
    content = factory.LazyAttribute(
        lambda one: {"concerns": concerned(one.dossier), "reasons": "", "clauses": ["", ""]}
    )
    code = factory.LazyFunction(new_code)
    signed_by = factory.SubFactory(UserFactory)
    signed_as = "a.n. Menteri Dalam Negeri, Sekretaris Jenderal"
    name = factory.LazyAttribute(lambda one: one.number.replace("/", "-") + ".pdf")
    file = factory.LazyAttribute(lambda one: ContentFile(pdf(one.number), name=one.name))
    size = factory.LazyAttribute(lambda one: len(pdf(one.number)))
    content_type = "application/pdf"
    sha256 = factory.LazyAttribute(lambda one: hashlib.sha256(pdf(one.number)).hexdigest())


class TalkRoundFactory(DjangoModelFactory):
    class Meta:
        model = TalkRound

    dossier = factory.SubFactory(DossierFactory, sent=True, status=Status.NEGOTIATING)
    number = 1
    held_on = factory.LazyFunction(today)
    channel = "letter"
    changes = "The partner accepts the text."
    recorded_by = factory.SubFactory(UserFactory)


class FollowUpFactory(DjangoModelFactory):
    """To be done in a week."""

    class Meta:
        model = FollowUp

    what = "Send the data"
    due_on = factory.LazyFunction(lambda: today() + timedelta(days=7))
    created_by = factory.SubFactory(UserFactory)


class EventFactory(DjangoModelFactory):
    class Meta:
        model = DossierEvent

    dossier = factory.SubFactory(DossierFactory)
    name = "opened"


class ChangeFactory(DjangoModelFactory):
    """An extension that was sent; `kind="amendment"` for the other. `by` began it."""

    class Meta:
        model = Change

    class Params:
        by = factory.SubFactory(UserFactory)

    dossier = factory.SubFactory(DossierFactory, sent=True, status=Status.IN_FORCE, ends_on=date(2028, 5, 31))
    serial = 1
    kind = "extension"
    status = "submitted"
    texts = factory.LazyAttribute(lambda one: dict.fromkeys(fields_for(one.kind), ""))
    reasons = "Bermanfaat."
    old_ends_on = factory.LazyAttribute(lambda one: one.dossier.ends_on if one.kind == "extension" else None)
    ends_on = factory.LazyAttribute(lambda one: one.old_ends_on and years_after(one.old_ends_on, 5))
    first_sent_on = factory.LazyFunction(today)
    answer_by = factory.LazyAttribute(lambda one: today() if one.status == "returned" else None)
    created_by = factory.SelfAttribute("by")
    updated_by = factory.SelfAttribute("by")


def copies(dossier, count):
    """`count` more dossiers like this one, consulted offices included, quickly: for lists of hundreds."""
    offices = list(dossier.consulted.all())
    fields = {
        field.attname: getattr(dossier, field.attname)
        for field in Dossier._meta.concrete_fields
        if field.name not in ("id", "number")
    }
    there = Dossier.objects.count()
    made = Dossier.objects.bulk_create(Dossier(number=f"{dossier.number}-{there}-{n}", **fields) for n in range(count))
    through = Dossier.consulted.through
    through.objects.bulk_create(through(dossier=one, office=office) for one in made for office in offices)
    return made
