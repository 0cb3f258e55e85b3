"""How agreements in force end (P25 34), run out (P25 32), and are suspended meanwhile."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.daily import expire_agreements, run_daily
from agreements.models import Change, Clock, Dossier, DossierEvent, Ending
from agreements.running import still_running
from agreements.services import ROAD
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Notice
from cooperation.working_days import on_date
from reports import planning
from reports.models import AnnualReport, Monitoring
from tests.agreements.changing import ENDS, IN_TIME, approved, begun, head, in_force, make, signed, submitted, write
from tests.agreements.factories import ChangeFactory, DossierFactory, EventFactory, copies
from tests.agreements.padang import address, reading
from tests.factories import OfficeFactory
from tests.files import upload
from tests.people import person
from tests.reports.factories import AnnualPlanFactory, MonitoringFactory, PlannedActivityFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

AFTER = ENDS + timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_time():
    with on_date(IN_TIME):
        yield


def end(dossier, ground="reached", by=None, **changed):
    data = {
        "ground": ground,
        "ended_on": date(2029, 5, 31),
        "replaced_by": None,
        "letter_number": "099/9/2029",
        "letter_date": date(2029, 6, 1),
        "letter": upload(),
    }
    return ROAD.perform(dossier, "end_agreement", by=by or head(dossier), data=data | changed)


def years(dossier):
    return sorted(dossier.annual_reports.values_list("year", flat=True))


@pytest.mark.parametrize("ground", ["agreed", "reached", "replaced"])
def test_agreement_ends_on_three_grounds_and_nothing_further_accrues(ground):
    dossier = in_force()
    planning.replan([dossier])
    assert years(dossier)[-1] == 2030
    new = DossierFactory(region=dossier.region, sent=True, status="signed") if ground == "replaced" else None
    change = submitted(write(begun(dossier)))
    end(dossier, ground, replaced_by=new)
    assert (dossier.status, dossier.ends_on) == ("ended", date(2029, 5, 31))
    assert (dossier.ending.ground, dossier.ending.replaced_by, dossier.ending.document.kind) == (ground, new, "ending")
    assert years(dossier) == [2025, 2026, 2027, 2028, 2029]  # that of the last year remains due
    change.refresh_from_db()
    assert change.status == "lapsed"
    assert list(dossier.events.order_by("-pk").values_list("name", flat=True)[:2]) == ["close_change", "end_agreement"]
    with on_date(AFTER):
        assert expire_agreements() == 0


def test_end_is_recorded_with_what_the_law_asks():
    dossier, other = in_force(), in_force()
    for changed, message in (
        ({"ground": "replaced"}, "Name the agreement that replaces it."),
        ({"replaced_by": other}, "You named another agreement"),
        ({"ended_on": date(2025, 2, 28)}, "It cannot end before it is in force."),
        ({"ended_on": IN_TIME + timedelta(days=1)}, "This day is still to come."),
    ):
        with pytest.raises(NotReady, match=message):
            end(dossier, **changed)
    with on_date(AFTER), pytest.raises(NotReady, match="after that day it has run out"):
        end(dossier, ended_on=AFTER)
    with pytest.raises(PermissionDenied):
        end(dossier, by=person("petugas.padang"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Ending.objects.create(dossier=dossier, ground="replaced", ended_on=IN_TIME)
    end(dossier)
    with pytest.raises(Conflict):
        end(dossier)


def test_term_runs_out_the_day_after_its_last_one():
    dossier = in_force()
    open_one, done = write(begun(dossier, "amendment")), in_force()
    signed(write(begun(done)))
    for who in ("petugas.padang", "petugas.sumbar", "penelaah", "evaluator"):
        person(who)
    with on_date(ENDS):
        assert run_daily().expired == 0
    Notice.objects.all().delete()
    with on_date(AFTER + timedelta(days=3)):  # also after missed days, and once
        assert (run_daily().expired, run_daily().expired) == (1, 0)
    dossier.refresh_from_db()
    done.refresh_from_db()
    open_one.refresh_from_db()
    assert (dossier.status, done.status, open_one.status) == ("expired", "in_force", "lapsed")
    told = Notice.objects.filter(text_en__contains="The term has run out").values_list("reader__email", flat=True)
    assert {email.split("@")[0] for email in told} >= {"petugas.padang", "petugas.sumbar", "penelaah", "evaluator"}
    event = dossier.events.get(name="expire_agreement")
    assert (event.by, event.from_status, event.to_status) == (None, "in_force", "expired")


def test_term_that_cannot_be_ended_keeps_no_other_from_it(monkeypatch, caplog):
    broken, *others = in_force(), in_force(), in_force()

    def fails(acts):
        if broken.pk in {act.obj.pk for act in acts}:
            raise KeyError("step")

    monkeypatch.setattr(ROAD, "always", (fails, *ROAD.always))
    with on_date(AFTER):
        assert expire_agreements() == 2
        assert f"expire_agreement of dossier {broken.pk} failed" in caplog.text
        monkeypatch.undo()
        assert expire_agreements() == 1
    assert {Dossier.objects.get(pk=one.pk).status for one in (broken, *others)} == {"expired"}


def test_clock_waits_two_weeks_for_an_extension_that_may_have_been_signed_in_time():
    dossier = in_force()
    approved(write(begun(dossier)))
    with on_date(ENDS + timedelta(days=14)):
        assert expire_agreements() == 0
    with on_date(ENDS + timedelta(days=15)):
        assert expire_agreements() == 1
    with pytest.raises(Conflict):
        make(dossier.changes.get(), "sign_change", signed_on=ENDS)


def test_suspended_agreement_is_planned_anew_runs_out_and_is_not_stopped():
    dossier, reviewer = in_force(), person("penelaah")
    planning.replan([dossier])
    ROAD.perform(dossier, "suspend", by=reviewer, note="Diperiksa.")
    assert years(dossier) == [2025, 2026, 2027, 2028, 2029]
    assert not dossier.is_before_signing
    assert "stop" not in [move.name for move in ROAD.available(dossier, head(dossier))]
    assert reviewer.has_perm("agreements.read_implementation", dossier)
    ROAD.perform(dossier, "resume", by=reviewer)
    assert (dossier.status, years(dossier)[-1]) == ("in_force", 2030)
    ROAD.perform(dossier, "suspend", by=reviewer, note="Diperiksa.")
    with on_date(AFTER):
        assert expire_agreements() == 1


def test_suspended_draft_of_the_road_never_runs_out():
    Dossier.objects.filter(pk=in_force().pk).update(status="suspended", return_to="confirmed")
    with on_date(AFTER):
        assert expire_agreements() == 0


def test_many_terms_run_out_with_as_many_queries_as_three():
    """Each with what ends with it: a visit planned, an amendment begun, a clock; some are suspended."""
    one = in_force(text=False, ends_on=date(2031, 2, 28))
    officer = person("petugas.padang")
    office = OfficeFactory(home_affairs=True)
    counts = []
    for many in (3, 60):
        day = ENDS + timedelta(days=many)
        keys = [dossier.pk for dossier in copies(one, many)]
        Dossier.objects.filter(pk__in=keys).update(ends_on=day)
        Dossier.objects.filter(pk=keys[0]).update(status="suspended", return_to="in_force")
        for dossier in Dossier.objects.filter(pk__in=keys):
            EventFactory(dossier=dossier, name="register", to_status="in_force", at=dossier.status_since)
            AnnualReport.objects.bulk_create(planning.report_for(dossier, year) for year in (2029, 2031))
            MonitoringFactory(dossier=dossier, planned_on=day, planned_by=officer, office=office)
            ChangeFactory(dossier=dossier, kind="amendment", by=officer)
            ChangeFactory(dossier=dossier, serial=2, by=officer, status="drafting", first_sent_on=None)
            dossier.clocks.create(name="response", length=10, started_on=IN_TIME, due_on=IN_TIME)
        Notice.objects.all().delete()
        began = timezone.now()
        with on_date(day + timedelta(days=1)), CaptureQueriesContext(connection) as captured:
            assert expire_agreements() == many
        counts.append(len(captured))
        since = day + timedelta(days=1)
        ended = Dossier.objects.filter(pk__in=keys, status="expired", due_on=None, status_since__date=since)
        assert ended.count() == ended.filter(updated_at__gte=began).count() == many
        changes = Change.objects.filter(dossier__in=keys)
        assert set(changes.values_list("status", "recommended")) == {("lapsed", "")}
        assert set(Monitoring.objects.filter(dossier__in=keys).values_list("state", "reason")) == {
            ("cancelled", "Kerja sama sudah berakhir.")
        }
        assert set(Clock.objects.filter(dossier__in=keys).values_list("state", flat=True)) == {"met"}
        events = DossierEvent.objects.filter(dossier__in=keys)
        years_left = AnnualReport.objects.filter(dossier__in=keys[1:]).values_list("year", flat=True)
        assert Counter(years_left) == dict.fromkeys(range(2025, 2031), many - 1)
        events = events.exclude(name="register")
        assert Counter(events.values_list("name", "from_status", "to_status")) == {
            ("expire_agreement", "in_force", "expired"): many - 1,
            ("expire_agreement", "suspended", "expired"): 1,
            ("close_change", "expired", "expired"): 2 * many,
            ("monitoring_cancelled", "expired", "expired"): many,
        }
        told = Counter(Notice.objects.values_list("reader__email", flat=True))
        assert {email.split("@")[0]: count for email, count in told.items()} == {
            "petugas.padang": 3 * many,
            "pimpinan.padang": 3 * many,
            "petugas.sumbar": 3 * many,
            "pimpinan.sumbar": 3 * many,
            "penelaah": 2 * many,
            "penelaah.kedua": 2 * many,
            "evaluator": many,
        }
    assert counts[0] == counts[1], counts


def test_page_of_the_end_lists_what_still_runs(head_padang):
    dossier = in_force(partner__name="Ba Ria")
    planning.replan([dossier])
    PlannedActivityFactory(plan=AnnualPlanFactory(dossier=dossier, year=2029), what="Magang nelayan")
    change = begun(dossier)
    other = in_force()
    in_force("13")
    page = reading(head_padang).get(address("move", dossier, "end_agreement"))
    text = page.content.decode()
    for words in ("This still runs", "Magang nelayan", "Extension 1", "Report 2028", "nothing further accrues"):
        assert words in text, words
    assert [dossier.number for dossier in page.context["form"].fields["replaced_by"].queryset] == [other.number]
    labels = {line.label for line in still_running(dossier, person("kemlu"))}
    assert labels.isdisjoint({"Magang nelayan", change.heading, "Report 2028"})
    assert "Magang" not in reading(head_padang).get(address("move", other, "end_agreement")).content.decode()
