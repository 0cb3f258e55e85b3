"""What the agenda and the minutes begin with, in Indonesian as official papers are; people write on from there."""

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import MeetingOutcome, PaperKind
from agreements.papers import latest

from .invitations import concerning


def agenda_of(dossier):
    """The points of the meeting on one dossier: its text, and the offices that were asked about it."""
    text = latest(dossier, PaperKind.AGREEMENT)
    with translation.override("id"):
        asked = sorted({str(opinion.office) for opinion in dossier.opinions.select_related("office")})
        points = [
            _("Opening by the Ministry of Home Affairs"),
            _("%(region)s presents the draft agreement with %(partner)s%(version)s")
            % {
                "region": dossier.region,
                "partner": dossier.partner,
                "version": _(" (version %(number)s)") % {"number": text.number} if text else "",
            },
            _("Views of Kemlu and of the ministries of the subject")
            + (_(", among them those asked before: %(offices)s") % {"offices": ", ".join(asked)} if asked else ""),
            _("Title, scope, funding and term of the text, article by article"),
            _("Conclusion, follow-ups and signing of the minutes"),
        ]
        return "\n".join(f"{number}. {point}" for number, point in enumerate(points, 1))


def minutes_of(item):
    """The minutes of one dossier, from agenda, attendance, outcome and follow-ups; of no other region's."""
    dossier, meeting = item.dossier, item.meeting
    with translation.override("id"):
        present = [
            f"- {row.office.name}{f': {row.people}' if row.people else ''}"
            for row in meeting.attendances.select_related("office__region")
            if row.came and concerning(row.office, [dossier])
        ]
        followed = [
            _("- %(what)s (%(office)s, until %(date)s)")
            % {"what": one.what, "office": one.office, "date": date_format(one.due_on, "j F Y")}
            for one in meeting.follow_ups.filter(dossier=dossier).select_related("office")
        ]
        title = _(
            "The inter-ministry meeting on the draft agreement of %(region)s with %(partner)s "
            "was held on %(when)s, %(where)s."
        )
        parts = [
            title
            % {"region": dossier.region, "partner": dossier.partner, "when": meeting.when, "where": meeting.where},
            _section(_("Present"), present),
            _section(_("Agenda"), [item.agenda]),
            _section(_("Conclusion"), [MeetingOutcome(item.outcome).label if item.outcome else "", item.summary]),
            _section(_("Follow-ups"), followed),
        ]
        return "\n\n".join(filter(None, parts))


def _section(title, lines):
    lines = [str(line) for line in lines if line]
    return "\n".join([title, *lines]) if lines else ""
