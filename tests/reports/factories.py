"""Plans and their logs for tests that only look."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from agreements.enums import DocumentKind
from agreements.models import Document
from cooperation.uploads import file_fields
from cooperation.working_days import now, today
from reports import schedule
from reports.enums import Point
from reports.evaluations import rubrics
from reports.evaluations.evidence import gather
from reports.models import (
    ActivityLog,
    AnnualPlan,
    AnnualReport,
    Evaluation,
    Indicator,
    IndicatorValue,
    Monitoring,
    PlannedActivity,
)
from tests.agreements.factories import DossierFactory
from tests.factories import OfficeFactory, UserFactory
from tests.files import upload


class AnnualPlanFactory(DjangoModelFactory):
    """A plan of 2026 that is being written; `agreed=True` when the partner has agreed."""

    class Meta:
        model = AnnualPlan

    class Params:
        agreed = factory.Trait(
            agreed_on=factory.LazyAttribute(lambda one: date(one.year - 1, 12, 1)),
            agreed_file=factory.LazyAttribute(lambda one: paper(one.dossier)),
        )

    dossier = factory.SubFactory(
        DossierFactory, sent=True, status="in_force", agreement_signed_on=date(2025, 6, 1), ends_on=date(2028, 5, 31)
    )
    year = 2026


def paper(dossier, kind=DocumentKind.ANNUAL_PLAN):
    return Document.objects.create(dossier=dossier, kind=kind, **file_fields(upload()))


class PlannedActivityFactory(DjangoModelFactory):
    class Meta:
        model = PlannedActivity

    plan = factory.SubFactory(AnnualPlanFactory)
    what = factory.Sequence(lambda n: f"Pelatihan pengolahan ikan {n}")
    unit = "Dinas Kelautan dan Perikanan"
    due_on = factory.LazyAttribute(lambda one: date(one.plan.year, 6, 30))
    region_role = "Menyiapkan tempat dan peserta"
    partner_role = "Mengirim pelatih"
    expected_result = "24 pengolah bersertifikat"
    place = "Padang"
    beneficiaries = "Pengolah ikan"
    reach = 24
    region_money = 200_000_000
    partner_money = 100_000_000


class ActivityLogFactory(DjangoModelFactory):
    """Carried out on the planned day."""

    class Meta:
        model = ActivityLog

    activity = factory.SubFactory(PlannedActivityFactory)
    kind = "done"
    on = factory.SelfAttribute("activity.due_on")
    people = 20
    region_money = 150_000_000
    note = "Berjalan baik."


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    dossier = factory.SubFactory(DossierFactory, sent=True, status="in_force")
    field = "welfare"
    name = factory.Sequence(lambda n: f"Pendapatan nelayan {n}")
    unit = "juta rupiah setahun"
    baseline = 24
    target = 36


class IndicatorValueFactory(DjangoModelFactory):
    class Meta:
        model = IndicatorValue

    indicator = factory.SubFactory(IndicatorFactory)
    year = 2026
    value = 27
    source = "Survei Dinas Kelautan dan Perikanan"


class MonitoringFactory(DjangoModelFactory):
    """Planned for today by the ministry: `held=True` was carried out, `sent=True` its findings were sent too."""

    class Meta:
        model = Monitoring

    class Params:
        written = factory.Trait(
            held_on=factory.SelfAttribute("planned_on"), participants="Tim Kemendagri", findings="Berjalan baik."
        )
        held = factory.Trait(written=True, state="held")
        sent = factory.Trait(
            written=True, state="sent", sent_by=factory.SelfAttribute("planned_by"), sent_at=factory.LazyFunction(now)
        )

    dossier = factory.SubFactory(DossierFactory, sent=True, status="in_force")
    office = factory.SubFactory(OfficeFactory, home_affairs=True)
    planned_on = factory.LazyFunction(today)
    planned_by = factory.SubFactory(UserFactory)


class AnnualReportFactory(DjangoModelFactory):
    """Of 2025, to be written; `filled=True` with all nine parts."""

    class Meta:
        model = AnnualReport

    class Params:
        filled = factory.Trait(edit_version=1, **{name: f"Isi {name}." for name in AnnualReport.PARTS})

    dossier = factory.SubFactory(
        DossierFactory, sent=True, status="in_force", agreement_signed_on=date(2023, 6, 1), ends_on=date(2028, 5, 31)
    )
    year = 2025
    due_on = factory.LazyAttribute(lambda one: schedule.due_on(one.dossier.tier, one.year))
    forward_due_on = factory.LazyAttribute(lambda one: schedule.forward_due_on(one.dossier.tier, one.year))


class EvaluationFactory(DjangoModelFactory):
    """The region's own, in the first round; `filled=True` as it can be sent. The ministry's: `basis=…`."""

    class Meta:
        model = Evaluation

    class Params:
        filled = factory.Trait(
            edit_version=1,
            rubric=factory.LazyFunction(rubrics.kept),
            outcome="extend",
            reason="Hasilnya nyata.",
            **{f"{point}_score": 4 for point in Point.values},
            **{f"{point}_words": f"Alasan {point}." for point in Point.values},
        )

    dossier = factory.SubFactory(
        DossierFactory, sent=True, status="in_force", agreement_signed_on=date(2023, 6, 1), ends_on=date(2028, 5, 31)
    )
    round = 1
    author = factory.LazyAttribute(lambda one: "ministry" if one.basis else "region")
    basis = None

    @classmethod
    def pair(cls, dossier, **fields):
        """Both rows of a round, as opening it makes them: (region's, ministry's)."""
        region = cls(dossier=dossier, **fields)
        return region, cls(dossier=dossier, round=region.round, basis=region)

    @classmethod
    def concluded_pair(cls, dossier, **fields):
        """Both rows of a round that is over."""
        fields |= {"filled": True, "total": 4, "evidence": gather(dossier)}
        region = cls(dossier=dossier, status="sent", **fields)
        return region, cls(dossier=dossier, status="given", basis=region, **fields)
