"""Opinions from before: conditions among the reasons get a row, questions of steps that are over are closed."""

from importlib import import_module

import pytest
from django.apps import apps

from agreements.enums import Status
from agreements.models import Condition
from tests.agreements.factories import DossierFactory, OpinionFactory

pytestmark = pytest.mark.django_db

moved = import_module("agreements.migrations.0006_unanswered_and_conditional_opinions")


def test_questions_of_steps_that_are_over_are_closed():
    here, over, resting = (
        OpinionFactory(dossier=DossierFactory(sent=True, status=status), step=Status.VERIFYING)
        for status in (Status.VERIFYING, Status.DRAFTING, Status.SUSPENDED)
    )
    given = OpinionFactory(dossier=over.dossier, step=Status.VERIFYING, answer="support", closed_at=None)
    for _ in range(2):
        moved.close_questions(apps, None)
    for opinion, is_open in ((here, True), (over, False), (resting, True)):
        opinion.refresh_from_db()
        assert opinion.is_open is is_open
    given.refresh_from_db()
    assert given.closed_at is None


def test_conditions_among_the_reasons_become_one_row():
    opinion = OpinionFactory(answer="conditions", reasons="Asal biaya ditanggung mitra.")
    OpinionFactory(answer="support", reasons="Tanpa syarat.")
    for _ in range(2):
        moved.name_conditions(apps, None)
    assert [(one.opinion, one.text) for one in Condition.objects.all()] == [(opinion, opinion.reasons)]
