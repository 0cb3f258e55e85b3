"""Several people at once, on a real database: one wins, nobody is doubled, no number is lost."""

import uuid
from datetime import date, timedelta
from itertools import pairwise
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from agreements.changes.writing import begin
from agreements.daily import run_daily
from agreements.enums import PaperKind, Status
from agreements.models import Change, Contact, Dossier, DossierEvent, Letter, Registration
from agreements.services import ROAD, open_dossier, save_draft
from cooperation.exceptions import Conflict
from cooperation.models import Notice, SubmissionKey
from cooperation.working_days import on_date, today
from tests.agreements.changing import IN_TIME, approved, begun, head, in_force, make, submitted, write
from tests.agreements.factories import DossierFactory, copies
from tests.factories import MembershipFactory, OfficeFactory, PartnerFactory
from tests.people import person, region

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 20


def at_once(*works):
    """Run `works` in threads that start together; what each returned or raised, in their order."""
    results = [None] * len(works)
    start = Barrier(len(works))

    def run(index, work):
        try:
            start.wait()
            results[index] = work()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=numbered) for numbered in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def move(dossier, name, by, **options):
    """The move by somebody whose page is as old as the other one's."""
    seen = Dossier.objects.get(pk=dossier.pk)
    return lambda: ROAD.perform(seen, name, by=by, **options)


def approver():
    return MembershipFactory(office=OfficeFactory(home_affairs=True), role="approver").user


def test_of_two_who_decide_at_once_one_is_told_that_the_other_was_faster():
    dossier = DossierFactory(region=region("13.71"), sent=True, status=Status.AWAITING_RESPONSE)
    results = at_once(*(move(dossier, "respond", by) for by in (approver(), approver())))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert DossierEvent.objects.get(dossier=dossier).name == "respond"
    assert dossier.documents.count() == 1


def test_of_two_different_moves_at_once_one_is_made():
    dossier = DossierFactory(region=region("13.71"), sent=True, status=Status.AWAITING_RESPONSE)
    results = at_once(
        move(dossier, "suspend", approver(), note="Tunggu."),
        move(dossier, "stop", person("pimpinan.padang"), note="Selesai."),
        move(dossier, "return_study", person("penelaah"), note="Lengkapi."),
    )
    # Stopping is possible from suspension and from study too, the others only from here.
    made = [result.move.name for result in results if not isinstance(result, Exception)]
    assert len(made) == DossierEvent.objects.count() == (2 if "stop" in made and len(made) == 2 else 1)
    chain = list(DossierEvent.objects.order_by("pk").values_list("from_status", "to_status"))
    assert chain[0][0] == "awaiting_response"
    assert all(before[1] == after[0] for before, after in pairwise(chain))
    dossier.refresh_from_db()
    assert dossier.status == chain[-1][1]


