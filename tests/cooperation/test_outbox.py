"""Notices are written with what they tell of, once for each reader, in both languages."""

import pytest
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperation.models import Notice
from cooperation.outbox import notify
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def tell(*readers, key="occasion-1", sentence=lambda: _("Notices")):
    notify(readers, key, "/notices/", sentence)


def test_notice_is_kept_in_both_languages_whatever_the_sender_reads():
    before = get_language()
    tell(UserFactory(language="en"))
    notice = Notice.objects.get()
    assert (notice.text_id, notice.text_en, notice.url) == ("Pemberitahuan", "Notices", "/notices/")
    assert notice.read_at is None
    assert get_language() == before


def test_reader_is_told_of_an_occasion_once():
    siti, budi = UserFactory(), UserFactory()
    tell(siti)
    tell(siti, budi, sentence=lambda: "Again")
    tell(siti, key="occasion-2")
    assert sorted(Notice.objects.values_list("reader", "key", "text_en")) == sorted(
        [
            (siti.pk, "occasion-1", "Notices"),
            (budi.pk, "occasion-1", "Again"),
            (siti.pk, "occasion-2", "Notices"),
        ]
    )


def test_notice_of_what_was_undone_is_undone_too():
    with transaction.atomic():
        tell(UserFactory())
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_sentence_that_is_too_long_is_cut():
    tell(UserFactory(), sentence=lambda: "x" * 600)
    assert len(Notice.objects.get().text_id) == 500


def test_nobody_to_tell_leaves_nothing():
    tell()
    assert not Notice.objects.exists()
