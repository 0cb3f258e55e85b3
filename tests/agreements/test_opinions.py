"""An office's advice goes to the Ministry of Home Affairs and to nobody else."""

import pytest
from django.utils import timezone

from agreements.enums import DocumentKind, OpinionAnswer
from agreements.models import Document
from cooperation.uploads import file_fields
from tests.agreements.factories import DossierFactory, EventFactory, OpinionFactory
from tests.client import AuditingClient
from tests.files import upload

TABS = ("", "papers/", "remarks/", "opinions/", "history/")


@pytest.fixture
def opinion(officer_padang, kemlu, tourism):
    """Kemlu's, on a dossier of Padang on which the tourism ministry was asked too."""
    region = officer_padang.memberships.get().office.region
    dossier = DossierFactory(region=region, sent=True, status="verifying")
    OpinionFactory(dossier=dossier, office=tourism.memberships.get().office)
    paper = Document.objects.create(
        dossier=dossier, kind=DocumentKind.OPINION, **file_fields(upload("pertimbangan.pdf"))
    )
    given = OpinionFactory(
        dossier=dossier,
        office=kemlu.memberships.get().office,
        question="Bagaimana hubungan kedua negara?",
        answer=OpinionAnswer.OBJECT,
        reasons="Hanya untuk Menteri.",
        document=paper,
        answered_by=kemlu,
        answered_at=timezone.now(),
    )
    EventFactory(dossier=dossier, name="give_opinion", by=kemlu, document=paper)
    return given


def read(user, opinion):
    client = AuditingClient().login(user)
    pages = "".join(client.get(f"{opinion.dossier.get_absolute_url()}{tab}").text for tab in TABS)
    download = client.get(f"{opinion.dossier.get_absolute_url()}documents/{opinion.document.pk}/")
    b"".join(download)  # reads the file to its end, which closes it
    return pages, download.status_code


def test_ministry_and_the_office_itself_read_an_opinion(opinion, reviewer, approver, auditor, kemlu):
    for user in (reviewer, approver, auditor, kemlu):
        pages, download = read(user, opinion)
        assert opinion.reasons in pages
        assert download == 200


def test_region_province_and_other_offices_learn_only_that_it_was_given(opinion, head_padang, head_sumbar, tourism):
    for user in (head_padang, head_sumbar, tourism):
        pages, download = read(user, opinion)
        assert str(opinion.office) in pages
        for secret in (opinion.reasons, opinion.question, "pertimbangan.pdf", "Menolak"):
            assert secret not in pages
        assert download == 404
