"""A test client that reads every page it gets as a strict browser, a screen reader and a guard would."""

import time
from collections import Counter
from copy import copy
from importlib import import_module
from urllib.parse import urlsplit

import html5lib
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

#: Parse errors of html5lib that browsers and validators do not mind in our pages.
_TOLERATED = {"expected-doctype-but-got-start-tag", "expected-doctype-but-got-chars"}
_LABELLED = {"input", "select", "textarea"}

REAL = "allauth.account.auth_backends.AuthenticationBackend"
REMEMBERING = "tests.client.Remembering"

#: Reading a page this strictly takes longer than making it: the same view and status is read so often a worker.
AUDITS_OF_A_PAGE = 4
_audited = Counter()


class AuditingClient(Client):
    """Audits the first HTML pages of each view and status; `login(user)` signs a person in, as of this moment."""

    def login(self, user):
        self.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
        return self

    def request(self, **request):
        response = super().request(**request)
        if response.headers.get("Content-Type", "").startswith("text/html") and response.content:
            page = _view_of(response), response.status_code
            _audited[page] += 1
            if _audited[page] <= AUDITS_OF_A_PAGE:
                audit(response)
        return response


class Remembering(AuthenticationBackend):
    """Tells who is signed in from memory, today's assignments included: they are the same in thousands of requests."""

    people = {}

    @classmethod
    def remember(cls, users):
        cls.people = {user.pk: user for user in users}
        for user in users:
            user.current_memberships  # noqa: B018 - read now, kept on the user

    def get_user(self, user_id):
        user = copy(self.people[user_id])
        return user if self.user_can_authenticate(user) else None


def session_of(user, backend=REAL):
    """The key of a session of `user`, who signed in this moment."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "email": user.email}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return session.session_key


def _view_of(response):
    match = response.wsgi_request.resolver_match
    return match.view_name if match else ""


def form_values(text, number=0):
    """What a browser would send of the page's POST form in `main`: hidden fields and what is filled in."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    main = next(element for element in tree.iter("main"))
    forms = [form for form in main.iter("form") if (form.get("method") or "").lower() == "post"]
    values = {}
    for field in (element for element in forms[number].iter() if element.tag in _LABELLED):
        name, kind = field.get("name"), field.get("type")
        if not name or kind in ("file", "submit") or (kind in ("radio", "checkbox") and field.get("checked") is None):
            continue
        if field.tag == "select":
            chosen = [option.get("value") for option in field.iter("option") if option.get("selected") is not None]
            values[name] = chosen[0] if chosen else next(option.get("value") for option in field.iter("option"))
        elif kind == "checkbox":
            values.setdefault(name, []).append(field.get("value", "on"))
        else:
            values[name] = field.text or "" if field.tag == "textarea" else field.get("value", "")
    return values


def audit(response):
    """Fail on anything a page of this site may not have."""
    where = response.request["PATH_INFO"]
    text = response.content.decode()
    fragment = "<html" not in text
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(text, container="div") if fragment else parser.parse(text)
    errors = [code for _position, code, _data in parser.errors if code not in _TOLERATED]
    assert not errors, f"{where}: not valid HTML: {errors[:5]}"
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    _ids_are_unique(where, elements)
    _nothing_inline(where, elements)
    _own_host_only(where, elements)
    _labels(where, elements)
    if not fragment:
        _title_and_heading(where, elements)
        _protected(where, response)


def _ids_are_unique(where, elements):
    ids = [element.get("id") for element in elements if element.get("id")]
    doubles = {name for name in ids if ids.count(name) > 1}
    assert not doubles, f"{where}: ids used twice: {doubles}"


def _nothing_inline(where, elements):
    for element in elements:
        handlers = [name for name in element.attrib if str(name).startswith("on")]
        assert not handlers, f"{where}: inline handler {handlers} on {element.tag}"
        assert "style" not in element.attrib, f"{where}: inline style on {element.tag}"
        assert element.tag != "style", f"{where}: a style element"
        assert element.tag != "script" or element.get("src"), f"{where}: an inline script"


def _own_host_only(where, elements):
    for element in elements:
        for name in ("src", "action", "srcset"):
            assert not urlsplit(element.get(name) or "").netloc, f"{where}: foreign host in {element.tag}"
        if element.tag == "link":
            assert not urlsplit(element.get("href") or "").netloc, f"{where}: foreign host in link"


def _labels(where, elements):
    labelled = {element.get("for") for element in elements if element.tag == "label"}
    inside = {id(child) for element in elements if element.tag == "label" for child in element.iter()}
    for element in elements:
        if element.tag not in _LABELLED or element.get("type") in ("hidden", "submit", "button"):
            continue
        named = element.get("id") in labelled or element.get("aria-label") or element.get("aria-labelledby")
        assert named or id(element) in inside, f"{where}: {element.tag} {element.get('name')} has no label"


def _title_and_heading(where, elements):
    titles = ["".join(element.itertext()).strip() for element in elements if element.tag == "title"]
    # The sprite's pictures may carry titles of their own; the page's is the first.
    assert titles, f"{where}: no title"
    assert titles[0].replace("· Jembatan", "").strip(), f"{where}: empty title"
    headings = ["".join(element.itertext()).strip() for element in elements if element.tag == "h1"]
    assert len(headings) == 1, f"{where}: {len(headings)} h1 headings"
    assert headings[0], f"{where}: empty h1"
    page = next(element for element in elements if element.tag == "html")
    assert page.get("lang") in ("id", "en"), f"{where}: no language"


def _protected(where, response):
    policy = response.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, f"{where}: weak policy {policy!r}"
    assert "unsafe" not in policy, f"{where}: weak policy {policy!r}"
    assert response.headers.get("X-Content-Type-Options") == "nosniff", where
    assert response.headers.get("Referrer-Policy") == "same-origin", where
