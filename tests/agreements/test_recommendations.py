"""A recommendation and what makes it void."""

import pytest

from agreements.enums import Status, VoidCause
from agreements.history import describe, history_of
from agreements.recommendations import close, void
from cooperation.models import Notice
from tests.agreements.factories import DossierFactory, RecommendationFactory


@pytest.fixture
def recommended(reviewer, second_reviewer, approver, officer_padang):
    """A dossier of Padang at its last decision, on which the reviewer recommended the approval."""
    region = officer_padang.memberships.get().office.region
    dossier = DossierFactory(region=region, sent=True, status=Status.CONFIRMED, reviewer=second_reviewer)
    RecommendationFactory(dossier=dossier, by=reviewer)
    return dossier


@pytest.mark.parametrize("cause", VoidCause)
def test_void_keeps_the_recommendation_with_cause_and_person(recommended, second_reviewer, cause):
    standing = recommended.recommendations.get()
    assert void(recommended, cause, second_reviewer) == standing
    kept = recommended.recommendations.get()
    assert (kept.voided_because, kept.voided_by, kept.move) == (cause, second_reviewer, "approve")
    assert kept.voided_at is not None
    assert not recommended.recommendations.standing().exists()


def test_void_tells_the_recommender_the_reviewer_and_the_approvers(recommended, reviewer, approver, second_reviewer):
    void(recommended, VoidCause.OPINION, None)
    assert {notice.reader for notice in Notice.objects.all()} == {reviewer, second_reviewer, approver}
    notice = Notice.objects.get(reader=approver)
    assert "an opinion was given" in notice.text_en
    assert reviewer.name in notice.text_en


def test_void_does_not_tell_the_one_who_caused_it(recommended, reviewer):
    void(recommended, VoidCause.CHECKLIST, reviewer)
    assert not Notice.objects.filter(reader=reviewer).exists()


def test_void_is_written_into_the_history_of_the_ministry_alone(recommended, reviewer, officer_padang, english):
    void(recommended, VoidCause.PAPER, reviewer)
    newest = describe(history_of(recommended, reviewer)[0])
    assert newest["title"] == "Recommendation no longer valid"
    assert newest["note"] == "a paper was added or changed"
    assert newest["by"].startswith(reviewer.name)
    assert not history_of(recommended, officer_padang).exists()


def test_void_without_a_recommendation_leaves_nothing(recommended, reviewer):
    void(recommended, VoidCause.REMARK, reviewer)
    assert void(recommended, VoidCause.REMARK, reviewer) is None
    assert recommended.events.count() == 1


def test_close_needs_no_event_of_its_own(recommended, approver):
    close(recommended, VoidCause.LEFT, approver)
    assert not recommended.events.exists()
    assert recommended.recommendations.get().voided_because == VoidCause.LEFT
