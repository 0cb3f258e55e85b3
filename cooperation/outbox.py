"""Telling people: rows written in the transaction of what happened, so that neither exists alone."""

from django.utils import translation

from cooperation.enums import Delivery, NoticeKind
from cooperation.models import Notice

#: Mail at once only where the reader must act; the rest in one mail a day.
USUAL = {NoticeKind.ACT: Delivery.NOW, NoticeKind.REMINDER: Delivery.DIGEST, NoticeKind.NEWS: Delivery.DIGEST}


def notify(readers, key, url, sentence, *, kind=NoticeKind.NEWS, task=None, due_on=None):
    """One notice per reader; `sentence()` gives its text in the active language, `task()` what they should do.

    `key` names the occasion: telling the same reader twice of it leaves one notice. The worker mails it.
    """
    texts = {}
    for language in ("id", "en"):
        with translation.override(language):
            texts[f"text_{language}"] = str(sentence())[:500]
            texts[f"task_{language}"] = str(task())[:300] if task else ""
    Notice.objects.bulk_create(
        [
            Notice(reader=reader, key=key, url=url, kind=kind, due_on=due_on, delivery=USUAL[kind], **texts)
            for reader in readers
        ],
        ignore_conflicts=True,
    )
