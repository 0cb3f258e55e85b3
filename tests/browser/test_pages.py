"""Every page in Chromium, in both languages, on a wide and a narrow screen: nobody is shut out, all is translated.

The server is a thread of this process and answers inside the transaction that holds the scene.
"""

import re
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
import time_machine
from babel.messages.pofile import read_po
from django.test import override_settings

from cooperation.models import User
from cooperation.translations import catalogue_path
from cooperation.working_days import JAKARTA
from tests.browser.scene import Look, Scene
from tests.browser.server import serving_the_transaction

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=JAKARTA)
#: axe-core comes in the folder of a package.
AXE = Path(find_spec("axe_playwright_python").origin).with_name("axe.min.js")
AUDIT = Path(__file__).with_name("audit.js")
WIDTHS = (1366, 360)
GROUPS = (
    "",
    "petugas.padang",
    "petugas.padang: dossiers",
    "petugas.padang: papers",
    "petugas.padang: plans",
    "petugas.padang: reports",
    "petugas.padang: changes",
    "pimpinan.padang",
    "pimpinan.padang: meetings",
    "pimpinan.padang: evaluations",
    "pimpinan.padang: monitoring",
    "pimpinan.padang: reports",
    "pimpinan.sumbar",
    "penelaah",
    "penelaah: meetings",
    "pejabat",
    "kemlu",
    "auditor",
    "evaluator",
    "evaluator: evaluations",
    "evaluator: monitoring",
    "admin",
    "admin: places",
)


@pytest.fixture(scope="module")
def scene(chromium, shared_rows, tmp_path_factory):
    kept = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with shared_rows(), kept, time_machine.travel(NOW, tick=True):
        yield Scene()


@pytest.fixture(scope="module")
def site(scene):
    with serving_the_transaction() as server:
        yield server


@cache
def english():
    """All sentences and pieces of sentences with an Indonesian wording of their own; a pattern of those with values."""
    with open(catalogue_path("id"), "rb") as file:
        messages = [message for message in read_po(file, locale="id") if message.id and message.string]
    texts = set()
    for message in messages:
        given = message.id if isinstance(message.id, tuple) else (message.id,)
        said = " ".join(message.string) if isinstance(message.string, tuple) else message.string
        for text in given:
            # A piece stands between the tags of a sentence with a link.
            texts.update(piece.strip() for piece in re.split(r"<[^>]+>", text) if piece.strip() not in said)
    plain, patterns = set(), []
    for text in texts:
        words = re.split(r"%\(\w+\)[sd]", text.replace("%%", "%"))
        if " " not in text or len(re.findall(r"[A-Za-z]{2,}", "".join(words))) < 2:
            continue
        if len(words) == 1:
            plain.add(words[0])
        else:
            patterns.append(".+".join(map(re.escape, words)))
    return plain, re.compile("|".join(sorted(patterns, key=len, reverse=True)))


@cache
def is_english(text):
    plain, pattern = english()
    return text in plain or bool(pattern.fullmatch(text))


def faults(page, language, number):
    """What is wrong with the page that the browser shows, at each width, the one it has already coming first.

    axe-core reads each shape of page once: another language, or another width, gives most pages the same shape. Colours
    are measured once for all texts of the same looks and ground, targets and scrolling regions in each language and
    width. The frame (header, menus, footer), the same on all pages of a person, is read with the first of them.
    """
    *outline, texts = page.evaluate("audit.outline()")
    if outline != [language, 1]:
        yield f"language and number of h1: {outline}"
    if language == "id":
        yield from (f"in English: {text}" for text in texts if is_english(text))
    for width in WIDTHS[:: -1 if number % 2 else 1]:
        page.set_viewport_size({"width": width, "height": 768})
        violations, wide = page.evaluate(f"audit.screen({str(number == 0).lower()})")
        if wide > width:
            yield f"{wide} pixels on a screen of {width}"
        yield from (f"{width}: {violation}" for violation in violations)


@pytest.fixture(scope="module")
def look_at(scene, site, chromium):
    """``look_at(person, language)``: the one page of a browser, in which this person has signed in.

    The page stays, and each answer is put in its place, so that axe-core is made ready once.
    """
    first = {"width": WIDTHS[0], "height": 768}
    context = chromium.new_context(base_url=site.url, viewport=first, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto("/healthz")
    for script in (AXE, AUDIT):
        page.evaluate(script.read_text())

    def sign_in(person, language):
        cookies = {"language": language, **({"session": scene.sessions[person]} if person else {})}
        context.clear_cookies()
        context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in cookies.items()])
        return page

    yield sign_in
    context.close()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("group", GROUPS)
def test_pages_are_open_to_everybody(group, language, scene, look_at):
    person = group.partition(":")[0]
    if person:
        User.objects.filter(pk=scene.people[person].pk).update(language=language)
    page = look_at(person, language)
    wrong = []
    for number, one in enumerate(scene.pages()[group]):
        look = one if isinstance(one, Look) else Look(one, 200)
        found = page.evaluate("address => audit.open(address)", look.address)
        if look.typed is not None:
            found = page.evaluate("typed => audit.send(typed)", look.typed)
        if found != look.answer:
            wrong.append(f"{look.address}: {found}")
        wrong += [f"{look.address}: {fault}" for fault in faults(page, language, number)]
    assert not wrong, "\n".join(wrong)


def test_wide_lists_fit_on_paper(look_at):
    """A4 upright between its margins of 15 mm."""
    page = look_at("pejabat", "id")
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print")
    wide = {}
    for address in ("/queue/?tab=all", "/register/"):
        page.evaluate("address => audit.open(address)", address)
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    page.emulate_media(media="screen")  # others look at this page after us, also when a list is too wide
    assert max(wide.values()) <= 680, wide


def test_every_group_of_the_scene_is_looked_at(scene):
    assert set(scene.pages()) == set(GROUPS)
