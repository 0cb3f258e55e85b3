"""The register of agreements (buku register, P25 25): the rows of the page and of its print."""

from pathlib import Path

from django.conf import settings
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.demonstration.samples.files import MARK
from agreements.enums import Origin
from agreements.letters.typesetting import pdf_of_list
from agreements.models import AgreementSigning, Dossier
from cooperation.templatetags.ui import partial_date
from cooperation.working_days import today

TEMPLATE = Path(__file__).parent / "letters" / "register.typ"


def registered(user):
    """Agreements in the register that `user` may read, in order of number.

    Those taken over from an earlier register have no number of this one: they come last, by their signing. `year` is
    the one in which they were registered, or signed.
    """
    in_register = Q(registration__isnull=False) | Q(origin=Origin.REGISTER, agreement_signed_on__isnull=False)
    return (
        Dossier.objects.visible_to(user)
        .filter(in_register)
        .annotate(year=ExtractYear(Coalesce("registration__copy_issued_on", "agreement_signed_on")))
        .order_by(F("registration__number").asc(nulls_last=True), "agreement_signed_on", "pk")
    )


def with_entries(dossiers):
    """With what a row shows."""
    signings = Prefetch("agreement_signings", AgreementSigning.objects.originals(), to_attr="signings")
    return dossiers.select_related("region", "partner__country", "registration__copy").prefetch_related(signings)


def entry(dossier):
    """A row of the register, in words."""
    registration = getattr(dossier, "registration", None)
    signing = dossier.signings[0] if dossier.signings else None
    return {
        "dossier": dossier,
        "number": registration.number if registration else "–",
        "region": str(dossier.region),
        "partner": str(dossier.partner or "–"),
        "country": str((dossier.partner and dossier.partner.country) or ""),
        "title": dossier.title,
        "signed": partial_date(signing.signed_on, signing.signed_precision) if signing else "–",
        "place": signing.place if signing else "",
        "term": _term(signing, dossier.ends_on),
        "received": _day(registration and registration.original_received_on),
        "copy": _copy(registration),
        "custody": _custody(registration),
    }


def _day(day):
    return date_format(day, "j M Y") if day else "–"


def _term(signing, ends_on):
    """Up to the last day as it is now: an extension moves it, an ending too."""
    if signing is None or not (signing.effective_on or ends_on):
        return _("term unknown")
    return f"{_day(signing.effective_on)} – {_day(ends_on)}"


def _copy(registration):
    if registration is None:
        return "–"
    number = registration.copy.number if registration.copy else ""
    return " · ".join(filter(None, [number, _day(registration.copy_issued_on)]))


def _custody(registration):
    if registration is None or not registration.custody_on:
        return "–"
    return " · ".join(filter(None, [registration.custody_number, _day(registration.custody_on)]))


def columns():
    """(name, heading, share of the width) of the print."""
    return (
        ("number", _("Register number"), 9),
        ("region", _("Region"), 9),
        ("partner", _("Partner"), 12),
        ("title", _("Subject"), 17),
        ("signed", _("Signed"), 9),
        ("term", _("Term"), 11),
        ("received", _("Original received"), 8),
        ("copy", _("Copy issued"), 11),
        ("custody", _("Custody at Kemlu"), 11),
    )


def as_pdf(dossiers, chosen):
    """The register on A4 across; `chosen` are the words of the filter."""
    shown = columns()
    entries = [entry(dossier) for dossier in with_entries(dossiers)]
    for one in entries:
        one["partner"] = ", ".join(filter(None, [one["partner"], one["country"]]))
        one["signed"] = ", ".join(filter(None, [one["signed"], one["place"]]))
    day = today()
    return pdf_of_list(
        TEMPLATE,
        {
            "language": get_language(),
            "title": _("Register of agreements"),
            "chosen": chosen,
            "printed": _("Printed on %(day)s; %(count)s agreements")
            % {"day": date_format(day, "j F Y"), "count": len(entries)},
            "page_words": _("Page"),
            "example": MARK if settings.DEMONSTRATION else "",
            "year": day.year,
            "month": day.month,
            "day": day.day,
            "widths": [share for _name, _label, share in shown],
            "heads": [label for _name, label, _share in shown],
            "rows": [[str(one[name]) for name, _label, _share in shown] for one in entries],
        },
    )
