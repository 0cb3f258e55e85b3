"""Telling people: rows written in the transaction of what happened, so that neither exists alone."""

from django.utils import translation

from cooperation.models import Notice


def notify(readers, key, url, sentence):
    """One notice per reader; `sentence()` gives its text in the active language.

    `key` names the occasion: telling the same reader twice of it leaves one notice.
    """
    texts = {}
    for language in ("id", "en"):
        with translation.override(language):
            texts[f"text_{language}"] = str(sentence())[:500]
    Notice.objects.bulk_create(
        [Notice(reader=reader, key=key, url=url, **texts) for reader in readers], ignore_conflicts=True
    )
