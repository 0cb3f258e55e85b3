"""Names of foreign partners, folded for comparing: "Fuzhou", "Fuzhou City" and "Kota Fuzhou" meet.

Folding finds look-alikes for a person to judge. It never decides that two partners are one: a city and the
county around it may fold alike. `plain` tells whether a name is written the same.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from cooperation.models import Partner

#: Letters that do not come apart into a base letter and a mark.
LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})

#: Words that say which kind of body a name belongs to, in the languages of partners met so far.
GENERIC_WORDS = {
    "English": (
        "city town municipality municipal metropolitan council county district province prefecture state region "
        "regional autonomous special administrative government authority territory governorate republic of the and"
    ),
    "Indonesian, Malay": (
        "kota kotamadya kabupaten kab provinsi prov prefektur negara bagian daerah wilayah distrik otonomi otonom "
        "khusus istimewa pemerintah pemkot pemkab pemprov dewan majlis bandaraya perbandaran negeri dan"
    ),
    "Vietnamese, Chinese, Russian": "tinh thanh pho sheng zizhiqu oblast krai rayon gorod",
    "German, Dutch, French": "stadt landkreis bundesland freistaat gemeente ville commune departement",
    "Spanish, Portuguese": ("ciudad municipio municipalidad ayuntamiento provincia estado cidade distrito de del la"),
}
GENERIC = frozenset(word for words in GENERIC_WORDS.values() for word in words.split())

#: Endings after a hyphen or a space, never the first word: Jung-gu, Gyeongsangbuk-do, Fuzhou Shi, Kyoto-fu.
ENDINGS = frozenset({"si", "shi", "do", "gu", "gun", "ken", "fu", "to", "xian", "qu", "ku"})

#: Endings of names in Chinese, Japanese and Korean script.
SCRIPT_ENDINGS = ("特別市", "廣域市", "自治區", "自治区", "특별시", "광역시", *"市省県县縣府都区區郡州시도구군")

#: From which likeness on two folded names are shown as look-alikes.
ALIKE = 0.85


def plain(name: str) -> str:
    """Without marks, capitals and punctuation: whether two names are written the same."""
    letters = unicodedata.normalize("NFKD", name.casefold()).translate(LETTERS)
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    # What came apart and is not a mark (Korean syllables) is put together again.
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", letters).replace("_", " ")))


def fold(name: str) -> str:
    """`plain` without generic words; a name of nothing else keeps them."""
    words = plain(name).split()
    kept = [word for word in words if word not in GENERIC]
    kept = kept[:1] + [word for word in kept[1:] if word not in ENDINGS]
    return " ".join(without_script_ending(word) for word in kept or words)


def without_script_ending(word):
    for ending in SCRIPT_ENDINGS:
        if len(word) > len(ending) + 1 and word.endswith(ending):
            return word.removesuffix(ending)
    return word


def names_of(partner: Partner) -> list[str]:
    return [name for name in (partner.name, partner.name_local, partner.name_id) if name]


BETWEEN_KEYS = " | "


def search_key(*partners: Partner) -> str:
    """Folded names of a partner, and of those merged into it, for `Partner.search_key`."""
    keys = dict.fromkeys(fold(name) for partner in partners for name in names_of(partner))
    return BETWEEN_KEYS.join(keys)[: Partner._meta.get_field("search_key").max_length]


def likeness(one: str, other: str) -> float:
    """Of two folded names, 0 to 1: 1 when equal but for spaces, 0.95 when one holds all words of the other."""
    first, second = one.replace(" ", ""), other.replace(" ", "")
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    words, others = set(one.split()), set(other.split())
    if words <= others or others <= words:
        return 0.95
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def near_duplicates(names: Iterable[str], country) -> list[Partner]:
    """Partners of `country` (None: without a country) with a name like one of `names`, the likest first.

    Names of partners that were merged into one count as its own. One query; `likeness` of each says how much alike.
    """
    wanted = [fold(name) for name in names if name]
    found = []
    for partner in Partner.objects.kept().filter(country=country).select_related("country"):
        keys = partner.search_key.split(BETWEEN_KEYS)
        partner.likeness = max((likeness(key, want) for key in keys for want in wanted), default=0.0)
        if partner.likeness >= ALIKE:
            found.append(partner)
    return sorted(found, key=lambda partner: (-partner.likeness, partner.name))
