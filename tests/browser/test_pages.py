"""Every page in Chromium, in both languages, on a wide and a narrow screen: nobody is shut out, all is translated.

The browser's requests are answered by Django in this process, inside the transaction that holds the scene.
"""

import re
from contextvars import copy_context
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from django.contrib.staticfiles import finders
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.utils import translation

from cooperation.models import User
from cooperation.translations import catalogue_path
from cooperation.working_days import JAKARTA
from tests.browser.scene import Look, Scene

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=JAKARTA)
#: Violations of axe-core's rules, those of WCAG 2.2 AA and its advice, on the wide screen.
#: Colours are the same in every language, so that one of them shows what is too faint.
AXE = """async language => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const visible = () => [...document.querySelectorAll("*")].filter(element => element.checkVisibility());
  const ask = async (where, runOnly) => (await axe.run(where, {
    runOnly, resultTypes: ["violations"], rules: {"color-contrast": {enabled: language === "id"}},
  })).violations.map(one => `${one.id} (${one.impact}): ${one.nodes[0].html.slice(0, 200)}`);
  window.seen = new Set(visible());
  window.narrow = async () => {
    const found = await ask(document, {type: "rule", values: ["target-size", "scrollable-region-focusable"]});
    const fresh = visible().filter(element => !window.seen.has(element));
    return fresh.length ? [...found, ...await ask({include: fresh}, {type: "tag", values: tags})] : found;
  };
  return ask(document, {type: "tag", values: tags});
}"""
#: The same on the narrow screen, of what was not seen on the wide one; sizes of everything.
AXE_NARROW = "() => window.narrow()"
GROUPS = (
    "",
    "petugas.padang",
    "petugas.padang: dossiers",
    "petugas.padang: papers",
    "petugas.padang: plans",
    "pimpinan.padang",
    "pimpinan.padang: meetings",
    "pimpinan.sumbar",
    "penelaah",
    "penelaah: meetings",
    "pejabat",
    "kemlu",
    "auditor",
    "evaluator",
    "admin",
    "admin: places",
)

#: Texts as a reader meets them: between tags, and in the attributes that are read out.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, [lang=en]"))
    found.push(walker.currentNode.data);
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
    for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(element.getAttribute(name) || "");
  return found.map(text => text.replace(/\\s+/g, " ").trim()).filter(text => text.includes(" "));
}"""


@pytest.fixture(scope="module")
def scene(chromium, django_db_setup, django_db_blocker, tmp_path_factory):
    kept = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), kept, time_machine.travel(NOW, tick=True), transaction.atomic():
        yield Scene()
        transaction.set_rollback(True)


class Site:
    """Answers the browser's requests as the server would."""

    def __init__(self, language, session):
        self.context = copy_context()  # Playwright calls from a context of its own, where the transaction is unknown
        self.client = Client(raise_request_exception=False)
        self.client.cookies["language"] = language
        if session:
            self.client.cookies["session"] = session

    def answer(self, route):
        request = route.request
        parts = urlsplit(request.url)
        if parts.path == "/failure/":
            body = self.context.run(render_to_string, "500.html")
            route.fulfill(status=500, body=body, content_type="text/html; charset=utf-8")
            return
        if parts.path.startswith("/static/"):
            route.fulfill(path=finders.find(parts.path.removeprefix("/static/")))
            return
        response = self.context.run(
            self.client.generic,
            request.method,
            parts.path + (f"?{parts.query}" if parts.query else ""),
            request.post_data_buffer or b"",
            content_type=request.headers.get("content-type", ""),
        )
        body = response.getvalue()
        headers = {name: value for name, value in response.headers.items() if name != "Set-Cookie"}
        route.fulfill(status=response.status_code, body=body, headers=headers)


@cache
def english():
    """A pattern of all sentences and pieces of sentences that have an Indonesian wording of their own."""
    with open(catalogue_path("id"), "rb") as file:
        messages = [message for message in read_po(file, locale="id") if message.id and message.string]
    texts = set()
    for message in messages:
        given = message.id if isinstance(message.id, tuple) else (message.id,)
        said = " ".join(message.string) if isinstance(message.string, tuple) else message.string
        for text in given:
            # A piece stands between the tags of a sentence with a link.
            texts.update(piece.strip() for piece in re.split(r"<[^>]+>", text) if piece.strip() not in said)
    patterns = []
    for text in texts:
        words = re.split(r"%\(\w+\)[sd]", text.replace("%%", "%"))
        if " " in text and len(re.findall(r"[A-Za-z]{2,}", "".join(words))) > 1:
            patterns.append(".+".join(map(re.escape, words)))
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)))


def faults(page, language):
    """What is wrong with the page that the browser shows, at each width."""
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} h1"
    if page.get_attribute("html", "lang") != language:
        yield "wrong language"
    if language == "id":
        yield from (f"in English: {text}" for text in page.evaluate(TEXTS) if english().fullmatch(text))
    page.evaluate(Axe().axe_script)
    for width, axe in ((1366, AXE), (360, AXE_NARROW)):
        page.set_viewport_size({"width": width, "height": 768})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{wide} pixels on a screen of {width}"
        yield from (f"{width}: {violation}" for violation in page.evaluate(axe, language))


def status(page, look):
    """Open the page, or type into its form and press the main button; the answer's status."""
    opened = page.goto(look.address)
    if look.typed is None:
        return opened.status
    for name, value in look.typed.items():
        fields = page.locator(f"main [name='{name}']")
        fields.first.evaluate("(element, value) => { element.value = value }", value)
    form = page.locator("main form[method=post]:has(.form-buttons), main form[method=post]").first
    with page.expect_navigation() as answer:
        form.locator("button.btn-primary, button.btn-danger").first.click()
    return answer.value.status


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("group", GROUPS)
def test_pages_are_open_to_everybody(group, language, scene, chromium):
    person = group.partition(":")[0]
    if person:
        User.objects.filter(pk=scene.people[person].pk).update(language=language)
    context = chromium.new_context(base_url="http://localhost", bypass_csp=True, locale=f"{language}-ID")
    page = context.new_page()
    page.set_default_timeout(90_000)
    wrong = []
    with translation.override(language):
        page.route("**/*", Site(language, scene.sessions.get(person)).answer)
        for one in scene.pages()[group]:
            look = one if isinstance(one, Look) else Look(one, 200)
            if (found := status(page, look)) != look.answer:
                wrong.append(f"{look.address}: {found}")
            wrong += [f"{look.address}: {fault}" for fault in faults(page, language)]
    context.close()
    assert not wrong, "\n".join(wrong)


def test_every_group_of_the_scene_is_looked_at(scene):
    assert set(scene.pages()) == set(GROUPS)
