"""Whatever is typed into an address or a form, no page fails: over a thousand requests, the same ones in each run."""

import random
import re
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import access_table as table
from tests.access_scene import address, taken_back
from tests.files import pdf

pytestmark = pytest.mark.django_db

SIGNS = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "a" * 30_000,
    "-1",
    "0",
    "1",
    "2147483648",
    "9" * 30,
    "1e309",
    "NaN",
    "Infinity",
    "٣",
    "²",
    "1,2," + "9" * 30,
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "2026-11-24T25:61",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\u202egnp.exe",
    "\ufeff",
    "🏝" * 300,
    "../../etc/passwd",
    "{{ 7|add:7 }}",
    "%s%n%(x)s",
    "[]",
    "{}",
    "on",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-fffffffffffff",
    "//evil.example",
    "javascript:alert(1)",
    "id\r\nSet-Cookie: a=b",
]

#: Parameters of lists, and some that no page knows.
PARAMETERS = [
    "page",
    "q",
    "status",
    "turn",
    "clock",
    "region",
    "partner",
    "scheme",
    "sort",
    "country",
    "kind",
    "tab",
    "role",
    "office",
    "is_active",
    "parent",
    "name",
    "year",
    "into",
    "next",
    "language",
    "diplomatic_relations",
    "all",
    "check",
    "x[]",
    "number",
    "dossier",
    "state",
    "late",
]

FILES = [
    ("a.pdf", pdf()),
    ("a.pdf", b""),
    ("a.png", b"<svg onload=alert(1)>"),
    ("\r\nX: y.docx", b"PK\x03\x04"),
    ("", b"x"),
]


def garbage(chance, names, known=(), least=1):
    """Some of the names, each with a value that hurts or that the page itself offered."""
    chosen = chance.sample(names, chance.randint(min(least, len(names)), len(names)))
    return {name: chance.choice([*SIGNS, *known, *known]) for name in chosen}


def upload(chance):
    name, content = chance.choice(FILES)
    return SimpleUploadedFile(name or "x", content, chance.choice(["application/pdf", "text/html", ""]))


def whom(row):
    """Somebody who gets the furthest on this page, and where."""
    if isinstance(row, table.Place):
        return "", next(iter(sorted(row.who & {"head_padang", "admin"}, reverse=True)), min(row.who))
    place = next((place for place in row.places if row.may.get(place)), row.places[0])
    return place, max(row.may.get(place) or table.SEEN_BY[place])


def attack(scene, person, url, chance):
    """Garbage in the address, and in the fields of the form the page shows, a third of it left as it was."""

    def get(query):
        with taken_back():
            page = scene.ask(person, "GET", f"{url}?{query}")
        return f"GET ?{query[:200]}", page

    # The first address has every parameter, others some of them.
    query = urlencode(garbage(chance, PARAMETERS, least=len(PARAMETERS)))
    what, page = get(query)
    yield what, page.status_code
    if page.status_code != 200:
        page = scene.ask(person, "GET", url)
    text = page.content.decode() if page.headers["Content-Type"].startswith("text/html") else ""
    fields = sorted(set(re.findall(r'name="([^"]+)"', text)) - {"csrfmiddlewaretoken", "viewport"})
    offered = sorted(set(re.findall(r'value="([^"]*)"', text)))[:40]
    files = re.findall(r'type="file"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="file"', text)
    for asked in (query, "", urlencode(garbage(chance, PARAMETERS, offered))):
        data = garbage(chance, fields or ["x"], offered)
        data |= {name: upload(chance) for pair in files for name in pair if name and chance.random() < 0.7}
        with taken_back():
            answer = scene.ask(person, "POST", f"{url}?{asked}", data)
        yield f"POST {data!r:.600} ?{asked[:200]}", answer.status_code
    what, page = get(asked)
    yield what, page.status_code


@pytest.mark.parametrize("row", table.ROWS, ids=lambda row: row.name)
def test_no_input_makes_a_page_fail(row, scene):
    chance = random.Random(row.name)
    place, person = whom(row)
    url = address(row, scene, place)
    failed = [what for what, status in attack(scene, person, url, chance) if status >= 500]
    assert not failed, f"{len(failed)} failed as {person} at {url}:\n" + "\n".join(failed[:5])


@pytest.mark.parametrize("name", table.MOVES)
def test_no_input_makes_a_move_fail(name, scene, put):
    chance = random.Random(name)
    status, may, *fields = table.MOVES[name]
    put(status, **(fields[0] if fields else {}))
    url = f"/dossiers/{scene.verifying.number}/moves/{name}/"
    failed = [what for what, answer in attack(scene, max(may), url, chance) if answer >= 500]
    assert not failed, f"{len(failed)} failed as {max(may)}:\n" + "\n".join(failed[:5])


@pytest.mark.parametrize(
    "path",
    [
        "/dossiers/%00/",
        "/dossiers/KSDPL%00/papers/",
        "/dossiers/..%2f..%2fetc/",
        "/dossiers/%2e%2e/",
        "/dossiers/%ed%a0%80/",
        "/dossiers/%f0%9f%8f%9d/history/",
        "/dossiers/" + "9" * 5000 + "/",
        "/dossiers/{number}/papers/plan/" + "9" * 40 + "/",
        "/dossiers/{number}/papers/nothing/1/",
        "/dossiers/{number}/papers/study/0/print/",
        "/dossiers/{number}/contacts/" + "9" * 40 + "/",
        "/dossiers/{number}/remarks/" + "9" * 5000 + "/answer/",
        "/dossiers/{number}/documents/ffffffff-ffff-ffff-ffff-ffffffffffff/",
        "/dossiers/{number}/documents/not-a-uuid/",
        "/dossiers/{number}/moves/%00/",
        "/partners/" + "9" * 40 + "/",
        "/partners/-1/",
        "/notices/" + "9" * 40 + "/open/",
        "/administration/people/" + "9" * 40 + "/",
        "/administration/countries/%00%00/edit/",
        "/administration/regions/99.99/edit/",
        "/accounts/password/reset/key/" + "9" * 40 + "-x/",
        "/accounts/confirm-email/:/",
        "/%00",
        "/static/%00",
        "/static/..%2f..%2fmanage.py",
    ],
)
def test_odd_addresses_do_not_exist(path, scene):
    url = path.replace("{number}", scene.verifying.number)
    for person in ("officer_padang", "admin", "anonymous"):
        for method in ("GET", "POST"):
            data = [{"idempotency_key": "0" * 32}] if method == "POST" else []
            assert scene.ask(person, method, url, *data).status_code in (200, 302, 400, 403, 404, 405), (person, method)
