"""The examples are complete papers and real files, and say that they are examples."""

import pytest

from agreements.demonstration.samples import EDUCATION, FISHERIES, TOURISM, pdf_file, png_file, values
from agreements.enums import PaperKind
from agreements.papers import PAPER_MODELS
from cooperation.validators import check_upload
from tests.agreements.factories import DossierFactory
from tests.factories import CountryFactory, PartnerFactory
from tests.people import region

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["13.71", "13"])
@pytest.mark.parametrize("theme", [FISHERIES, TOURISM, EDUCATION], ids=["fisheries", "tourism", "education"])
@pytest.mark.parametrize("kind", PaperKind)
def test_example_fills_every_part_with_its_own_names(code, theme, kind):
    country = CountryFactory(alpha2="VN", name_id="Vietnam")
    dossier = DossierFactory.build(region=region(code), partner=PartnerFactory(name="Da Lat", country=country))
    texts = values(dossier, theme, kind)
    assert set(texts) == set(PAPER_MODELS[kind].PARTS)
    assert all(text and "{" not in text for text in texts.values())
    assert "Da Lat" in texts["subject" if kind == PaperKind.PLAN else "title"]
    if kind == PaperKind.AGREEMENT:
        pairs = PAPER_MODELS[kind].PAIRS
        assert all(texts[name] != texts[f"{name}_foreign"] for name in pairs)
        assert texts["title_foreign"].endswith("(example)")
    if kind != PaperKind.PLAN:
        assert texts["title"].endswith("(contoh)")


def test_amounts_of_the_example_activities_are_theirs():
    for theme in (FISHERIES, TOURISM, EDUCATION):
        assert len(theme.activities) == 4
        assert all(planned.amount > 0 and planned.lasts > 0 for planned in theme.activities)
        assert max(planned.begins + planned.lasts for planned in theme.activities) <= 36


@pytest.mark.parametrize(
    ("made", "kind"),
    [(pdf_file("surat", "Kota Padang – Bà Rịa (a) \\ b"), "application/pdf"), (png_file("tanda-terima"), "image/png")],
)
def test_example_files_are_what_their_names_say(made, kind):
    assert check_upload(made) == kind
    if kind == "application/pdf":
        assert b"CONTOH" in made.read()
