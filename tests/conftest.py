"""Fixtures for all tests: private files, a frozen clock, a real browser."""

import gc
import os
from contextlib import ExitStack
from datetime import UTC, datetime, time
from itertools import count

import pytest
import time_machine
from django.db import connections

from cooperation.working_days import JAKARTA
from tests.browser.server import Server, running
from tests.chromium import find_chromium

pytest_plugins = ["tests.people", "tests.database", "tests.access_scene", "tests.roomy"]

NO_BROWSER = "No Chromium was found (set JEMBATAN_CHROMIUM or install the package chromium)."
FOLDERS = count()
#: What takes longest, so much the longer the further above.
LONG = (
    "test_pages.py",
    "test_access.py",
    "test_journey.py",
    "test_fuzz.py",
    "test_machine.py",
    "test_serve.py",
    "test_leaks.py",
    "test_second_term.py",
    "test_ministry.py",
    "test_dossier_pages.py",
)
#: A page of the same site is shown by the renderer that showed the last one: making a new one costs a fifth of a load.
#: Chromium hears the last such switch alone, so what Playwright turns off and a page may notice stands here too.
TURNED_OFF = [
    "RenderDocument",
    "ProactivelySwapBrowsingInstance",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "OptimizationHints",
]
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(TURNED_OFF)}",
]


def pytest_xdist_auto_num_workers():
    """One more than there are cores: a test that waits for the database or the browser leaves its core to another."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_modifyitems(items):
    """Whatever uses the browser can be chosen or left out: ``bin/test -m "not browser"``.

    What takes longest comes first: nobody waits for it in the end.
    """
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
    for item in items:
        if "chromium" in item.fixturenames:
            item.add_marker("browser")


def pytest_configure():
    """Garbage is looked for seldom, and never among the modules and collected tests, which stay to the end."""
    gc.set_threshold(100_000, 50, 50)


def pytest_collection_finish():
    gc.freeze()


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path_factory):
    """Each test keeps its uploads to itself, in a folder that comes with the first."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / f"files{next(FOLDERS)}"


@pytest.fixture
def freeze():
    """``freeze(day, hour)`` sets every clock of this process to that time in Jakarta; it then runs on."""
    with ExitStack() as stack:

        def move(day, hour=9):
            moment = datetime.combine(day, time(hour), JAKARTA).astimezone(UTC)
            return stack.enter_context(time_machine.travel(moment, tick=True))

        yield move


def required_chromium():
    """Its path. Without one the tests are skipped, or fail where it is required."""
    if path := find_chromium():
        return path
    refuse = pytest.fail if os.environ.get("JEMBATAN_REQUIRE_BROWSER") == "1" else pytest.skip
    return refuse(NO_BROWSER)


@pytest.fixture(scope="session")
def chromium():
    """One real Chromium a worker."""
    path = required_chromium()
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread: Django then refuses the database in it, and from now on gives it
    # another session. The present one would be seen to the end of all tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    connections.close_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site_address(transactional_db):
    """Of the site, served by this process to its browser. Every session of its threads ends with the test."""
    server = Server()
    server.daemon_threads = False  # waited for, until the browser has let go of its last line
    with running(server):
        yield server.url


@pytest.fixture
def open_page(chromium, site_address):
    """``open_page(width=…, javascript=…, locale=…)``: a page of a fresh visitor of the real server.

    A script error, a failed request or a broken content-security policy fails the test. The visitor wants no motion:
    what glides to its place is drawn again and again.
    """
    complaints = []
    with ExitStack() as stack:

        def open_one(width=1366, height=768, javascript=True, locale="id-ID"):
            context = chromium.new_context(
                base_url=site_address,
                viewport={"width": width, "height": height},
                java_script_enabled=javascript,
                locale=locale,
                reduced_motion="reduce",
                timezone_id="Asia/Jakarta",
            )
            stack.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
            page.on("console", lambda message: complaints.append(message.text) if is_policy(message) else None)
            page.on("response", lambda response: complaints.append(response.url) if response.status >= 500 else None)
            return page

        yield open_one
    assert not complaints, complaints


def is_policy(message) -> bool:
    return message.type == "error" and "Content Security Policy" in message.text
