"""The data beside a score, in the reader's language: {point: [{label, value, text, urgent}]}.

`text` marks a passage rather than a figure.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import Answer, Sector
from cooperation.templatetags.ui import figure, rupiah
from reports.enums import Benefit, Point
from reports.words import MONEY


def facts_of(evidence):
    return {point: list(_SHOW[point](evidence[point])) for point in Point.values} if evidence else {}


def fact(label, value, *, text=False, urgent=False):
    return {"label": label, "value": value, "text": text, "urgent": urgent}


def day(text, otherwise=""):
    return date_format(date.fromisoformat(text), "j F Y") if text else otherwise or _("not known")


def share(part, whole):
    """`8 of 10 (80%)`; `8` where nothing was planned."""
    words = {"part": figure(part), "whole": figure(whole)}
    if not whole:
        return words["part"] if part else _("none")
    return _("%(part)s of %(whole)s (%(percent)s%%)") % {**words, "percent": round(part / whole * 100)}


def passages(data, labels):
    """What the newest yearly report says."""
    for name, label in labels:
        if data[name]:
            yield fact(label % {"year": data["report_year"]}, data[name], text=True)


def activity(data):
    yield fact(_("Planned activities carried out"), share(data["done"], data["planned"]), urgent=not data["done"])
    if data["late"]:
        yield fact(_("Past their day, and not carried out"), data["late"], urgent=True)
    if data["moved"]:
        yield fact(_("Moved to another day"), data["moved"])
    if data["dropped"]:
        yield fact(_("Dropped"), data["dropped"])
    if data["without_plan"]:
        years = ", ".join(map(str, data["without_plan"]))
        yield fact(_("Years without an agreed plan"), years, urgent=True)
    if data["last_activity_on"]:
        yield fact(_("Last activity"), day(data["last_activity_on"]))


def benefit(data):
    yield fact(_("People reached"), share(data["reached"], data["to_reach"]))
    for one in data["indicators"]:
        words = {"value": figure(float(one["value"])), "target": figure(float(one["target"])), "year": one["year"]}
        value = _("%(value)s in %(year)s, target %(target)s") % words
        if one["percent"] is not None:
            value = f"{value} ({one['percent']}%)"
        yield fact(f"{Benefit(one['field']).label}: {one['name']} ({one['unit']})", value)
    for sector, found in data["sectors"].items():
        if found["done"]:
            words = ngettext(
                "%(done)s activity carried out, %(people)s people reached",
                "%(done)s activities carried out, %(people)s people reached",
                found["done"],
            )
            yield fact(Sector(sector).label, words % {"done": found["done"], "people": figure(found["people"])})
    idle = [str(Sector(sector).label) for sector, found in data["sectors"].items() if not found["done"]]
    if idle:
        yield fact(_("Agreed fields never activated"), ", ".join(idle), urgent=True)
    if data["without_sector"] and data["sectors"]:
        yield fact(_("Activities carried out that name no field"), data["without_sector"])
    if data["never"]:
        fields = ", ".join(str(Benefit(field).label) for field in data["never"])
        yield fact(_("Fields in which nothing was measured"), fields, urgent=True)
    yield from passages(
        data,
        (
            ("results", _("Results, from the yearly report %(year)s")),
            ("beneficiaries", _("Beneficiaries, from the yearly report %(year)s")),
        ),
    )


def fit(data):
    for name, label in (
        ("function", _("The subject is a function of the regional government")),
        ("policy", _("Fits national and regional development plans")),
    ):
        answer, explanation = data[name]
        yield fact(label, Answer(answer).label if answer else _("not answered here"), urgent=answer == Answer.NO)
        if explanation:
            yield fact(_("The region's explanation"), explanation, text=True)
    if data["sectors"]:
        yield fact(_("Sectors"), ", ".join(str(Sector(one).label) for one in data["sectors"]))
    if data["plans_named"]:
        yield fact(_("RPJMD and other plans, as study and cooperation plan name them"), data["plans_named"], text=True)
    else:
        yield fact(
            _("RPJMD and other plans"),
            _("Neither study nor cooperation plan names one: say which RPJMD or RKPD it serves."),
            urgent=True,
        )


def contact(data):
    yield fact(_("Contacts recorded"), data["contacts"], urgent=not data["contacts"])
    yield fact(_("Last contact"), day(data["last_contact_on"], _("none")))
    if data["views"]:
        yield fact(_("The partner's view, last recorded"), day(data["last_view_on"]))
    else:
        yield fact(_("The partner's view"), _("not recorded yet"))
    if data["working_group"]:
        yield fact(_("Joint working group, as agreed"), data["working_group"], text=True)


def funding(data):
    lines = [(name, *amounts) for name, amounts in data.items() if any(amounts)]
    if not lines:
        yield fact(_("Funding"), _("Nothing was planned or spent yet."), urgent=True)
    if len(lines) > 1:
        lines.append(("total", sum(line[1] for line in lines), sum(line[2] for line in lines)))
    for name, planned, spent in lines:
        percent = f" ({round(spent / planned * 100)}%)" if planned else ""
        words = {"spent": rupiah(spent), "planned": rupiah(planned)}
        yield fact(MONEY[name], _("%(spent)s spent of %(planned)s planned") % words + percent)


def compliance(data):
    signed, expires = data["agreement_signed_on"], data["intent_expires_on"]
    if expires and signed:
        in_time = signed <= expires
        words = _("in time: signed %(signed)s, LoI until %(expires)s")
        if not in_time:
            words = _("late: signed %(signed)s, LoI until %(expires)s")
        yield fact(
            _("LoI became an agreement"), words % {"signed": day(signed), "expires": day(expires)}, urgent=not in_time
        )
    yield fact(
        _("Yearly reports in time"),
        share(data["reports_in_time"], data["reports_due"]),
        urgent=data["reports_in_time"] < data["reports_due"],
    )
    if data["reports_late"]:
        yield fact(_("Yearly reports sent late"), data["reports_late"], urgent=True)
    if data["reports_missing"]:
        yield fact(_("Yearly reports missing"), data["reports_missing"], urgent=True)
    if data["reports_held"]:
        count = data["reports_held"]
        words = ngettext("%(count)s report led to a hold", "%(count)s reports led to a hold", count)
        yield fact(_("Holds"), words % {"count": count}, urgent=True)
    received, issued = data["original_received_on"], data["copy_issued_on"]
    yield fact(_("Original registered"), day(received, _("not registered here")), urgent=not received)
    if issued:
        yield fact(_("Copy issued"), day(issued))


def obstacles(data):
    yield fact(_("Follow-ups closed"), share(data["follow_ups_closed"], data["follow_ups_all"]))
    if data["follow_ups_late"]:
        yield fact(_("Follow-ups past their day"), data["follow_ups_late"], urgent=True)
    yield from passages(
        data,
        (
            ("obstacles", _("Obstacles, from the yearly report %(year)s")),
            ("follow_up", _("Follow-up plan, from the yearly report %(year)s")),
        ),
    )


_SHOW = {
    Point.ACTIVITY: activity,
    Point.BENEFIT: benefit,
    Point.FIT: fit,
    Point.CONTACT: contact,
    Point.FUNDING: funding,
    Point.COMPLIANCE: compliance,
    Point.OBSTACLES: obstacles,
}
