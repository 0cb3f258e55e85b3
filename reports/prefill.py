"""What the dossier, the plan of the year and its log already say: the first draft of a report.

With a log that was kept, the region adds its judgement: what stood in the way, and what it will do.
"""

from django.db.models import Prefetch
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Agreement
from cooperation.templatetags.ui import figure
from cooperation.working_days import JAKARTA
from reports.enums import LogKind
from reports.models import ActivityLog, PlannedActivity, ProgressNote


def first_draft(report):
    """{part: text} of a report nobody has written into; in the language of the law."""
    with translation.override("id"):
        parts = {"title": _("Yearly report %(year)s: %(dossier)s") % _named(report), "background": _background(report)}
        text = Agreement.objects.filter(dossier=report.dossier).order_by("-number").first()
        if text:
            parts |= {"purpose": text.purpose, "scope": text.scope}
        planned = PlannedActivity.objects.filter(plan__dossier=report.dossier, plan__year=report.year)
        log = Prefetch("log", ActivityLog.objects.counted())
        told = [(one, one.log.all()) for one in planned.prefetch_related(log)]
        if told:
            parts |= {
                "results": _lines(_result(one, log) for one, log in told),
                "beneficiaries": _lines(_reached(one, log) for one, log in told),
                "funding": _lines(_money(one, log) for one, log in told),
            }
        if notes := _notes(report):
            parts["results"] = "\n".join(filter(None, (parts.get("results"), *notes)))
        return parts


def _notes(report):
    """What was written while the year ran."""
    words = _("Progress note of %(date)s: %(text)s")
    rows = ProgressNote.objects.filter(dossier=report.dossier, year=report.year)
    return [words % {"date": date_format(localdate(row.at, JAKARTA), "j F Y"), "text": row.text} for row in rows]


def _named(report):
    return {"year": report.year, "dossier": report.dossier.heading}


def _background(report):
    signed_on, ends_on = report.dossier.agreement_signed_on, report.dossier.ends_on
    sentences = [report.dossier.title.rstrip(".") + "."]
    if signed_on:
        sentences.append(_("The agreement was signed on %(date)s.") % {"date": date_format(signed_on, "j F Y")})
    if ends_on:
        sentences.append(_("It runs until %(date)s.") % {"date": date_format(ends_on, "j F Y")})
    return " ".join(sentences)


def _lines(texts):
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _result(activity, log):
    """What became of the activity; what the plan expected where the log says nothing."""
    said = [f"{LogKind(row.kind).label}, {date_format(row.on, 'j F Y')}: {row.note}" for row in log] or [
        _("Nothing is recorded. Expected: %(result)s") % {"result": activity.expected_result}
    ]
    return f"{activity.what} ({activity.unit}). " + " ".join(said)


def _reached(activity, log):
    people = sum(row.people or 0 for row in log if row.kind == LogKind.DONE)
    if not activity.reach:
        reached = ngettext("%(people)s person", "%(people)s people", people) % {"people": people}
        return f"{activity.beneficiaries}, {activity.place}: {reached}."
    words = {"who": activity.beneficiaries, "place": activity.place, "people": people, "planned": activity.reach}
    return _("%(who)s, %(place)s: %(people)s people (planned %(planned)s).") % words


def _money(activity, log):
    spent, planned = sum(row.money for row in log), activity.money
    words = {"what": activity.what, "planned": figure(planned), "spent": figure(spent)}
    sources = ", ".join(
        f"{label} {figure(amount)}"
        for label, amount in (
            ("APBD", sum(row.region_money for row in log)),
            (_("partner"), sum(row.partner_money for row in log)),
            (_("other sources"), sum(row.other_money for row in log)),
        )
        if amount
    )
    line = _("%(what)s: planned Rp%(planned)s, spent Rp%(spent)s") % words
    return f"{line} ({sources})." if sources else f"{line}."
