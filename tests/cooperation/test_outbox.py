"""Notices are written with what they tell of, once for each reader, in both languages."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperation.models import Membership, Notice, Office, User
from cooperation.outbox import notify
from cooperation.working_days import today
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


def test_posts_are_those_held_today_by_people_who_may_sign_in(
    officer_padang, head_padang, officer_sumbar, head_sumbar, officer_kupang, kemlu, reviewer
):
    day = today()
    officer_padang.memberships.update(ends_on=day - timedelta(days=1))
    head_padang.memberships.update(starts_on=day + timedelta(days=1))
    officer_sumbar.memberships.update(starts_on=day, ends_on=day)
    User.objects.filter(pk=head_sumbar.pk).update(is_active=False)
    Office.objects.filter(memberships__user=officer_kupang).update(is_active=False)
    held = Membership.objects.current().filter(user__is_active=True).order_by("user")
    posts = Membership.posts()
    assert sorted(posts) == sorted(held.values_list("user", "role", "office", "office__region", "office__kind"))
    told = {post[0] for post in posts}
    assert told >= {officer_sumbar.pk, kemlu.pk, reviewer.pk}
    assert not told & {one.pk for one in (officer_padang, head_padang, head_sumbar, officer_kupang)}
    assert Membership.posts(regions=[], kinds=[]) == []
    of_some = Membership.posts(regions=["13", "13.71"], kinds=["foreign_affairs"])
    assert {post[0] for post in of_some} == {officer_sumbar.pk, kemlu.pk}