def test_of_two_who_assign_at_once_one_is_told_who_holds_it_now():
    dossier = DossierFactory(region=region("13.71"), sent=True, status=Status.VERIFYING)
    office = OfficeFactory(home_affairs=True)
    reviewers = [MembershipFactory(office=office, role="reviewer").user for _ in range(2)]
    results = at_once(
        *(
            move(dossier, "assign", by, data={"reviewer": to, "seen_reviewer": None})
            for by, to in zip((approver(), approver()), reviewers, strict=True)
        )
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    dossier.refresh_from_db()
    assert dossier.reviewer in reviewers
    assert DossierEvent.objects.get().data["reviewer"]["pk"] == dossier.reviewer_id
    assert Notice.objects.get().reader == dossier.reviewer


def test_registers_filled_at_once_have_numbers_without_gaps_or_doubles():
    signs = person("pejabat")
    dossiers = [
        DossierFactory(region=region("13.71"), sent=True, status=Status.SIGNED, agreement_signed_on=today())
        for _ in range(MANY)
    ]
    results = at_once(
        *(
            move(
                dossier,
                "register",
                signs,
                data={"original_received_on": today()},
            )
            for dossier in dossiers
        )
    )
    assert [result for result in results if isinstance(result, Exception)] == []
    numbers = sorted(Registration.objects.values_list("number", flat=True))
    assert numbers == [f"KSLN/{today().year}/{number:04d}" for number in range(1, MANY + 1)]


def test_letters_issued_at_once_have_numbers_without_gaps_or_doubles():
    """Twenty decisions of two approvers, and one more that finds the dossier gone on: it takes no number."""
    dossiers = [DossierFactory(region=region("13.71"), sent=True, status=Status.AWAITING_RESPONSE) for _ in range(MANY)]
    signing = [approver(), approver()]
    decisions = [move(dossier, "respond", signing[place % 2]) for place, dossier in enumerate(dossiers)]
    results = at_once(*decisions, move(dossiers[0], "respond", signing[1]))
    assert [isinstance(result, Conflict) for result in results if isinstance(result, Exception)] == [True]
    letters = Letter.objects.order_by("number")
    assert [letter.number for letter in letters] == [
        f"000.9/{number:04d}/SJ/{today().year}" for number in range(1, MANY + 1)
    ]
    assert {letter.dossier_id for letter in letters} == {dossier.pk for dossier in dossiers}
    assert len({letter.code for letter in letters}) == MANY


def test_dossiers_opened_at_once_have_numbers_without_gaps_or_doubles():
    officer, partner = person("petugas.padang"), PartnerFactory()
    results = at_once(
        *(
            lambda: open_dossier(DossierFactory.build(region=region("13.71"), partner=partner), by=officer)
            for _ in range(MANY)
        )
    )
    assert [result for result in results if isinstance(result, Exception)] == []
    numbers = sorted(Dossier.objects.values_list("number", flat=True))
    assert numbers == [f"KSDPL-13.71-{today().year}-{number:03d}" for number in range(1, MANY + 1)]


def test_daily_runs_at_once_lapse_a_clock_and_end_a_term_once():
    yesterday = today() - timedelta(days=1)
    for status, clock in (("plan_at_governor", "governor_plan"), ("draft_at_governor", "governor_draft")):
        dossier = DossierFactory(region=region("13.71"), sent=True, status=status, due_on=yesterday)
        dossier.clocks.create(name=clock, length=5, started_on=yesterday, due_on=yesterday)
    expired = DossierFactory(region=region("13.71"), intent_expired=True)
    expired.clocks.create(name="intent", started_on=yesterday, due_on=expired.intent_expires_on)
    over = DossierFactory(region=region("13.71"), sent=True, status="in_force", ends_on=yesterday)
    copies(over, 2)
    results = at_once(*(run_daily for _ in range(4)))
    assert (sum(done.lapsed for done in results), sum(done.expired for done in results)) == (3, 3)
    assert DossierEvent.objects.count() == 6
    assert Notice.objects.filter(reader=person("petugas.padang")).count() == 6


def test_of_two_who_save_a_paper_at_once_one_keeps_their_text_and_one_is_told():
    dossier = DossierFactory(region=region("13.71"), status=Status.STUDYING)

    def save(by, text):
        seen = Dossier.objects.get(pk=dossier.pk)
        return lambda: save_draft(seen, PaperKind.STUDY, {"purpose": text}, seen=(1, 0), by=by)

    results = at_once(save(person("petugas.padang"), "Mine"), save(person("pimpinan.padang"), "Yours"))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    kept = next(result for result in results if not isinstance(result, Exception))
    assert dossier.study_versions.get().purpose == kept.purpose


# One form sent many times


def post_at_once(user, url, data):
    """Send the same form `MANY` times from one browser; the answers."""
    first = Client()
    first.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    browsers = [Client() for _ in range(MANY)]
    for browser in browsers:
        browser.cookies = first.cookies.copy()
    return at_once(*(lambda browser=browser: browser.post(url, data) for browser in browsers))


def test_one_form_sent_many_times_makes_one_move_and_leads_to_one_page():
    dossier = DossierFactory(region=region("13.71"), sent=True, status=Status.AWAITING_RESPONSE)
    key = uuid.uuid4()
    answers = post_at_once(
        person("penelaah"),
        f"/dossiers/{dossier.number}/moves/return_study/",
        {"idempotency_key": key, "note": "Lengkapi pemetaan.", "answer_by": today()},
    )
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, dossier.get_absolute_url())}
    assert DossierEvent.objects.get().name == "return_study"
    assert dossier.remarks.count() == 1
    assert SubmissionKey.objects.get(pk=key).result_url == dossier.get_absolute_url()


def test_one_form_sent_many_times_makes_one_record():
    dossier = DossierFactory(region=region("13.71"), status=Status.EXPLORING)
    answers = post_at_once(
        person("petugas.padang"),
        f"/dossiers/{dossier.number}/contacts/add/",
        {
            "idempotency_key": uuid.uuid4(),
            "way": "remote",
            "held_on": today().isoformat(),
            "participants": "Kedua pihak",
            "summary": "Perkenalan.",
        },
    )
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1
    assert Contact.objects.count() == 1


def test_of_two_who_decide_on_an_extension_at_once_one_is_told():
    with on_date(IN_TIME):
        change = submitted(write(begun(in_force())))
        make(change, "recommend_change")
        # Each has a page as old as the other's.
        pages = [(Change.objects.get(), by) for by in (approver(), approver())]

    def decide(page, by):
        with on_date(IN_TIME):
            return make(page, "approve_change", by=by)

    results = at_once(*(lambda page=page, by=by: decide(page, by) for page, by in pages))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert DossierEvent.objects.filter(name="approve_change").count() == 1


def test_agreement_that_ends_while_its_extension_is_signed_does_one_of_both():
    """Both lock the dossier first, so that neither waits for the other for ever."""
    day = date(2029, 9, 3)
    with on_date(IN_TIME):
        change = approved(write(begun(in_force())))
    dossier = Dossier.objects.get()
    who, ending = head(dossier), {"ground": "reached", "ended_on": day, "replaced_by": None}

    def sign():
        with on_date(day):
            return make(change, "sign_change", by=who)

    def end():
        with on_date(day):
            return ROAD.perform(dossier, "end_agreement", by=who, data=ending)

    signed, ended = at_once(sign, end)
    assert not isinstance(ended, Exception)
    status = Change.objects.get().status
    assert status == ("lapsed" if isinstance(signed, Conflict) else "signed")
    assert Dossier.objects.get().ends_on == day


def test_of_two_who_begin_an_extension_at_once_one_is_led_to_the_other():
    with on_date(IN_TIME):
        dossier = in_force()
        people = [person("petugas.padang"), person("pimpinan.padang")]

    def start(by):
        with on_date(IN_TIME):
            return begin(Dossier.objects.get(pk=dossier.pk), "extension", by=by)

    results = at_once(*(lambda by=by: start(by) for by in people))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Change.objects.count() == 1
