"""Which mails a person wants, and the log of what was really sent."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from cooperation.mail import Postman, write_mails
from cooperation.models import Mail, MailPreference, Notice
from cooperation.outbox import notify, preferences

pytestmark = pytest.mark.django_db

WANTED = reverse("cooperation:mail-preferences")
LOG = reverse("cooperation:mail-log")


def tell(*readers, key="1", kind="act"):
    notify(readers, key, "/dossiers/K-1/", lambda: "Kota Padang: the secret of the region.", kind=kind)


def deliver():
    write_mails()
    Postman().deliver()


def test_each_kind_of_notice_goes_out_as_its_reader_wants(officer_padang, head_padang, sign_in):
    answer = sign_in(officer_padang).post(WANTED, {"act": "digest", "reminder": "now", "news": "none"})
    assert answer.status_code == 302
    for kind in ("act", "reminder", "news"):
        tell(officer_padang, head_padang, key=kind, kind=kind)
    of = dict(Notice.objects.filter(reader=officer_padang).values_list("kind", "delivery"))
    assert of == {"act": "digest", "reminder": "now", "news": "none"}
    of = dict(Notice.objects.filter(reader=head_padang).values_list("kind", "delivery"))
    assert of == {"act": "now", "reminder": "digest", "news": "digest"}


@pytest.mark.parametrize("kind", ["act", "reminder"])
def test_what_obliges_cannot_be_switched_off(officer_padang, sign_in, kind):
    page = sign_in(officer_padang).post(WANTED, {"act": "now", "reminder": "now", "news": "none"} | {kind: "none"})
    assert list(page.context["form"].errors) == [kind]
    assert not MailPreference.objects.exists()
    with pytest.raises(IntegrityError):
        MailPreference.objects.create(person=officer_padang, kind=kind, delivery="none")


def test_choices_are_shown_and_can_be_changed_again(officer_padang, sign_in):
    client = sign_in(officer_padang)
    for news in ("none", "now"):
        client.post(WANTED, {"act": "now", "reminder": "digest", "news": news})
        assert client.get(WANTED).context["form"].initial["news"] == news
    assert preferences(officer_padang)["news"] == "now"


def test_log_tells_what_was_sent_and_what_was_refused_but_not_the_words(admin, officer_padang, head_padang, sign_in):
    tell(officer_padang, head_padang)
    deliver()
    refused = Mail.objects.get(reader=head_padang)
    Mail.objects.filter(pk=refused.pk).update(state="failed", sent_at=None, error="550 no such mailbox")
    client = sign_in(admin)
    text = client.get(LOG).content.decode()
    sent = Mail.objects.get(reader=officer_padang)
    assert officer_padang.email in text
    assert sent.message_id.strip("<>") in text
    assert "550 no such mailbox" in text
    assert "secret" not in text
    rows = client.get(LOG, {"state": "failed", "q": "pimpinan"}).context["rows"]
    assert [one.pk for one in rows] == [refused.pk]


def test_log_takes_as_many_queries_for_one_mail_as_for_many(admin, officer_padang, sign_in, constant_queries):
    def make():
        tell(officer_padang, key=str(Notice.objects.count()))
        deliver()

    constant_queries(sign_in(admin), LOG, make)
