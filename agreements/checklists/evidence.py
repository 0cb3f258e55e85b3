"""What the system knows of each line of a checklist. It is shown beside the line and answers nothing for anybody."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements import guards
from agreements.basics import LEVELS
from agreements.enums import Answer, CouncilOutcome, DocumentKind, PaperKind, Status
from agreements.models.agreement import LONGEST_TERM_MONTHS
from agreements.papers import languages, last_sent, parts_of
from agreements.prerequisites import EQUAL_LEVEL, RELATIONS, prerequisites_of
from cooperation.enums import Relations
from cooperation.models import Hold
from cooperation.templatetags.ui import rupiah
from cooperation.working_days import JAKARTA, today

GOOD, DOUBTFUL, BAD = "green", "amber", "red"


@dataclass(frozen=True)
class Fact:
    """A sentence, where it is from, and in which colour: a tone beside its words, never instead of them."""

    words: str
    tone: str = ""
    url: str = ""
    url_label: str = ""
    #: Longer texts to read in place: (title, text, language).
    texts: tuple[tuple[str, str, str], ...] = field(default=())


def evidence_of(act, step):
    """{line: [Fact]} for the checklist of `step`; what guards have read for `act` is not read again."""
    known = {Status.VERIFYING: _verification, Status.DISCUSSING: _draft_text, Status.CONFIRMED: _approval}
    return known[step](act) if step in known else {}


def _day(day):
    return date_format(day, "j F Y")


def _document(document):
    """Address and name of a file, as a fact takes them."""
    if document is None:
        return {}
    return {
        "url": reverse("agreements:document", args=[document.dossier.number, document.pk]),
        "url_label": document.name,
    }


# Verification: four papers and the prerequisites


def _verification(act):
    return {
        "study": [_paper(act.obj, PaperKind.STUDY, _sent(act, PaperKind.STUDY))],
        "intent": [_intent(act)],
        "plan": _plan(act),
        "council": [_council(act)],
        **_prerequisites(act.obj),
    }


def _sent(act, kind):
    """The newest version that was sent: mostly the newest of all."""
    newest = guards.latest_of(act, kind)
    return last_sent(act.obj, kind) if newest and newest.is_draft else newest


def _paper(dossier, kind, paper):
    if paper is None:
        return Fact(_("It has not been sent."), BAD)
    sent = {"version": paper.number, "day": _day(localdate(paper.sent_at, JAKARTA))}
    missing = paper.missing_parts()
    if missing:
        words = _("Version %(version)s, sent on %(day)s. Still empty: %(parts)s.")
        sent["parts"] = ", ".join(str(part) for part in missing)
    else:
        words = _("Version %(version)s, sent on %(day)s. Every part is written.")
    url = reverse("agreements:paper-version", args=[dossier.number, kind, paper.number])
    return Fact(words % sent, BAD if missing else GOOD, url, str(PaperKind(kind).label))


def _intent(act):
    signing = guards.intent_signing(act)
    if signing is None:
        return Fact(_("No signing is recorded."), BAD)
    if signing.document:
        signing.document.dossier = act.obj
    until = signing.expires_on
    over = until is not None and until < today()
    words = (
        _("Signed on %(signed)s. Ended on %(until)s.") if over else _("Signed on %(signed)s, valid until %(until)s.")
    )
    days = {
        "signed": _day(signing.signed_on) if signing.signed_on else "–",
        "until": _day(until) if until else "–",
    }
    return Fact(words % days, BAD if over or until is None else GOOD, **_document(signing.document))


def _plan(act):
    plan = _sent(act, PaperKind.PLAN)
    facts = [_paper(act.obj, PaperKind.PLAN, plan)]
    if plan:
        amounts = [one.amount for one in plan.activities.all()]
        words = ngettext(
            "%(count)s activity, %(amount)s in all.", "%(count)s activities, %(amount)s in all.", len(amounts)
        )
        facts.append(Fact(words % {"count": len(amounts), "amount": rupiah(sum(amounts))}, "" if amounts else BAD))
    return facts


def _council(act):
    referral = guards.last_referral(act)
    if referral is None or not referral.outcome:
        return Fact(_("No decision is recorded."), BAD)
    if referral.decision:
        referral.decision.dossier = act.obj
    words = [str(referral.get_outcome_display())]
    if referral.decided_on:
        words.append(_day(referral.decided_on))
    if referral.decision_number:
        words.append(_("number %(number)s") % {"number": referral.decision_number})
    tone = {CouncilOutcome.APPROVED: GOOD, CouncilOutcome.DEEMED: DOUBTFUL}.get(referral.outcome, BAD)
    return Fact(" · ".join(words), tone, **_document(referral.decision))


def _prerequisites(dossier):
    """The region's own answer with its proof, and what the tables know of it."""
    given = {row.number: row for row in dossier.prerequisites.select_related("document")}
    facts = {}
    for row in prerequisites_of(dossier):
        answer = given.get(row.number)
        facts[f"prerequisite_{row.number}"] = [_region_said(answer, dossier), *_tables_know(row.number, dossier)]
    return facts


