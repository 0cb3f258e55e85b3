"""Indicators of a cooperation and what was measured, year by year."""

from django.utils.translation import gettext as _

from agreements.events import note_event
from agreements.services import writing
from cooperation import changes
from cooperation.exceptions import Conflict

from .writing import WRITE

INDICATOR = ("field", "name", "unit", "baseline", "target")
VALUE = ("value", "source")


def add_indicator(dossier, indicator, *, by):
    with writing(dossier, WRITE, by):
        if dossier.indicators.filter(name=indicator.name).exists():
            raise Conflict(_("An indicator with this name stands there already."))
        indicator.dossier, indicator.created_by = dossier, by
        indicator.save()
        note_event(dossier, "indicator_added", by=by, note=indicator.name)


def edit_indicator(indicator, *, seen, by):
    with writing(indicator.dossier, WRITE, by):
        changed = changes.write(indicator, INDICATOR, seen=seen)
        if changed:
            note_event(indicator.dossier, "indicator_edited", by=by, note=indicator.name, changes=changed)


def measure(value, *, seen, by):
    """Record or correct what was measured in a year; what was written before stays in the history."""
    indicator = value.indicator
    with writing(indicator.dossier, WRITE, by):
        value.by = by
        changed = changes.write(value, ("indicator", "year", *VALUE) if value._state.adding else VALUE, seen=seen)
        if changed:
            note = f"{value.year} · {indicator.name}"
            note_event(indicator.dossier, "indicator_measured", by=by, note=note, changes=changed)


def indicators_of(dossier, years):
    """With `by_year`: [(year, value or None)] of these years and of those that were measured."""
    indicators = list(dossier.indicators.prefetch_related("values"))
    for indicator in indicators:
        measured = {value.year: value for value in indicator.values.all()}
        indicator.by_year = [(year, measured.get(year)) for year in sorted({*years, *measured})]
    return indicators
