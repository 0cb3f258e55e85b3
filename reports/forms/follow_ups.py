"""The filter of the list of follow-ups, and the form that agrees on one."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from agreements.enums import FollowUpOrigin
from cooperation.filters import FilterSet
from cooperation.models import Office, Region

#: {state in the address: (words, which follow-ups)}
STATES = {
    "to_do": (_("to do"), lambda rows: rows.to_do()),
    "late": (_("late"), lambda rows: rows.late()),
    "to_confirm": (_("to be confirmed"), lambda rows: rows.to_confirm()),
    "confirmed": (_("confirmed"), lambda rows: rows.exclude(confirmed_at=None)),
}
#: Whose turn it is.
MINE = {
    "do": (_("my office does it"), lambda rows, user: rows.owed_by(user)),
    "follow": (_("I confirm it"), lambda rows, user: rows.followed_by(user)),
}


class FollowUpFilter(FilterSet):
    """Confirmed ones are left out until they are asked for. Offices and regions are those of the follow-ups listed."""

    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[(name, words) for name, (words, _rows) in STATES.items()],
        empty_label=_("not confirmed yet"),
        method="in_state",
    )
    mine = filters.ChoiceFilter(
        label=_("My part"), choices=[(name, words) for name, (words, _rows) in MINE.items()], method="of_mine"
    )
    origin = filters.ChoiceFilter(label=_("Agreed after"), choices=FollowUpOrigin.choices)
    office = filters.ChoiceFilter(label=_("Who does it"), field_name="office")
    region = filters.ChoiceFilter(label=_("Region"), field_name="dossier__region")

    def __init__(self, data, queryset, *, request):
        super().__init__(data, queryset, request=request)
        rows = queryset.order_by()
        offices = Office.objects.filter(pk__in=rows.values("office")).order_by("name")
        regions = Region.objects.filter(pk__in=rows.values("dossier__region")).order_by("code")
        self._choose("office", list(offices.values_list("pk", "short_name")))
        self._choose("region", list(regions.values_list("code", "name")))

    def _choose(self, name, choices):
        """One choice is none."""
        if len(choices) > 1:
            self.filters[name].extra["choices"] = choices
        else:
            del self.filters[name]

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset if self.form.cleaned_data.get("state") else queryset.open())

    def in_state(self, queryset, name, value):
        return STATES[value][1](queryset)

    def of_mine(self, queryset, name, value):
        return MINE[value][1](queryset, self.request.user)
