"""Telling people: rows written in the transaction of what happened, so that neither exists alone."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation

from cooperation.enums import Delivery, NoticeKind
from cooperation.models import MailPreference, Notice

#: Mail at once only where the reader must act; the rest in one mail a day.
USUAL = {NoticeKind.ACT: Delivery.NOW, NoticeKind.REMINDER: Delivery.DIGEST, NoticeKind.NEWS: Delivery.DIGEST}


@dataclass(frozen=True)
class News:
    """One occasion and whom it is told; see `notify`."""

    #: Their keys.
    readers: Collection[int]
    key: str
    url: str
    sentence: Callable[[], Any]
    kind: NoticeKind = NoticeKind.NEWS
    task: Callable[[], Any] | None = None
    due_on: date | None = None


def notify(readers, key, url, sentence, *, kind=NoticeKind.NEWS, task=None, due_on=None):
    """One notice per reader; `sentence()` gives its text in the active language, `task()` what they should do.

    `key` names the occasion: telling the same reader twice of it leaves one notice. The worker mails it.
    """
    notify_all([News([reader.pk for reader in readers], key, url, sentence, kind, task, due_on)])


def notify_all(occasions):
    """Tell many occasions in as many queries as one; what nobody reads is not put into words."""
    occasions = [one for one in occasions if one.readers]
    if not occasions:
        return
    texts = [{} for _one in occasions]
    for language in ("id", "en"):
        with translation.override(language):
            for written, one in zip(texts, occasions, strict=True):
                written[f"text_{language}"] = str(one.sentence())[:500]
                written[f"task_{language}"] = str(one.task())[:300] if one.task else ""
    people = {reader for one in occasions for reader in one.readers}
    kinds = {one.kind for one in occasions}
    preferred = MailPreference.objects.filter(kind__in=kinds, person__in=people)
    wanted = {
        (person, kind): delivery for person, kind, delivery in preferred.values_list("person", "kind", "delivery")
    }
    Notice.objects.bulk_create(
        [
            Notice(
                reader_id=reader,
                key=one.key,
                url=one.url,
                kind=one.kind,
                due_on=one.due_on,
                delivery=wanted.get((reader, one.kind), USUAL[one.kind]),
                **written,
            )
            for written, one in zip(texts, occasions, strict=True)
            for reader in one.readers
        ],
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
