"""How letters name regions, their heads, partners and days, in Indonesian and in English."""

from django.utils import translation
from django.utils.formats import date_format

#: Where nothing is known.
NOTHING = "–"


def seat(region):
    """`Padang` of Kota Padang."""
    return region.name.removeprefix("Kota ").removeprefix("Kabupaten ")


def _of(kind, region, language):
    return f"{kind} {seat(region)}" if language == "id" else f"the {kind} of {seat(region)}"


def region(one, language):
    """`Kota Padang`, `the City of Padang`"""
    with translation.override(language):
        return _of(one.get_kind_display(), one, language)


def head(one, language):
    """`Wali Kota Padang`, `the Mayor of Padang`"""
    with translation.override(language):
        return _of(one.head_title, one, language)


def partner(one, language):
    if one is None:
        return NOTHING
    return (one.name_id or one.name) if language == "id" else one.name


def country(one, language):
    if one is None or one.country is None:
        return NOTHING
    return one.country.name_id if language == "id" else one.country.name_en


def day(date, language, form="j F Y"):
    if date is None:
        return NOTHING
    with translation.override(language):
        return date_format(date, form)
