"""A person in front of the browser: signs in, opens, types, presses. Only through what the page shows."""

from functools import cache
from pathlib import Path

from tests.factories import PASSWORD
from tests.files import pdf


@cache
def hand():
    """What the hand does in the page, in one go: each question that Playwright asks of an element costs a script."""
    return (Path(__file__).parent / "hand.js").read_text()


class Visitor:
    """Finds things by their address and name, so that a journey reads the same in both languages."""

    def __init__(self, open_page, user, folder, *, javascript=True, width=1366):
        self.page = open_page(javascript=javascript, width=width)
        self.page.set_default_timeout(10_000)
        self.folder = folder
        self.sit_down(user)

    def sit_down(self, user):
        """Whoever sat here before is gone; what the browser keeps of the site's files stays."""
        self.user, self.known, self.arrived = user, False, False
        self.page.context.clear_cookies()

    @property
    def session(self):
        return self.page.context.cookies()

    def come_back(self, user, session):
        """Somebody who signed in here before, with the cookies they were given."""
        self.user, self.known, self.arrived = user, True, False
        self.page.context.clear_cookies()
        self.page.context.add_cookies(session)

    def visit(self, address, status=200):
        """Open an address and expect this answer; whoever has just sat down signs in on the way."""
        response = self.page.goto(address) if self.known else self.sign_in(address)
        assert response.status == status, f"{address}: {response.status}"
        self.arrived = True
        return self

    def stay_at(self, address):
        """Open an address, unless the last step of this very person has led there."""
        return self if self.arrived and self.page.url.endswith(address) else self.visit(address)

    def sign_in(self, address):
        """The site asks who they are, and leads on to the address."""
        self.page.goto(address)
        self.fill(login=self.user.email, password=PASSWORD)
        with self.page.expect_navigation() as asked:
            self.do("press", "main form[action$='/login/'] button")
        assert self.page.url.endswith(address), f"{self.user}: {self.page.url}"
        self.known = True
        return asked.value

    def follow(self, ending):
        """Follow the link in the page whose address ends so: it must be offered."""
        return self.press(f"main a[href$='{ending}']")

    def press(self, selector):
        """Press the first such link or button, which nothing covers, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.do("press", selector)
        return self

    def click(self, words):
        """Press what reads so with a real mouse, which takes the focus from the field that had it."""
        with self.page.expect_navigation():
            self.page.get_by_text(words).first.click()
        return self

    def do(self, action, *given):
        """Something that hand.js can do."""
        return self.page.evaluate(f"given => {{ {hand()} return {action}(...given) }}", given)

    def file(self, name):
        path = self.folder / name
        if not path.exists():
            path.write_bytes(pdf(name))
        return str(path)

    def fill(self, **values):
        """Type into the page's form by the names of its fields; ISO dates; a name ending in .pdf is a file."""
        texts = {name: value if isinstance(value, bool | list) else str(value) for name, value in values.items()}
        for name in self.do("fill", texts):
            self.page.set_input_files(f"main [name='{name}']", self.file(values[name]))
        return self

    def send(self):
        """Press the form's main button."""
        button = "main form .form-buttons button[type=submit]"
        return self.press(f"{button}.btn-primary, {button}.btn-danger")

    def reads(self, *words):
        text = self.page.evaluate("document.querySelector('main').innerText")
        for word in words:
            assert word in text, f"{word!r} is not on {self.page.url}:\n{text[:1500]}"
        return self
