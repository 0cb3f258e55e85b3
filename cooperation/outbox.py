"""Telling people: rows written in the transaction of what happened, so that neither exists alone."""

from django.db import transaction
from django.utils import translation

from cooperation.enums import Delivery, NoticeKind
from cooperation.models import MailPreference, Notice

#: Mail at once only where the reader must act; the rest in one mail a day.
USUAL = {NoticeKind.ACT: Delivery.NOW, NoticeKind.REMINDER: Delivery.DIGEST, NoticeKind.NEWS: Delivery.DIGEST}


def notify(readers, key, url, sentence, *, kind=NoticeKind.NEWS, task=None, due_on=None):
    """One notice per reader; `sentence()` gives its text in the active language, `task()` what they should do.

    `key` names the occasion: telling the same reader twice of it leaves one notice. The worker mails it.
    """
    readers, texts = list(readers), {}
    for language in ("id", "en"):
        with translation.override(language):
            texts[f"text_{language}"] = str(sentence())[:500]
            texts[f"task_{language}"] = str(task())[:300] if task else ""
    told = {"key": key, "url": url, "kind": kind, "due_on": due_on, **texts}
    wanted = dict(MailPreference.objects.filter(kind=kind, person__in=readers).values_list("person", "delivery"))
    Notice.objects.bulk_create(
        [Notice(reader=reader, delivery=wanted.get(reader.pk, USUAL[kind]), **told) for reader in readers],
        ignore_conflicts=True,
    )


def preferences(person):
    """{kind: delivery} as it holds for a person."""
    return USUAL | dict(person.mail_preferences.values_list("kind", "delivery"))


@transaction.atomic
def prefer(person, deliveries):
    """Keep how a person wants the notices of each kind from now on; notices that were written stay as they are."""
    for kind, delivery in deliveries.items():
        MailPreference.objects.update_or_create(person=person, kind=kind, defaults={"delivery": delivery})
