"""Words, dates, amounts and tokens that templates ask for."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.forms import CharField, Form
from django.template import Context, RequestContext, Template
from django.utils import translation

from agreements.enums import OpinionAnswer, Status
from cooperation.enums import PartnerStatus, Precision
from cooperation.templatetags import ui
from tests.factories import MembershipFactory

NBSP = "\N{NO-BREAK SPACE}"


def render(source, context=None):
    return Template("{% load ui %}" + source).render(context or Context())


def test_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in render('{% icon "send" %}')
    assert 'icons.svg#send"' in render('{% icon "send" %}')


def test_captured_part_is_shown_wherever_the_page_names_it():
    page = "{% capture as part %}<b>{{ name }}</b>{% endcapture %}1 {{ part }} 2 {{ part }}"
    assert render(page, Context({"name": "<i>"})) == "1 <b>&lt;i&gt;</b> 2 <b>&lt;i&gt;</b>"


@pytest.mark.parametrize("choices", [Status, OpinionAnswer, PartnerStatus])
def test_tone_is_chosen_for_every_status_value(choices):
    assert set(choices.values) - set(ui.TONE_OF) == set()


def test_tone_follows_the_value_not_the_label():
    assert ui.tone(Status.REJECTED) == "red"
    assert ui.tone("something new") == "grey"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (22, "22 working days left"),
        (1, "1 working day left"),
        (0, "last day today"),
        (-1, "1 working day late"),
        (-2, "2 working days late"),
        (None, ""),
    ],
)
def test_days_left_says_it_in_words(days, words):
    with translation.override("en"):
        assert ui.days_left(days) == words


@pytest.mark.parametrize(("days", "words"), [(196, "196 days left"), (1, "1 day left"), (-3, "3 days past")])
def test_days_left_counts_calendar_days(days, words):
    with translation.override("en"):
        assert ui.days_left(days, "calendar") == words


@pytest.mark.parametrize(("days", "tone"), [(None, "grey"), (6, "blue"), (5, "amber"), (0, "amber"), (-1, "red")])
def test_clock_tone_turns_with_the_days(days, tone):
    assert ui.clock_tone(days) == tone


@pytest.mark.parametrize(
    ("language", "precision", "words"),
    [
        ("en", Precision.DAY, "6 January 2027"),
        ("id", Precision.DAY, "6 Januari 2027"),
        ("id", Precision.MONTH, "Januari 2027"),
        ("en", Precision.YEAR, "2027"),
        ("en", Precision.UNKNOWN, "date not known"),
    ],
)
def test_partial_date_shows_no_more_than_is_known(language, precision, words):
    with translation.override(language):
        assert ui.partial_date(date(2027, 1, 6), precision) == words


def test_partial_date_of_nothing_is_not_known():
    with translation.override("en"):
        assert ui.partial_date(None) == "date not known"


@pytest.mark.parametrize(
    ("language", "amount", "words"),
    [
        ("id", 1_250_000_000, f"Rp{NBSP}1.250.000.000"),
        ("en", 1_250_000_000, f"Rp{NBSP}1,250,000,000"),
        ("id", 0, f"Rp{NBSP}0"),
        ("id", -1500, f"Rp{NBSP}-1.500"),
        ("id", None, ""),
    ],
)
def test_rupiah_groups_by_the_readers_language(language, amount, words):
    with translation.override(language):
        assert ui.rupiah(amount) == words


def test_idempotency_key_differs_each_time():
    assert render("{% idempotency_key %}") != render("{% idempotency_key %}")


def test_post_tokens_work_inside_an_isolated_component(rf):
    request = rf.get("/")
    page = render('{% include "components/_form.html" with form=form submit="Send" only %}', form_context(request))
    assert page.count('name="csrfmiddlewaretoken"') == 1
    assert page.count('name="idempotency_key"') == 1


def form_context(request):
    request.user = AnonymousUser()
    form = type("Letter", (Form,), {"subject": CharField(label="Subject", help_text="As in the letter.")})({})
    return RequestContext(request, {"form": form})


def test_field_is_tied_to_its_label_help_and_error(rf):
    page = render("{{ form.subject.as_field_group }}", form_context(rf.get("/")))
    assert 'for="id_subject"' in page
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in page
    assert 'id="id_subject_helptext"' in page
    assert 'id="id_subject_error"' in page
    assert 'class="form-control is-invalid"' in page


def test_error_summary_links_to_the_field(rf):
    page = render('{% include "components/_error_summary.html" with form=form only %}', form_context(rf.get("/")))
    assert 'href="#id_subject"' in page
    assert "data-focus" in page


def test_demonstration_seats_are_offered_in_the_demonstration_only(settings, nobody):
    officer = MembershipFactory(user__is_demonstration=True)
    MembershipFactory()
    settings.DEMONSTRATION = True
    assert list(ui.demonstration_seats()) == [officer]
    settings.DEMONSTRATION = False
    assert list(ui.demonstration_seats()) == []
    assert ui.demonstration_password() == ""
