"""Files become rows, or one clear message."""

import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from agreements.register.columns import COLUMNS
from agreements.register.reading import TableError, read, write_rejected
from tests.agreements.register.conftest import GOOD, REAL


def test_read_real_register_has_its_columns_and_rows():
    table = read(REAL)
    assert table.heading == COLUMNS
    assert [row.cells["no"] for row in table.rows] == [str(number) for number in range(1, 88)]
    assert [row.number for row in table.rows] == list(range(2, 89))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_read_knows_encodings_and_separators(write, encoding, delimiter):
    path = write([{"foreign_partner": "São Paulo – Köln"}], encoding=encoding, delimiter=delimiter)
    (row,) = read(path).rows
    assert row.cells == GOOD | {"foreign_partner": "São Paulo – Köln"}


def test_read_finds_the_heading_below_a_title(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(
        "Daftar kerja sama luar negeri,,,,\n,,,,\nDaerah,Mitra,Negara,Skema,Jenis MoU\nBogor,Fuzhou,RRT,KSDPL,MoU\n"
    )
    (row,) = read(path).rows
    assert row.number == 4
    assert row.cells == {
        "indonesian_region": "Bogor",
        "foreign_partner": "Fuzhou",
        "partner_country": "RRT",
        "scheme": "KSDPL",
        "instrument": "MoU",
    }


def test_read_leaves_out_empty_lines_and_counts_them(write):
    path = write([{}, dict.fromkeys(COLUMNS, ""), {"no": "2"}])
    assert [row.number for row in read(path).rows] == [2, 4]


def test_read_keeps_quoted_lines_of_one_cell_together(write):
    (row,) = read(write([{"note": "first line\nsecond, line"}])).rows
    assert row.cells["note"] == "first line\nsecond, line"


def test_read_shows_cells_beyond_the_heading(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("indonesian_region,foreign_partner,partner_country,scheme,instrument\na,b,c,d,e,f,\n")
    assert read(path).rows[0].extra == ("f",)


def test_read_takes_a_short_line_as_empty_cells(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("indonesian_region,foreign_partner,partner_country,scheme,instrument,note\na,b\n")
    assert read(path).rows[0].cells["note"] == ""


# Excel


def test_read_excel_gives_the_text_a_person_sees(write_excel):
    day = datetime(2017, 5, 10)  # noqa: DTZ001 - cells know no zone
    line = [1, "Kota Padang", "kota", "Fuzhou", "China", "KSDPL", "MoU", day, "day", None, 2016.0]
    table = read(write_excel([COLUMNS, line], above=2))
    (row,) = table.rows
    assert row.number == 4
    assert [row.cells[column] for column in COLUMNS[:11]] == [
        *("1", "Kota Padang", "kota", "Fuzhou", "China", "KSDPL", "MoU", "2017-05-10", "day", "", "2016"),
    ]


def test_read_excel_finds_the_sheet_with_the_heading(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Catatan"])
    sheet = book.create_sheet("Register")
    sheet.append(COLUMNS)
    sheet.append([GOOD[column] for column in COLUMNS])
    book.save(tmp_path / "register.xlsx")
    assert read(tmp_path / "register.xlsx").rows[0].cells == GOOD


def test_read_excel_refuses_to_choose_between_sheets_with_rows(tmp_path):
    path, book = tmp_path / "register.xlsx", openpyxl.Workbook()
    book.active.append(COLUMNS)
    for title in ("2023", "2024"):
        book.create_sheet(title).append(COLUMNS)
    row = [GOOD[column] for column in COLUMNS]
    book["2023"].append(row)
    book.save(path)
    assert len(read(path).rows) == 1
    book["2024"].append(row)
    book.save(path)
    with pytest.raises(TableError, match="Several sheets hold a register: 2023, 2024"):
        read(path)


def test_read_goes_by_content_not_by_name(write, write_excel, tmp_path):
    disguised = write_excel([COLUMNS, [date(2020, 1, 1)] * 15], name="register.csv")
    assert read(disguised).rows[0].cells["note"] == "2020-01-01"
    assert len(read(write([{}], name="register.xlsx")).rows) == 1


def test_read_excel_refuses_another_office_file_and_macros(write_excel):
    path = write_excel([COLUMNS, [GOOD[column] for column in COLUMNS]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    with pytest.raises(TableError, match="holds macros"):
        read(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", b"<w/>")
    with pytest.raises(TableError, match="no plain workbook"):
        read(path)


# Refused


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b" \r\n\r\n", "The file is empty."),
        (b"%PDF-1.7\n\x00\x01 binary", "This is not a register: no line names its columns."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is not a register"),
        (b"\x81\x8d\x8f\x90\x9d,\xff", "letters of this file cannot be read"),
        (b"Dear Sir,\nplease find the list attached.\n", "This is not a register"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "old Excel format"),
        (b"PK\x03\x04 cut in the middle", "damaged or was cut off"),
        (b"\xff\xfea", "letters of this file cannot be read"),
        (b"indonesian_region,foreign_partner,scheme\na,b,c\n", "columns are missing: partner_country, instrument."),
        (
            b"indonesian_region,foreign_partner,partner_country,scheme,instrument,Mitra\n1,2,3,4,5,6\n",
            "columns stand twice: foreign_partner.",
        ),
        (b"indonesian_region,foreign_partner,partner_country,scheme,instrument\n,,,,\n", "a heading but no rows"),
    ],
)
def test_read_refuses_what_is_no_register(tmp_path, content, message):
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(TableError) as refusal:
        read(path)
    assert message in str(refusal.value)


@pytest.mark.parametrize("ends", ["", 'b"c",d,e,f\n'])
def test_read_refuses_a_file_with_a_cell_that_swallows_rows(tmp_path, ends):
    path = tmp_path / "register.csv"
    path.write_text(
        f'indonesian_region,foreign_partner,partner_country,scheme,instrument\na,b,c,d,e\na,"b,c,d,e\na,b,c,d,e\n{ends}'
    )
    with pytest.raises(TableError, match="cells of row 3 end cannot be told"):
        read(path)


def test_read_refuses_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(TableError, match="There is no file"):
        read(tmp_path / "missing.csv")
    with pytest.raises(TableError, match="is not a file"):
        read(tmp_path)


def test_read_refuses_a_huge_file(tmp_path):
    path = tmp_path / "register.csv"
    path.write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    with pytest.raises(TableError, match="larger than 10 MB"):
        read(path)


def test_read_refuses_too_many_rows(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("indonesian_region,foreign_partner,partner_country,scheme,instrument\n" + "a,b,c,d,e\n" * 20_001)
    with pytest.raises(TableError, match="more than 20,000 rows"):
        read(path)


# What was rejected


def test_rejected_rows_keep_their_columns_and_get_a_reason(write):
    path = write([{"note": "a, b"}], columns=(*COLUMNS, "our column"))
    table = read(path)
    target = write_rejected(path, table, [(table.rows[0], "Because.")])
    assert target == path.with_name("register.rejected.csv")
    again = read(target)
    assert again.heading == (*COLUMNS, "our column", "reason")
    assert again.rows[0].cells == table.rows[0].cells
    assert again.rows[0].original[-1] == "Because."


def test_rejected_rows_of_a_mended_file_carry_one_reason(write):
    path = write([{"reason": "Old."}], columns=(*COLUMNS, "reason"))
    table = read(path)
    again = read(write_rejected(path, table, [(table.rows[0], "New.")]))
    assert again.heading == (*COLUMNS, "reason")
    assert again.rows[0].original[-1] == "New."


def test_rejected_rows_never_overwrite_a_file_that_is_being_mended(write):
    path = write([{}])
    table = read(path)
    rejected = [(table.rows[0], "Because.")]
    first = write_rejected(path, table, rejected)
    assert write_rejected(path, table, rejected) == first
    first.write_text("mended")
    second = write_rejected(path, table, rejected)
    assert second == path.with_name("register.rejected-2.csv")
    assert first.read_text() == "mended"


def test_rejected_rows_are_cut_as_their_file_is_and_keep_cells_too_many(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("indonesian_region;foreign_partner;partner_country;scheme;instrument\na;b;c;d;e;f\n")
    table = read(path)
    target = write_rejected(path, table, [(table.rows[0], "Because.")])
    assert "instrument;reason" in target.read_text(encoding="utf-8-sig")
    assert read(target).rows[0].extra == ("f",)
