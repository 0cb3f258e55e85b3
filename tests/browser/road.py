"""The dossier of a journey and the people around it, taking turns in front of one browser."""

from agreements.models import Agreement, LetterOfIntent, Study
from cooperation.working_days import today

from .visitor import Visitor


def letter(name="surat.pdf", day=None):
    return {"letter_number": "099/17/2026", "letter_date": day or today(), "letter": name}


class Road:
    """`people` is {name in the journey: person}; `dossier` is the one they all speak of."""

    def __init__(self, open_page, folder, people, javascript):
        self.open_page, self.folder, self.people, self.javascript = open_page, folder, people, javascript
        self.dossier = self.visitor = self.present = None
        self.sessions = {}

    def as_(self, name):
        """This person in front of the browser. Sessions last half a day, so each signs in once a day."""
        user, day = self.people[name], today()
        if self.visitor is None:
            self.visitor = Visitor(self.open_page, user, self.folder, javascript=self.javascript)
        elif (user, day) != self.present:
            self.sessions[self.present] = self.visitor.session
            if (user, day) in self.sessions:
                self.visitor.come_back(user, self.sessions[user, day])
            else:
                self.visitor.sit_down(user)
        self.present = user, day
        return self.visitor

    @property
    def address(self):
        return f"/dossiers/{self.dossier.number}/"

    def take(self, name, move, at="", **fields):
        """`name` opens the dossier, or a page `at` an address below it, follows the offered move, sends its form."""
        page = f"{self.address}{at}"
        visitor = self.as_(name).stay_at(page).follow(f"/moves/{move}/")
        visitor.fill(**fields).send()
        assert visitor.page.url.endswith(page), visitor.page.inner_text("main")[:1500]
        return visitor

    def write(self, name, kind, **extra):
        """Fill every empty part of a paper and save the draft."""
        model = {"study": Study, "intent": LetterOfIntent, "agreement": Agreement}[kind]
        visitor = self.as_(name).visit(f"{self.address}papers/{kind}/")
        empty = visitor.do("empty", list(model.PARTS))  # closed parts are only read
        visitor.fill(**{part: f"Isi bagian {part} untuk kerja sama ini." for part in empty}, **extra)
        visitor.press("button[name=check]")
        assert visitor.page.url.endswith(f"/papers/{kind}/check/"), visitor.page.inner_text("main")[:1500]
        return visitor

    def check(self, name):
        """Answer every line of the step's checklist with yes."""
        visitor = self.as_(name).visit(f"{self.address}checklist/")
        lines = visitor.do("named", "main [name^='answer_'][value='yes']")
        visitor.fill(**dict.fromkeys(lines, "yes")).send()

    def is_(self, status):
        self.dossier.refresh_from_db()
        assert self.dossier.status == status, self.dossier.status
