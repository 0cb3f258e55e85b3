"""Which mails a person wants, and the log of what was really sent."""

import pytest
from django.core import mail as django_mail
from django.db import IntegrityError
from django.urls import reverse

from cooperation.mail import Postman, write_mails
from cooperation.models import AdministrationEvent, Mail, MailPreference, Notice
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


def test_refused_mail_is_sent_again_to_the_present_address_once(admin, officer_padang, sign_in):
    tell(officer_padang)
    write_mails()
    Mail.objects.update(state="failed", error="550 no such mailbox", attempts=1)
    officer_padang.email = "petugas.baru@jembatan.example"
    officer_padang.save()
    mail, client = Mail.objects.get(), sign_in(admin)
    again = reverse("cooperation:mail-again", args=[mail.pk])
    assert again in client.get(LOG).content.decode()
    assert client.post(again).status_code == 302
    assert client.post(again).status_code == 409, "it is on its way"
    event = AdministrationEvent.objects.get(name="mail_sent_again")
    assert (event.by, event.person, event.note) == (admin, officer_padang, "550 no such mailbox")
    Postman().deliver()
    mail.refresh_from_db()
    assert (mail.state, mail.address, mail.error) == ("sent", "petugas.baru@jembatan.example", "")
    assert again not in client.get(LOG).content.decode()
    assert client.post(again).status_code == 409


def test_link_to_choose_a_password_stands_in_the_log_without_its_words(client, admin, officer_padang, sign_in):
    client.post(reverse("account_reset_password"), {"email": officer_padang.email})
    [message] = django_mail.outbox
    mail = Mail.objects.get()
    assert (mail.reader, mail.kind, mail.state, mail.address) == (
        officer_padang,
        "access",
        "sent",
        officer_padang.email,
    )
    assert message.extra_headers["Message-ID"] == mail.message_id
    assert (mail.subject, mail.text) == ("", "")
    assert mail.message_id.strip("<>") in sign_in(admin).get(LOG).content.decode()
    assert list(sign_in(officer_padang).get(reverse("cooperation:mail-list")).context["rows"]) == []
    client.post(reverse("account_reset_password"), {"email": "nobody@jembatan.example"})
    assert Mail.objects.count() == 1
