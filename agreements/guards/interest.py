"""First interest and exploration (P25 5, 10, 11)."""

from django.utils.translation import gettext as _

from agreements.enums import Answer
from agreements.prerequisites import RELATIONS, prerequisites_of, relations_of
from cooperation.enums import Relations
from cooperation.workflow import Problem


def basics_filled(act):
    """Region, partner, initiator, object and unit in charge (P25 10)."""
    dossier = act.obj
    if dossier.partner is None:
        yield Problem(_("Choose the partner."), "P25 10", place="partner")
    if not dossier.initiator:
        yield Problem(_("Say from whom the first interest came."), "P25 10", place="edit")
    if not dossier.objectives:
        yield Problem(_("Choose at least one object of cooperation."), "P25 4(1)", place="edit")
    if not dossier.unit:
        yield Problem(_("Name the regional unit in charge."), "P25 16(2)", place="edit")


def prerequisites_met(act):
    """The prerequisites that apply are answered, and those that stop a cooperation are met (P25 5)."""
    answers = {row.number: row for row in act.obj.prerequisites.all()}
    rows = prerequisites_of(act.obj)
    unanswered = [row for row in rows if row.number not in answers]
    bare = [row for row in rows if row.number in answers and is_bare(act.obj, answers[row.number])]
    for words, lacking in (
        (_("Answer the prerequisites still open: %(numbers)s."), unanswered),
        (_("Explain or prove your answers to the prerequisites %(numbers)s."), bare),
    ):
        if lacking:
            numbers = ", ".join(str(row.number) for row in lacking)
            yield Problem(words % {"numbers": numbers}, "P25 5", place="prerequisites")
    for row in rows:
        given = answers.get(row.number)
        if given and given.answer != Answer.YES and not row.only_warns:
            yield Problem(
                _("Prerequisite %(number)s is not met: %(text)s") % {"number": row.number, "text": row.text},
                str(row.article),
                place="prerequisites",
            )


def is_bare(dossier, given):
    """Whether an answer stands without explanation or proof; of relations the ministry's own list is the proof."""
    known = given.number == RELATIONS and relations_of(dossier) != Relations.UNKNOWN
    return not (given.explanation or given.document_id or known)


def relations_exist(act):
    """The country table knows of no missing diplomatic relations; "unknown" is asked, not refused."""
    if relations_of(act.obj) == Relations.NO:
        yield Problem(
            _("Indonesia has no diplomatic relations with %(country)s.") % {"country": act.obj.partner.country.name},
            "P25 5(1)a",
            place="partner",
        )


def contact_recorded(act):
    if not act.obj.contacts.exists():
        yield Problem(
            _("Record at least one contact with the partner, by one of the four permitted ways."),
            "P25 11",
            place="contacts",
        )
