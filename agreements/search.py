"""Text search over dossiers. Names are looked up first, so that the dossiers themselves are found by indexes."""

import re
import unicodedata

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import BooleanField, ExpressionWrapper, Q

from cooperation import names
from cooperation.filters import in_any
from cooperation.models import CountryAlias, Partner, Region

#: More words than these narrow nothing down.
MOST_WORDS = 6


def matching(dossiers, text):
    """Those in which every word of `text` stands in the number, region, partner, country or subject.

    Two queries besides the one for the dossiers, however many words there are.
    """
    words = words_of(text)
    regions = rows_with(Region.objects.all(), region_has, words)
    partners = rows_with(Partner.objects.all(), partner_has, words)
    dossiers = dossiers.alias(subject=SearchVector("title", config="simple"))
    for word, in_regions, in_partners in zip(words, regions, partners, strict=True):
        dossiers = dossiers.filter(
            Q(region__in=in_regions) | Q(partner__in=in_partners) | number_begins(word) | subject_has(word)
        )
    return dossiers


def words_of(text):
    words = unicodedata.normalize("NFC", text).split()
    return [word for word in words if re.search(r"[^\W_]", word)][:MOST_WORDS]


def rows_with(queryset, condition, words):
    """For each word the keys of the rows that fulfil `condition(word)`; one query."""
    if not words:
        return []
    flags = {f"word_{n}": ExpressionWrapper(condition(word), BooleanField()) for n, word in enumerate(words)}
    any_word = Q()
    for word in words:
        any_word |= condition(word)
    rows = list(queryset.filter(any_word).annotate(**flags).values_list("pk", *flags))
    return [[row[0] for row in rows if row[n]] for n in range(1, len(words) + 1)]


def region_has(word):
    return Q(name__icontains=word) | Q(code__startswith=word)


def partner_has(word):
    """In one of its names, as written or without marks, or in a name of its country."""
    found = in_any(word, "name", "name_local", "name_id", "country__name_id", "country__name_en")
    found |= Q(country__in=CountryAlias.objects.filter(alias__icontains=word).values("country"))
    folded = names.fold(word)
    return found | Q(search_key__contains=folded) if folded else found


def number_begins(word):
    """A number is known with or without the letters it begins with."""
    word = word.upper()
    return Q(number__startswith=word) | Q(number__startswith=f"KSDPL-{word}") | Q(number__startswith=f"KSDLL-{word}")


def subject_has(word):
    """A word of the subject begins with it."""
    parts = " & ".join(f"{part}:*" for part in re.findall(r"\w+", word))
    return Q(subject=SearchQuery(parts, config="simple", search_type="raw"))
