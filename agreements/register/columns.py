"""The columns of a register, under the names that spreadsheets in use give them, and the line that names them."""

from cooperation.names import plain

COLUMNS = (
    "no",
    "indonesian_region",
    "region_level",
    "foreign_partner",
    "partner_country",
    "scheme",
    "instrument",
    "date_signed",
    "date_precision",
    "fields",
    "status_as_stated",
    "status_as_of",
    "confidence",
    "source_url",
    "note",
)
REQUIRED = ("indonesian_region", "foreign_partner", "partner_country", "scheme", "instrument")

#: Headings of spreadsheets in use, beside the column names themselves.
SYNONYMS = {
    "nomor urut": "no",
    "daerah": "indonesian_region",
    "pemerintah daerah": "indonesian_region",
    "tingkat daerah": "region_level",
    "mitra": "foreign_partner",
    "mitra kerja sama": "foreign_partner",
    "nama mitra": "foreign_partner",
    "institusi": "foreign_partner",
    "nama instansi": "foreign_partner",
    "negara": "partner_country",
    "negara asal mitra": "partner_country",
    "skema": "scheme",
    "naskah": "instrument",
    "jenis naskah": "instrument",
    "jenis mou": "instrument",
    "tanggal": "date_signed",
    "tanggal penandatanganan": "date_signed",
    "bidang": "fields",
    "bidang kerja sama": "fields",
    "ruang lingkup": "fields",
    "status": "status_as_stated",
    "sumber": "source_url",
    "keterangan": "note",
    "catatan": "note",
}
COLUMN_OF = {plain(column): column for column in COLUMNS} | SYNONYMS

#: The heading stands in one of the first lines; some lists have a title above it.
LINES_ABOVE = 10


def known(line):
    return {COLUMN_OF[plain(cell)] for cell in line if plain(cell) in COLUMN_OF}


def best_known(lines):
    return max((len(known(line)) for line in lines[:LINES_ABOVE]), default=0)


def heading_line(lines):
    """Index of the line that names at least two of the required columns."""
    for index, line in enumerate(lines[:LINES_ABOVE]):
        if len(known(line) & set(REQUIRED)) >= 2:
            return index
    return None
