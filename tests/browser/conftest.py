"""People of the journeys."""

import pytest


@pytest.fixture
def cast(
    transactional_db,
    officer_padang,
    head_padang,
    officer_sumbar,
    officer_bukittinggi,
    reviewer,
    second_reviewer,
    approver,
    evaluator,
    kemlu,
    tourism,
):
    """{name in the journeys: person}"""
    return {
        "officer": officer_padang,
        "head": head_padang,
        "governor": officer_sumbar,
        "neighbour": officer_bukittinggi,
        "reviewer": reviewer,
        "second": second_reviewer,
        "approver": approver,
        "evaluator": evaluator,
        "kemlu": kemlu,
        "tourism": tourism,
    }
