"""Forms of monitoring: plan visits, move one, cancel it, what was found; the filter of the plan of visits."""

from datetime import timedelta

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.forms.filters import regions_of
from agreements.search import matching
from cooperation.filters import FilterSet, search
from cooperation.forms import DayField, PastDateField
from cooperation.forms.base import EditForm, Form
from cooperation.forms.files import FilesMixin
from cooperation.working_days import today
from reports.enums import MonitoringWay
from reports.models import Monitoring
from reports.monitoring import visits
from reports.monitoring.acting import seen_of

from .fields import FILES, file_fields, grouped

#: Days farther ahead than this are slips of the keyboard.
FARTHEST = timedelta(days=2 * 366)


def validate_coming(day):
    if day < today():
        raise ValidationError(_("This day has passed."), code="past")
    if day > today() + FARTHEST:
        raise ValidationError(_("This day lies more than two years ahead."), code="far")


class ComingDateField(DayField):
    """Today, or a day to come."""

    default_validators = [validate_coming]


def way_field():
    return forms.ChoiceField(label=_("Way"), choices=MonitoringWay, widget=forms.RadioSelect)


def reason_field(label):
    return forms.CharField(
        label=label, max_length=500, widget=forms.Textarea({"rows": 3}), help_text=_("The region reads this.")
    )


class PlanForm(FilesMixin, Form):
    """One day and one way for all chosen agreements; of several each can have another day."""

    planned_on = ComingDateField(
        label=_("Planned day"),
        help_text=_("Of one that has taken place already, give today: the day itself is asked for with its findings."),
    )
    way = way_field()

    def __init__(self, *args, dossiers, **options):
        super().__init__(*args, **options)
        self.names = {}
        for dossier in dossiers if len(dossiers) > 1 else ():
            name = f"day_{dossier.pk}"
            self.names[dossier] = name
            label = gettext("Another day for %(dossier)s") % {"dossier": dossier.heading}
            self.fields[name] = ComingDateField(label=label, required=False)

    def day_of(self, dossier):
        return self.cleaned_data.get(self.names.get(dossier)) or self.cleaned_data["planned_on"]


class MoveForm(FilesMixin, Form):
    planned_on = ComingDateField(label=_("New day"))
    way = way_field()
    reason = reason_field(_("Why it is moved"))


class CancelForm(FilesMixin, Form):
    reason = reason_field(_("Why it is cancelled"))


class FoundForm(FilesMixin, EditForm):
    """What was found. A draft needs only its day."""

    hide_optional = True

    file, file_2, file_3 = file_fields()

    class Meta:
        model = Monitoring
        fields = Monitoring.FOUND
        field_classes = {"held_on": PastDateField}
        widgets = {
            "participants": forms.Textarea({"rows": 3}),
            "findings": forms.Textarea({"rows": 10}),
        }
        help_texts = {
            "participants": _("Names and offices: of those who monitored, of the region, of the partner."),
            "findings": _("What is carried out and what is not, what it brings, obstacles, what has to change."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["held_on"].required = True
        kept = self.instance.files.all()
        if kept:
            self.fields["dropped"] = forms.ModelMultipleChoiceField(
                kept, label=_("Take out these files"), required=False, widget=forms.CheckboxSelectMultiple
            )

    @staticmethod
    def fingerprint(monitoring):
        return seen_of(monitoring)

    @property
    def groups(self):
        files = [*FILES, *(["dropped"] if "dropped" in self.fields else [])]
        parts = ((_("What was found"), Monitoring.FOUND), (_("Photos and files"), files))
        return grouped(self, parts)


class SendForm(FilesMixin, Form):
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)


TIMES = (("0", _("not monitored")), ("1", _("once")), ("2", _("twice or more")))
#: Years that can be looked at: this one, the next, and as many that are over.
BEHIND = 4


class VisitFilter(FilterSet):
    """Agreements in force by how often the reader's office monitored them in a year, this one unless asked."""

    q = search(_("Search"))
    year = filters.ChoiceFilter(label=_("Year"), method="as_it_is", empty_label=None)
    times = filters.ChoiceFilter(label=_("Monitored"), choices=TIMES, method="so_often")
    half = filters.ChoiceFilter(
        label=_("This half-year"), choices=(("due", _("still to be monitored")),), method="still_due"
    )
    region = filters.ChoiceFilter(label=_("Region"), field_name="region")

    def __init__(self, data, queryset, *, request, office):
        super().__init__(data, queryset, request=request)
        self.office = office
        this = today().year
        years = [this, this + 1, *range(this - 1, this - BEHIND - 1, -1)]
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]
        self.filters["region"].extra["choices"] = regions_of(queryset, request.user)

    @property
    def chosen_year(self):
        return int(self.form.cleaned_data.get("year") or today().year) if self.form.is_valid() else today().year

    def filter_queryset(self, queryset):
        found = super().filter_queryset(visits.in_year(queryset, self.chosen_year))
        return visits.with_visits(found.order_by("region", "pk"), self.office, self.chosen_year)

    def search(self, queryset, name, value):
        return matching(queryset, value)

    def as_it_is(self, queryset, name, value):
        """The year is what the numbers are of."""
        return queryset

    def so_often(self, queryset, name, value):
        return visits.times(queryset, self.office, self.chosen_year, int(value))

    def still_due(self, queryset, name, value):
        return visits.due_this_half(queryset, self.office)
