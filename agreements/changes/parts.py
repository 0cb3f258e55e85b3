"""Which parts of an agreement each kind of change may touch, and how its working copy differs from the original."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.enums import ChangeKind, PaperKind
from agreements.models import Agreement
from agreements.papers import languages, last_sent, parts_of
from cooperation.differences import SAME, differences

#: Why each part may be touched, or not, is a decision; the law names the parts (P25 20(5)), not who changes them.
#: Title and parties stay in both: an agreement with another subject or partner is a new one, on the whole road
#: (P25 9), which ends the old one (P25 34).
ALLOWED = {
    # A second term is carried out, paid and steered anew; what it is about stays, or an amendment says so.
    ChangeKind.EXTENSION: ("implementation", "funding", "working_group", "duration", "signing"),
    # Everything but the term, which only an extension moves (P25 33) and only an ending cuts short (P25 34).
    ChangeKind.AMENDMENT: (
        "purpose",
        "scope",
        "implementation",
        "funding",
        "working_group",
        "disputes",
        "amendment",
        "signing",
    ),
}


def parts_for(kind):
    """The parts a change of `kind` may touch, in the law's order."""
    return [part for part in parts_of(PaperKind.AGREEMENT) if part.name in ALLOWED[ChangeKind(kind)]]


def fields_for(kind):
    return [name for part in parts_for(kind) for name in part.fields]


def original(dossier):
    """The agreement text in force: the last version sent; None where the register knows no text."""
    return last_sent(dossier, PaperKind.AGREEMENT)


def text_of(version, name):
    return getattr(version, name) if version else ""


def languages_of(change):
    return languages(change.base or Agreement())


def changed_fields(change):
    """Names of the texts that differ from those the copy was taken from."""
    return [name for name in fields_for(change.kind) if change.texts.get(name, "") != text_of(change.base, name)]


def one_sided(change):
    """Parts changed in one language and not in the other: both texts are equally valid (UU 24/2009 art. 31)."""
    changed = set(changed_fields(change))
    return [part for part in parts_for(change.kind) if len(changed & set(part.fields)) == 1]


def differing(change):
    """The parts that change, with the words that do."""
    rows = []
    for part in parts_for(change.kind):
        texts = [
            {
                "language": language,
                "lang": lang,
                "pieces": differences(text_of(change.base, name), change.texts.get(name, "")),
            }
            for name, (lang, language) in zip(part.fields, languages_of(change), strict=True)
        ]
        texts = [text for text in texts if any(kind != SAME for kind, _text in text["pieces"])]
        if texts:
            rows.append({"part": part, "texts": texts})
    return rows


# The original has changed meanwhile


@dataclass(frozen=True)
class Moved:
    """A text, or the last day, that the original has changed since the copy was taken from it."""

    name: str
    label: str
    lang: str
    base: object
    theirs: object
    mine: object

    @property
    def clashes(self):
        """Whether the copy changed it too, and to something else: only people can tell which holds."""
        return self.mine not in (self.base, self.theirs)


#: As a name among the texts: the last day of the term that an extension prolongs.
TERM = "old_ends_on"


def moved(change, current):
    """What differs between the version the copy was taken from and `current`, the text in force."""
    found = []
    if current != change.base:
        for part in parts_for(change.kind):
            for name, (lang, language) in zip(part.fields, languages_of(change), strict=True):
                base, theirs = text_of(change.base, name), text_of(current, name)
                if base != theirs:
                    label = f"{part.label} · {language}"
                    found.append(Moved(name, label, lang, base, theirs, change.texts.get(name, "")))
    if change.is_extension and change.dossier.ends_on != change.old_ends_on:
        ends_on = change.dossier.ends_on
        found.append(
            Moved(TERM, _("Last day of the present term"), "", change.old_ends_on, ends_on, change.old_ends_on)
        )
    return found


def merged(change, current):
    """{name: text} as the agreement reads once the change is signed: its own changes over the text in force."""
    own = set(changed_fields(change))
    return {
        name: change.texts.get(name, "") if name in own else text_of(current, name) for name in fields_for(change.kind)
    }
