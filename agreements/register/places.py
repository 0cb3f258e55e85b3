"""Regions and countries under the names that lists give them."""

import re
from collections import defaultdict
from difflib import get_close_matches

from django.utils.translation import gettext as _

from cooperation.enums import RegionKind
from cooperation.models import Country, CountryAlias, Region
from cooperation.names import plain

#: Words before a region's name that say its level.
LEVELS = {
    word: kind
    for kind, words in {
        RegionKind.PROVINCE: "provinsi propinsi province prov pemprov",
        RegionKind.KABUPATEN: "kabupaten kab regency pemkab",
        RegionKind.KOTA: "kota kotamadya city municipality pemkot",
    }.items()
    for word in words.split()
}
#: Words before a region's name that say nothing.
FILLERS = {"pemerintah", "pemda", "administrasi"}

#: Names of provinces in everyday use, by code: the names themselves may be edited.
PROVINCES = {
    "11": "nad, nanggroe aceh darussalam",
    "12": "sumut",
    "13": "sumbar",
    "16": "sumsel",
    "19": "babel, bangka belitung",
    "21": "kepri",
    "31": "dki jakarta, dki, dkj, jakarta, daerah khusus ibukota jakarta, daerah khusus jakarta",
    "32": "jabar, west java",
    "33": "jateng, central java",
    "34": "diy, di yogyakarta, yogyakarta, jogja, jogjakarta",
    "35": "jatim, east java",
    "52": "ntb, west nusa tenggara",
    "53": "ntt, east nusa tenggara",
    "61": "kalbar",
    "62": "kalteng",
    "63": "kalsel",
    "64": "kaltim",
    "65": "kaltara",
    "71": "sulut",
    "72": "sulteng",
    "73": "sulsel",
    "74": "sultra",
    "76": "sulbar",
    "82": "malut",
}

CODE = re.compile(r"\d\d(\.\d\d)?")


class Unclear(Exception):
    """A name that leads to no place, or to several; the message says which and how to mend it."""


def compact(words):
    return "".join(words)


def split_level(text):
    """(level or None, words of the name) of `Kota Padang`, `Pemkab. Bogor`, `Jawa Barat`."""
    words, level = plain(text).split(), None
    while words and (words[0] in FILLERS or (level is None and words[0] in LEVELS)):
        level = level or LEVELS.get(words[0])
        words = words[1:]
    return level, words


class Regions:
    """All regions by name, loaded once."""

    def __init__(self):
        self.by_code = {region.code: region for region in Region.objects.all()}
        self.by_name = defaultdict(set)
        for region in self.by_code.values():
            self.by_name[compact(split_level(region.name)[1])].add(region)
        for code, names in PROVINCES.items():
            for name in names.split(", ") if code in self.by_code else ():
                self.by_name[compact(name.split())].add(self.by_code[code])

    def find(self, text, level_text=""):
        """The region meant by a name or code; raises Unclear."""
        region = self.by_code.get(text) if CODE.fullmatch(text) else self.by_words(text, level_text)
        if region is None:
            raise Unclear(_("there is no region with the code %(code)s") % {"code": text})
        if not region.is_autonomous:
            raise Unclear(
                _("%(region)s signs nothing in its own name; name the province %(province)s")
                % {"region": region, "province": self.by_code[region.parent_id]}
            )
        return region

    def by_words(self, text, level_text):
        level, words = split_level(text)
        stated = LEVELS.get(plain(level_text))
        if level_text and stated is None:
            raise Unclear(
                _("the level “%(level)s” is not known; use provinsi, kabupaten or kota") % {"level": level_text}
            )
        if level and stated and level != stated:
            raise Unclear(
                _("“%(name)s” does not agree with the level “%(level)s” beside it")
                % {"name": text, "level": level_text}
            )
        wanted = level or stated
        named = self.by_name.get(compact(words), set())
        found = {region for region in named if wanted is None or region.kind == wanted}
        if len(found) == 1:
            return found.pop()
        if found:
            raise Unclear(
                _("“%(name)s” can be %(candidates)s; write its full name or its code")
                % {"name": text, "candidates": listed(found)}
            )
        raise Unclear(self.no_such(text, words, named))

    def no_such(self, text, words, named):
        near = named or {
            region
            for name in get_close_matches(compact(words), self.by_name, n=3, cutoff=0.8)
            for region in self.by_name[name]
        }
        if near:
            return _("there is no region “%(name)s”; perhaps %(candidates)s") % {
                "name": text,
                "candidates": listed(near),
            }
        return _("there is no region “%(name)s”; write its full name or its code") % {"name": text}


def listed(regions):
    return ", ".join(f"{region} ({region.code})" for region in sorted(regions, key=lambda region: region.code))


#: In the column of countries: no country.
NO_COUNTRY = {
    "international organisation",
    "international organization",
    "organisasi internasional",
    "internasional",
    "international",
}
TERRITORY = re.compile(r"\s*\((?:territory|teritori|wilayah)\)\s*$", re.IGNORECASE)
HOME = "ID"


class Countries:
    """All countries by their names in both languages, other names and three-letter codes, loaded once."""

    def __init__(self):
        self.by_name = {}
        countries = {country.pk: country for country in Country.objects.all()}
        for alias in CountryAlias.objects.all():
            self.by_name[plain(alias.alias)] = countries[alias.country_id]
        for country in countries.values():
            for name in (country.alpha3, country.name_en, country.name_id):
                self.by_name[plain(name)] = country

    def find(self, text, partner):
        """The country meant, None for an international organisation; raises Unclear."""
        if plain(text) in NO_COUNTRY:
            return None
        country = self.by_name.get(plain(TERRITORY.sub("", text)))
        if country is None:
            raise Unclear(self.no_such(text))
        if TERRITORY.search(text):
            # The partner is the territory itself, which has a code of its own.
            territory = self.by_name.get(plain(partner))
            if territory is None:
                raise Unclear(_("“%(country)s”: write the territory itself as the country") % {"country": text})
            country = territory
        if country.pk == HOME:
            raise Unclear(_("a partner in Indonesia is not foreign"))
        return country

    def no_such(self, text):
        near = get_close_matches(plain(text), self.by_name, n=3, cutoff=0.75)
        if near:
            names = ", ".join(dict.fromkeys(self.by_name[name].name for name in near))
            return _("there is no country “%(name)s”; perhaps %(candidates)s") % {"name": text, "candidates": names}
        return _("there is no country “%(name)s”") % {"name": text}