def _region_said(answer, dossier):
    if answer is None:
        return Fact(_("The region has not answered it."), BAD)
    if answer.document:
        answer.document.dossier = dossier
    words = _("The region says: %(answer)s.") % {"answer": answer.get_answer_display()}
    if answer.explanation:
        words = f"{words} {answer.explanation}"
    return Fact(words, GOOD if answer.answer == Answer.YES else BAD, **_document(answer.document))


def _tables_know(number, dossier):
    partner = dossier.partner
    if number == RELATIONS and partner and partner.country:
        country = partner.country
        tone = {Relations.YES: GOOD, Relations.NO: BAD}.get(country.diplomatic_relations, DOUBTFUL)
        yield Fact(
            _("%(country)s: %(relations)s.")
            % {"country": country.name, "relations": country.get_diplomatic_relations_display()},
            tone,
        )
    if number == EQUAL_LEVEL and partner and partner.tier:
        differ = partner.tier != LEVELS[dossier.tier]
        words = (
            _("By the tables the levels differ: %(region)s, %(partner)s.")
            if differ
            else _("By the tables the levels agree: %(region)s, %(partner)s.")
        )
        levels = {"region": dossier.region.get_kind_display(), "partner": partner.get_tier_display()}
        yield Fact(words % levels, DOUBTFUL if differ else GOOD)


# Draft text


def _draft_text(act):
    dossier, text = act.obj, _sent(act, PaperKind.AGREEMENT)
    parts = parts_of(PaperKind.AGREEMENT)
    if text is None:
        return {f"part_{part.name}": [Fact(_("It has not been sent."), BAD)] for part in parts}
    facts = {f"part_{part.name}": [_part(text, part.name)] for part in parts}
    facts["term"] = [_term(text)]
    facts["language"] = [
        Fact(
            _("Indonesian and %(language)s.") % {"language": text.get_foreign_language_display()},
            url=reverse("agreements:paper-print", args=[dossier.number, PaperKind.AGREEMENT, text.number]),
            url_label=_("Both texts side by side"),
        )
    ]
    earlier = {kind: _sent(act, kind) for kind in (PaperKind.INTENT, PaperKind.PLAN)}
    for name in ("subject", "purpose", "scope"):
        facts[f"kept_{name}"] = [_kept(text, earlier, name)]
    return facts


def _part(text, name):
    """The part in both languages, to be read in place."""
    texts = tuple(
        (str(language), getattr(text, field), lang)
        for field, (lang, language) in zip((name, f"{name}_foreign"), languages(text), strict=True)
    )
    written = [language for language, said, _lang in texts if said]
    words = _("Written in: %(languages)s.") % {"languages": ", ".join(written) or "–"}
    return Fact(words, GOOD if len(written) == len(texts) else BAD, texts=texts)


def _term(text):
    months = text.term_months
    if not months:
        return Fact(_("No term is entered."), BAD)
    words = ngettext("%(months)s month.", "%(months)s months.", months) % {"months": months}
    tone = GOOD if months <= LONGEST_TERM_MONTHS else BAD
    return Fact(words, tone, texts=((str(text._meta.get_field("duration").verbose_name), text.duration, "id"),))


def _kept(text, earlier, name):
    """What LoI, plan and draft each say, to be read side by side."""
    papers = [(PaperKind.INTENT, earlier[PaperKind.INTENT]), (PaperKind.PLAN, earlier[PaperKind.PLAN])]
    texts = [(str(PaperKind(kind).label), getattr(paper, name), "id") for kind, paper in papers if paper]
    mine = getattr(text, name)
    same = [label for label, said, _lang in texts if said.split() == mine.split()]
    if same:
        words = _("Word for word as in: %(papers)s.") % {"papers": ", ".join(same)}
    else:
        words = _("Worded differently: compare the texts.")
    return Fact(words, GOOD if same else DOUBTFUL, texts=(*texts, (str(PaperKind.AGREEMENT.label), mine, "id")))


# Approval


def _approval(act):
    return {
        "confirmation": [_confirmation(act.obj)],
        "hold": [_hold(act.obj)],
        "intent": [_intent(act)],
    }


def _confirmation(dossier):
    letter = dossier.documents.filter(kind=DocumentKind.CONFIRMATION).order_by("-uploaded_at").first()
    if letter is None:
        return Fact(_("There is none."), BAD)
    letter.dossier = dossier
    words = _("Number %(number)s of %(day)s.") % {
        "number": letter.number or "–",
        "day": _day(letter.dated_on) if letter.dated_on else "–",
    }
    return Fact(words, GOOD if letter.number and letter.dated_on else DOUBTFUL, **_document(letter))


def _hold(dossier):
    hold = Hold.objects.active().filter(region=dossier.region_id).first()
    if hold is None:
        return Fact(_("The region is not on hold."), GOOD)
    return Fact(_("On hold: %(reason)s") % {"reason": hold.reason}, BAD)
