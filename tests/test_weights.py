"""Pages are light enough for a slow line, counted in bytes as they are sent (gzip, the weaker of both encodings)."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from agreements.demonstration.walk import Walker
from agreements.enums import PaperKind, Status
from tests.agreements.factories import DossierFactory, copies
from tests.people import region

pytestmark = pytest.mark.django_db

PAGE, FIRST_VISIT, REQUESTS = 15_000, 100_000, 12


@pytest.fixture
def dossier(officer_padang, head_padang, reviewer):
    """Of Kota Padang, in drafting, both texts of the agreement filled in; 30 more in the lists."""
    basics = {"initiator": "region", "objectives": ["potential"], "unit": "Dinas Pariwisata"}
    one = DossierFactory(region=region("13.71"), status=Status.DRAFTING, sent=True, **basics)
    Walker(one).write(PaperKind.AGREEMENT)
    copies(one, 30)
    return one


def sent(user, address):
    """The page as it goes out, and its words."""
    client = Client(headers={"Accept-Encoding": "gzip"})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Encoding"] == "gzip"
    return response.content, gzip.decompress(response.content).decode()


def static_files(page):
    """Everything a browser asks for to show the page, each once: {name: bytes}."""
    named = set(re.findall(r'(?:href|src)="/static/([^"#?]+)', page))
    named |= {"vendor/icons.svg"} if "icons.svg#" in page else set()
    return {name: len(gzip.compress(Path(finders.find(name)).read_bytes(), 9)) for name in named}


@pytest.mark.parametrize(
    ("address", "person"),
    [
        ("/", "officer_padang"),
        ("/", "reviewer"),
        ("/dossiers/", "reviewer"),
        ("/queue/?tab=all", "reviewer"),
        ("/help/", "officer_padang"),
        ("{dossier}", "officer_padang"),
        ("{dossier}papers/", "officer_padang"),
        ("{dossier}history/", "reviewer"),
        ("{dossier}papers/agreement/", "officer_padang"),
        ("{dossier}papers/agreement/check/", "officer_padang"),
    ],
)
def test_page_is_light(address, person, dossier, request):
    body, _page = sent(request.getfixturevalue(person), address.format(dossier=dossier.get_absolute_url()))
    assert len(body) <= PAGE, f"{len(body)} bytes"


@pytest.mark.parametrize("address", ["/", "/dossiers/", "/help/"])
def test_first_visit_is_light(address, dossier, officer_padang):
    body, page = sent(officer_padang, address)
    files = static_files(page)
    assert {"css/app.css", "vendor/tabler.css", "js/app.js", "favicon.svg", "vendor/icons.svg"} <= set(files)
    assert len(body) + sum(files.values()) <= FIRST_VISIT, files
    assert 1 + len(files) <= REQUESTS
