"""Extensions of agreements in force (P25 32-33): from the working copy to the second term."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agreements.changes import terms
from agreements.changes.writing import CHANGES, begin, settle
from agreements.enums import ChangeStatus
from agreements.models import AgreementSigning, Change, Dossier, DossierEvent
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Notice
from cooperation.working_days import on_date
from reports import planning
from tests.agreements.changing import (
    ENDS,
    IN_TIME,
    approved,
    begun,
    head,
    in_force,
    make,
    sending,
    signed,
    submitted,
    write,
)
from tests.people import SEAT_OF, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def _in_time():
    with on_date(IN_TIME):
        yield


def refused(change, name, **changed):
    """The messages a move is refused with; nothing has changed then."""
    before = change.status
    with pytest.raises(NotReady) as refusal:
        make(change, name, **changed)
    change.refresh_from_db()
    assert change.status == before
    return [problem.message for problem in refusal.value.problems]


# The road


def test_extension_moves_the_last_day_and_the_calendar_of_reports_follows():
    dossier = in_force()
    planning.replan([dossier])
    change = write(begun(dossier), funding="Naskah funding baru.", funding_foreign="New funding.")
    signed(change)
    dossier.refresh_from_db()
    assert (change.status, dossier.status, dossier.ends_on) == ("signed", "in_force", date(2035, 2, 28))
    signing = change.signing
    assert (signing.effective_on, signing.ends_on) == (date(2030, 3, 1), date(2035, 2, 28))
    assert signing.document.kind == "signed_change"
    years = sorted(dossier.annual_reports.values_list("year", flat=True))
    assert years == list(range(2025, 2036))
    text = dossier.agreement_versions.sent().first()
    assert (text.number, text.funding, text.scope, text.term_months) == (2, "Naskah funding baru.", "Naskah scope.", 60)
    with on_date(date(2029, 9, 10)):
        make(change, "register_change")
    assert (change.status, change.register_number) == ("registered", "KSLN/2029/0001")
    names = list(dossier.events.order_by("pk").values_list("name", flat=True))
    assert names[1:] == [
        "change_begun",
        "send_change_directly",
        "recommend_change",
        "approve_change",
        "sign_change",
        "register_change",
    ]


def test_province_copies_to_its_council_alone_and_a_kota_also_to_the_governor():
    of_province, of_kota = (write(begun(in_force(code))) for code in ("13", "13.71"))
    assert [move.name for move in CHANGES.existing(of_province)] == ["send_change", "withdraw_change"]
    assert [move.name for move in CHANGES.existing(of_kota)] == ["send_change_directly", "withdraw_change"]
    submitted(of_province)
    submitted(of_kota)
    assert (of_province.council_copied_on, of_province.governor_copied_on) == (IN_TIME, None)
    assert (of_kota.council_copied_on, of_kota.governor_copied_on) == (IN_TIME, IN_TIME)


def test_second_extension_rests_on_evaluations_of_the_second_term():
    dossier = in_force()
    signed(write(begun(dossier)))
    dossier.refresh_from_db()
    again = begun(dossier)
    assert (again.serial, again.old_ends_on) == (2, date(2035, 2, 28))
    write(again, ends_on=date(2040, 2, 28))
    with on_date(date(2034, 6, 1)):
        assert "has not evaluated this cooperation in its present term" in refused(again, sending(again))[0]
        Dossier.objects.update(region_evaluated_on=date(2034, 3, 1), ministry_evaluated_on=date(2034, 4, 1))
        submitted(again)


# Who


REVIEWERS = {"penelaah", "penelaah.kedua"}
CELLS = {
    "send_change_directly": ({"drafting", "returned"}, {"pimpinan.padang"}),
    "recommend_change": ({"submitted"}, REVIEWERS),
    "approve_change": ({"submitted"}, {"pejabat"}),
    "return_change": ({"submitted", "approved"}, {*REVIEWERS, "pejabat"}),
    "reject_change": ({"submitted"}, {"pejabat"}),
    "sign_change": ({"approved"}, {"pimpinan.padang"}),
    "register_change": ({"signed"}, {"pejabat"}),
    "withdraw_change": ({"drafting", "returned", "submitted", "approved"}, {"pimpinan.padang"}),
}


def test_moves_are_made_from_these_statuses_by_these_people_and_nobody_else():
    change, people = begun(in_force()), {address: person(address) for address in SEAT_OF}
    for status in ChangeStatus.values:
        Change.objects.update(status=status)
        change.refresh_from_db()
        for name, (statuses, allowed) in CELLS.items():
            may = {who for who, user in people.items() if CHANGES.moves[name] in CHANGES.available(change, user)}
            assert may == (allowed if status in statuses else set()), (name, status)
    assert set(CHANGES.moves) == {*CELLS, "send_change", "close_change"}


def test_move_of_somebody_else_is_refused_and_a_move_of_the_past_is_a_conflict():
    change = submitted(write(begun(in_force())))
    with pytest.raises(PermissionDenied):
        make(change, "recommend_change", by=person("petugas.padang"))
    stale = Change.objects.get()
    make(change, "recommend_change")
    make(change, "approve_change")
    with pytest.raises(Conflict):
        make(stale, "approve_change")
    assert DossierEvent.objects.filter(name="approve_change").count() == 1


def test_nobody_decides_what_they_recommended_or_have_not_read():
    change = submitted(write(begun(in_force())))
    assert refused(change, "approve_change") == ["A reviewer has to recommend this decision first: “Approve”."]
    seen = change.edit_version
    make(change, "recommend_change")
    assert refused(change, "approve_change", seen=seen) == ["This was changed meanwhile: read it again, then go on."]
    assert refused(change, "reject_change") == ["A reviewer has to recommend this decision first: “Reject”."]
    Change.objects.update(recommended_by=person("pejabat"))
    assert refused(change, "approve_change") == [
        "You recommended this decision yourself; another person has to take it."
    ]


def test_whoever_has_to_act_is_told_to_and_the_recommendation_stays_inside():
    change = submitted(write(begun(in_force())))
    told = Notice.objects.filter(kind="act").order_by("reader__email").values_list("reader__email", flat=True)
    assert list(told) == ["penelaah.kedua@jembatan.example", "penelaah@jembatan.example"]
    assert Notice.objects.filter(reader=person("petugas.sumbar")).exists()  # the governor has a copy
    Notice.objects.all().delete()
    make(change, "recommend_change")
    assert list(Notice.objects.order_by("reader__email").values_list("reader__email", "kind")) == [
        ("pejabat@jembatan.example", "act"),
        ("penelaah.kedua@jembatan.example", "news"),
    ]
    event = DossierEvent.objects.get(name="recommend_change")
    assert "Layak" not in str(event.data) + event.note


# The law's bad inputs


@pytest.mark.parametrize(
    ("region", "ministry", "message"),
    [
        (None, date(2029, 4, 2), "The region has not evaluated"),
        (date(2025, 2, 28), date(2029, 4, 2), "The region has not evaluated"),
        (date(2025, 3, 1), None, "The ministry has not evaluated"),
        (date(2025, 3, 1), date(2025, 2, 1), "The ministry has not evaluated"),
        (date(2029, 4, 2), date(2029, 4, 1), "The ministry evaluated on 1 April 2029, before the region"),
        (date(2029, 4, 2), date(2029, 4, 2), None),
    ],
)
def test_letter_is_refused_without_both_evaluations_of_this_term(region, ministry, message):
    change = write(begun(in_force()))
    Dossier.objects.update(region_evaluated_on=region, ministry_evaluated_on=ministry)
    if message is None:
        submitted(change)
    else:
        assert [text.startswith(message) for text in refused(change, sending(change))] == [True]


@pytest.mark.parametrize(
    ("ends_on", "new", "holds"),
    [
        (date(2030, 2, 28), date(2035, 2, 28), True),
        (date(2030, 2, 28), date(2035, 3, 1), False),
        (date(2030, 2, 28), date(2030, 2, 28), False),
        (date(2030, 2, 28), date(2029, 12, 31), False),
        (date(2032, 2, 29), date(2037, 2, 28), True),
        (date(2032, 2, 29), date(2037, 3, 1), False),
        (date(2031, 2, 28), date(2036, 2, 28), True),
        (date(2031, 2, 28), date(2036, 2, 29), False),
    ],
)
def test_new_end_is_later_and_five_years_later_at_most(ends_on, new, holds):
    """In the form, and in the database whoever writes there."""
    change = begun(in_force(ends_on=ends_on))
    if holds:
        assert write(change, ends_on=new).ends_on == new
        return
    with pytest.raises(NotReady):
        write(change, ends_on=new)
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.update(ends_on=new)


@pytest.mark.parametrize(
    ("ends_on", "due_on"),
    [
        (date(2030, 2, 28), date(2029, 8, 28)),
        (date(2032, 2, 29), date(2031, 8, 29)),
        (date(2030, 8, 31), date(2030, 2, 28)),
        (date(2028, 8, 31), date(2028, 2, 29)),
        (date(2030, 1, 31), date(2029, 7, 31)),
    ],
)
def test_letter_is_due_six_months_before_the_end(ends_on, due_on):
    assert terms.letter_due_on(ends_on) == due_on


def test_late_letter_is_marked_not_refused():
    change = write(begun(in_force()))
    due = terms.letter_due_on(ENDS)
    with on_date(due):
        assert not terms.is_late(submitted(change))
        make(change, "return_change", answer_by=due + timedelta(days=14))
    with on_date(due + timedelta(days=1)):
        submitted(change)
        assert not terms.is_late(change)  # the first letter came in time
        late = write(begun(in_force()))
        assert terms.is_late(submitted(late))
    sent = DossierEvent.objects.filter(name="send_change_directly").order_by("pk")
    assert [event.data.get("late") for event in sent] == [None, None, "2029-08-28"]


def test_only_a_term_that_runs_and_is_known_is_extended():
    with pytest.raises(NotReady, match="last day of the agreement is not known"):
        begun(in_force(ends_on=None))
    dossier = in_force()
    with on_date(ENDS + timedelta(days=1)), pytest.raises(NotReady, match="what has ended is not extended"):
        begun(dossier)
    change = write(begun(dossier))
    with on_date(ENDS + timedelta(days=1)):
        assert "what has ended is not extended" in refused(change, sending(change))[0]
    approved(change)
    with on_date(ENDS + timedelta(days=3)):
        late = ENDS + timedelta(days=1)
        assert refused(change, "sign_change", signed_on=late) == [
            "The agreement ended on 28 February 2030: it can only have been extended until that day."
        ]
        make(change, "sign_change", signed_on=ENDS)  # signed in time, recorded later
    dossier.refresh_from_db()
    assert dossier.ends_on == date(2035, 2, 28)


def test_suspended_agreement_keeps_its_extension_waiting():
    dossier = in_force()
    change = approved(write(begun(dossier)))
    Dossier.objects.update(status="suspended", return_to="in_force")
    with on_date(date(2029, 9, 3)):
        assert refused(change, "sign_change")[0].startswith("The agreement is suspended")
    Dossier.objects.update(status="in_force", return_to="")
    with on_date(date(2029, 9, 3)):
        make(change, "sign_change")


def test_signing_is_not_before_the_approval_nor_in_the_future():
    change = approved(write(begun(in_force())))
    assert refused(change, "sign_change", signed_on=IN_TIME + timedelta(days=1)) == ["This day is still to come."]
    assert refused(change, "sign_change", signed_on=IN_TIME - timedelta(days=1)) == [
        "It cannot be signed before the minister's approval of 4 June 2029."
    ]


def test_copies_are_not_older_than_the_letter_and_nothing_is_in_the_future():
    change = write(begun(in_force()))
    assert refused(change, sending(change), governor_copied_on=date(2029, 5, 31)) == [
        "The copy cannot be older than the letter."
    ]
    assert refused(change, sending(change), council_copied_on=IN_TIME + timedelta(days=1)) == [
        "This day is still to come."
    ]


def test_text_is_changed_in_both_languages_and_says_why():
    change = write(begun(in_force()), reasons="", funding="Lain.")
    assert refused(change, sending(change)) == [
        "Say why: the reasons are still empty.",
        "“Funding” is changed in one language only; both texts say the same.",
    ]


# Two people


def test_one_extension_at_a_time():
    dossier = in_force()
    change = begun(dossier)
    with pytest.raises(Conflict, match="Extension 1 is not finished yet"):
        begun(dossier)
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(
            dossier=dossier,
            serial=2,
            kind="extension",
            old_ends_on=ENDS,
            created_by=head(dossier),
            updated_by=head(dossier),
        )
    make(change, "withdraw_change")
    assert begun(dossier).serial == 2


def test_second_writer_is_told_and_sending_sends_what_was_read():
    change = write(begun(in_force()))
    seen, other = change.edit_version, Change.objects.get()
    write(change, by=person("petugas.padang"), funding="Satu.", funding_foreign="One.")
    with pytest.raises(Conflict, match="Somebody else saved this"):
        write(other, seen=seen, funding="Dua.")
    assert refused(change, sending(change), seen=seen) == ["This was changed meanwhile: read it again, then go on."]
    submitted(change)
    with pytest.raises(Conflict):
        write(change)


def test_draft_is_read_by_region_and_province_alone_until_it_is_sent():
    change = begun(in_force())

    def readers():
        return {who for who in SEAT_OF if Change.objects.visible_to(person(who)).exists()}

    own = {who for who in SEAT_OF if who.endswith((".padang", ".sumbar"))}
    assert readers() == own
    write(change)
    make(change, "withdraw_change")
    assert readers() == own
    assert not Notice.objects.filter(reader=person("penelaah")).exists()


def test_change_of_the_original_is_settled_field_by_field():
    """An amendment is signed while an extension is written; both changed one part, the amendment another one too."""
    dossier = in_force()
    extension = write(begun(dossier), funding="Saya.", funding_foreign="Mine.")
    amendment = write(
        begun(dossier, "amendment"),
        funding="Mereka.",
        funding_foreign="Theirs.",
        working_group="Baru.",
        working_group_foreign="New.",
        scope="Luas.",
        scope_foreign="Wide.",
    )
    signed(amendment)
    assert "compare and settle it" in refused(extension, sending(extension))[0]
    extension.refresh_from_db()
    current = dossier.agreement_versions.sent().first()
    mine, seen, by = {"funding", "funding_foreign"}, extension.edit_version, head(dossier)
    with pytest.raises(Conflict):
        settle(extension, mine=mine, current_pk=extension.base_id, seen=seen, by=by)
    settle(extension, mine=mine, current_pk=current.pk, seen=seen, by=by)
    assert (extension.texts["funding"], extension.texts["working_group"]) == ("Saya.", "Baru.")
    with on_date(date(2029, 9, 4)):
        submitted(extension)
        make(extension, "recommend_change")
        make(extension, "approve_change")
        make(extension, "sign_change", signed_on=date(2029, 9, 4))
    text = dossier.agreement_versions.sent().first()
    assert (text.number, text.funding, text.working_group, text.scope) == (3, "Saya.", "Baru.", "Luas.")


def test_approved_text_is_signed_over_what_does_not_touch_it_and_returned_where_it_does():
    dossier = in_force()
    extension = approved(write(begun(dossier), funding="Saya.", funding_foreign="Mine."))
    signed(write(begun(dossier, "amendment"), working_group="Baru.", working_group_foreign="New."))
    touching = begun(dossier, "amendment")
    with on_date(date(2029, 9, 4)):
        signed(write(touching, funding="Mereka.", funding_foreign="Theirs."), date(2029, 9, 4))
        assert "changed in the same places" in refused(extension, "sign_change", signed_on=date(2029, 9, 4))[0]
        make(extension, "return_change", answer_by=date(2029, 10, 1))
    assert extension.status == "returned"


def test_term_completed_meanwhile_is_settled_too():
    dossier = in_force()
    change = write(begun(dossier))
    Dossier.objects.update(ends_on=date(2030, 1, 31))
    assert "compare and settle it" in refused(change, sending(change))[0]
    settle(change, mine=set(), current_pk=change.base_id, seen=change.edit_version, by=head(dossier))
    # Five years after the new day are over before the end that was typed: it has to be typed again.
    assert (change.old_ends_on, change.ends_on) == (date(2030, 1, 31), None)


def test_agreement_taken_over_without_a_text_can_be_extended():
    dossier = in_force(text=False)
    signed(write(begun(dossier), duration="Sampai 2035.", duration_foreign="Until 2035."))
    text = dossier.agreement_versions.get()
    assert (text.number, text.duration, text.scope) == (1, "Sampai 2035.", "")
    assert AgreementSigning.objects.originals().count() == 1
    assert begin(dossier, "amendment", by=head(dossier)).base == text
