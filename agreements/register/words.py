"""Words of registers, as tables: what they say about scheme, instrument, outcome and fields.

Patterns are searched in `names.plain` text: small letters, no marks, no punctuation.
"""

import re
from enum import IntEnum

from agreements.enums import Objective, Scheme, Sector, Status


class Kind(IntEnum):
    """What a row records, in the order of the road."""

    INTEREST = 1
    INTENT = 2
    AGREEMENT = 3


def table(*rows):
    return tuple((re.compile(pattern), value) for pattern, value in rows)


def first(rows, text):
    """The value of the first row whose pattern is found in `text`, or None."""
    return next((value for pattern, value in rows if pattern.search(text)), None)


#: The more special word first.
SCHEMES = table(
    (r"penerusan|forwarded", Scheme.FORWARDED),
    (r"bersaudara|kembar|sister", Scheme.SISTER),
    (r"ksdll|lembaga|institution", Scheme.INSTITUTION),
    (r"ksdpl|pemerintah daerah|regional", Scheme.REGIONAL),
)

NOT_SIGNED = (
    r"proposal|in preparation|not yet signed|\bpre mou|announced|\bdraft|usulan|rancangan|penjajakan|persiapan"
    r"|belum ditandatangani"
)
AGREEMENTS = (
    r"\b(mou|memorandum|nota|agreement|arrangement|protocol|sister|minutes|statement|reaffirmation|perjanjian"
    r"|kesepakatan|kesepahaman|naskah|plan|cooperation|kerja sama|kerjasama)\b"
)

#: What is not signed yet comes first: an "MoU proposal" is no MoU.
INSTRUMENTS = table(
    (NOT_SIGNED, Kind.INTEREST),
    (r"^(loi|letter of intent|(surat )?pernyataan kehendak|surat minat)\b", Kind.INTENT),
    (AGREEMENTS, Kind.AGREEMENT),
)

#: How the source says that it is over. What was never signed as an agreement has been stopped.
OUTCOMES = table(
    (
        r"^(stopped|ended|terminated|cancelled|dihentikan|berhenti|berakhir|tidak berlaku|batal)\b|taken as ended",
        Status.ENDED,
    ),
    (r"^(expired|lapsed|kedaluwarsa|kadaluarsa)\b|\bterm (is )?over\b|habis masa", Status.EXPIRED),
)

NUMBERS = {
    word: number
    for number, words in enumerate(["one satu 1", "two dua 2", "three tiga 3", "four empat 4", "five lima 5"], 1)
    for word in words.split()
}
#: "five-year term", "five years", "3 tahun"; only as the first words, so that no rhythm is taken for a term.
TERM = re.compile(rf"^({'|'.join(NUMBERS)}) (?:years?|tahun)\b")
PERIOD = re.compile(r"\b((?:19|20)\d\d) ((?:19|20)\d\d)\b")
EXPIRED_IN = re.compile(r"^(?:expired|kedaluwarsa) ((?:19|20)\d\d)\b")

#: A date as lists write it, whole or in part; words around it are allowed where it only dates a statement.
SOME_DATE = re.compile(r"\b((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?\b")

#: Fields that say nothing.
NOT_STATED = re.compile(
    r"^(not (stated|visible)\b.*|to be discussed|same\b.*|others?|unknown|tidak (disebut|ada)\b.*|)$"
)

BUILDING = (
    r"\binfrastruct|\burban|\bcity planning|\bregional development|\broads?\b|\bworks\b|\bhousing|\bbuilding"
    r"|hydro|\bcoastal|permukiman"
)
GOVERNING = (
    r"\bhuman resources|\bgovernment|\bcapacity|\badministration|\bstaff|\borganisation|\bdelegation"
    r"|\btechnical visit|pemerintahan|sumber daya manusia"
)
LEARNING = (
    r"\beducat|\bschool|\bstudent|\btraining|\bknowledge|\bvocational|\binternship|\buniversit|pendidikan|pelatihan"
)
GROWING = r"\bagri|\blivestock|\bfarm|\bforest|\bfood|\bquarantine|pertanian|peternakan|perkebunan|kehutanan"
NATURE = r"\benvironment|\bwaste|\bwater|\bclimate|carbon|\bgreen|\benergy|\bsanitation|lingkungan|sampah"
#: Creative and community economy are small business.
TRADING = (
    r"\btrade|\binvest|\bindustr|(?<!creative )(?<!community )\beconom|\bagribusiness|\bfinanc|perdagangan"
    r"|\bekonomi\b(?! kreatif)"
)
SECTORS = table(
    (LEARNING, Sector.EDUCATION),
    (r"\bhealth|\bhospital|\bnutrition|\bmedic|kesehatan", Sector.HEALTH),
    (r"\btouris|wisata", Sector.TOURISM),
    (r"\bcultur|\barts?\b|\bheritage|kebudayaan|\bbudaya|kesenian|\bseni\b", Sector.CULTURE),
    (TRADING, Sector.TRADE),
    (r"\bsmall business|\b(creative|community) econom|umkm|\bsmes?\b|ekonomi kreatif", Sector.SMALL_BUSINESS),
    (GROWING, Sector.AGRICULTURE),
    (r"\bfish|\boyster|\bmarine|perikanan|kelautan", Sector.FISHERIES),
    (NATURE, Sector.ENVIRONMENT),
    (r"\bdisaster|\bearthquake|\brescue|bencana", Sector.DISASTER),
    (BUILDING, Sector.INFRASTRUCTURE),
    (r"\btransport|\bports?\b|\btraffic|perhubungan|pelabuhan", Sector.TRANSPORT),
    (r"\btechnolog|\bscience|\bresearch|\bsmart\b|\binformati|\binnovation|teknologi", Sector.TECHNOLOGY),
    (r"\bsports?\b|\byouth|olahraga|pemuda", Sector.SPORT),
    (GOVERNING, Sector.GOVERNMENT),
    (r"\bsocial|\bwelfare|\bchild|\breligi|sosial", Sector.SOCIAL),
)

#: Under which of the five objects of P25 4(1) each sector falls.
OBJECTIVE_OF = {
    Sector.EDUCATION: Objective.SCIENCE,
    Sector.TECHNOLOGY: Objective.SCIENCE,
    Sector.CULTURE: Objective.CULTURE,
    Sector.SPORT: Objective.CULTURE,
    Sector.GOVERNMENT: Objective.CAPACITY,
    Sector.INFRASTRUCTURE: Objective.CAPACITY,
    Sector.TRANSPORT: Objective.CAPACITY,
    Sector.ENVIRONMENT: Objective.CAPACITY,
    Sector.DISASTER: Objective.CAPACITY,
    Sector.TOURISM: Objective.POTENTIAL,
    Sector.TRADE: Objective.POTENTIAL,
    Sector.SMALL_BUSINESS: Objective.POTENTIAL,
    Sector.AGRICULTURE: Objective.POTENTIAL,
    Sector.FISHERIES: Objective.POTENTIAL,
    Sector.HEALTH: Objective.OTHER,
    Sector.SOCIAL: Objective.OTHER,
    Sector.OTHER: Objective.OTHER,
}


def sectors(fields):
    """Sectors of a list of fields, in the order of `Sector`; a field no word of which is known is "other"."""
    found = set()
    for field in fields:
        found |= {sector for pattern, sector in SECTORS if pattern.search(field)} or {Sector.OTHER}
    return [sector for sector in Sector if sector in found]


def objectives(of_sectors):
    found = {OBJECTIVE_OF[sector] for sector in of_sectors}
    return [objective for objective in Objective if objective in found]
