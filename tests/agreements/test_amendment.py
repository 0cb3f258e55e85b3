"""Amendments of agreements in force: which parts they touch, and that the term stays as it is."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from agreements.changes import parts
from agreements.models import Agreement, Change
from cooperation.exceptions import NotReady
from cooperation.working_days import on_date
from reports import planning
from tests.agreements.changing import ENDS, IN_TIME, approved, begun, in_force, make, sending, signed, submitted, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def _in_time():
    with on_date(IN_TIME):
        yield


def test_amendment_changes_the_text_and_leaves_the_term():
    """Without any evaluation: those are asked for an extension alone."""
    dossier = in_force(evaluated=False)
    planning.replan([dossier])
    years = list(dossier.annual_reports.values_list("year", flat=True))
    change = signed(write(begun(dossier, "amendment"), scope="Luas.", scope_foreign="Wide."))
    dossier.refresh_from_db()
    assert (dossier.ends_on, list(dossier.annual_reports.values_list("year", flat=True))) == (ENDS, years)
    assert (change.signing.effective_on, change.signing.ends_on) == (date(2029, 9, 3), ENDS)
    text = dossier.agreement_versions.sent().first()
    assert (text.number, text.scope, text.funding, text.term_months) == (2, "Luas.", "Naskah funding.", 60)
    old = Agreement.objects.get(dossier=dossier, number=1)
    assert old.scope == "Naskah scope."  # what was sent stays
    make(begun(dossier, "amendment"), "withdraw_change")
    planning.replan([dossier])  # its signing does not begin the term anew
    assert list(dossier.annual_reports.values_list("year", flat=True)) == years


@pytest.mark.parametrize(
    ("kind", "closed"),
    [
        ("extension", {"title", "subject", "purpose", "scope", "disputes", "amendment"}),
        ("amendment", {"title", "subject", "duration"}),
    ],
)
def test_only_the_parts_of_its_kind_are_in_the_working_copy(kind, closed):
    change = begun(in_force(), kind)
    assert {part.name for part in parts.parts_for(kind)} == set(Agreement.PAIRS) - closed
    change.texts["subject"] = "Pihak lain."
    write(change)
    change.refresh_from_db()
    assert "subject" not in change.texts


def test_amendment_without_a_changed_word_is_not_sent():
    change = write(begun(in_force(), "amendment"))
    with pytest.raises(NotReady, match="No word of the agreement has changed yet"):
        submitted(change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.update(ends_on=date(2035, 2, 28))  # the database holds that it has no term


@pytest.mark.parametrize(
    ("effective_on", "message"),
    [
        (date(2029, 9, 2), "It cannot be in force before it was signed."),
        (date(2030, 3, 1), "The agreement ends on 28 February 2030."),
    ],
)
def test_amendment_holds_within_the_term(effective_on, message):
    change = approved(write(begun(in_force(), "amendment"), scope="Luas.", scope_foreign="Wide."))
    with on_date(date(2029, 9, 3)), pytest.raises(NotReady, match=message):
        make(change, "sign_change", effective_on=effective_on)


def test_extension_and_amendment_run_side_by_side_and_are_numbered_together():
    dossier = in_force()
    assert [begun(dossier).heading, begun(dossier, "amendment").heading] == ["Extension 1", "Amendment 2"]
    assert sending(dossier.changes.first()) == "send_change_directly"
