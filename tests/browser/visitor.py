"""A person in front of the browser: signs in, opens, types, presses. Only through what the page shows."""

from tests.factories import PASSWORD
from tests.files import pdf


class Visitor:
    """Finds things by their address and name, so that a journey reads the same in both languages."""

    def __init__(self, open_page, user, folder, *, javascript=True, width=1366):
        self.page = open_page(javascript=javascript, width=width)
        self.page.set_default_timeout(10_000)
        self.folder = folder
        self.sign_in(user)

    def sign_in(self, user):
        """Whoever sat here before is gone; what the browser keeps of the site's files stays."""
        self.user = user
        self.page.context.clear_cookies()
        self.page.goto("/accounts/login/")
        self.page.fill("input[name=login]", user.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("form[action$='/login/'] button, main form button").first.click()
        self.page.wait_for_url(lambda url: "/accounts/login" not in url)

    @property
    def session(self):
        return self.page.context.cookies()

    def come_back(self, user, session):
        """Somebody who signed in here before, with the cookies they were given."""
        self.user = user
        self.page.context.clear_cookies()
        self.page.context.add_cookies(session)

    def visit(self, address, status=200):
        """Open an address and expect this answer."""
        response = self.page.goto(address)
        assert response.status == status, f"{address}: {response.status}"
        return self

    def follow(self, ending):
        """Follow the link in the page whose address ends so: it must be offered."""
        return self.press(f"main a[href$='{ending}']")

    def press(self, selector):
        """Press the first such link or button and wait for the page it leads to."""
        target = self.page.locator(selector).first
        assert target.count(), f"no {selector} for {self.user} on {self.page.url}"
        with self.page.expect_navigation():
            target.click()
        return self

    def file(self, name):
        path = self.folder / name
        if not path.exists():
            path.write_bytes(pdf(name))
        return str(path)

    def fill(self, **values):
        """Type into the page's form by the names of its fields; ISO dates; a name ending in .pdf is a file."""
        for name, value in values.items():
            field = self.page.locator(f"main [name='{name}']")
            kind = field.first.get_attribute("type")
            if kind == "file":
                field.set_input_files(self.file(value))
            elif kind in ("radio", "checkbox"):
                for one in value if isinstance(value, list) else [value]:
                    (field if one is True else self.page.locator(f"main [name='{name}'][value='{one}']")).check()
            elif field.first.evaluate("element => element.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(str(value))
        return self

    def send(self):
        """Press the form's main button."""
        button = "main form .form-buttons button[type=submit]"
        return self.press(f"{button}.btn-primary, {button}.btn-danger")

    def reads(self, *words):
        text = self.page.inner_text("main")
        for word in words:
            assert word in text, f"{word!r} is not on {self.page.url}:\n{text[:1500]}"
        return self
