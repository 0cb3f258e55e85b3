"""Reference data: holidays, countries, regions."""

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation import administration
from cooperation.enums import AdministrationAct
from cooperation.filters import CountryFilter, RegionFilter
from cooperation.forms.places import CountryForm, HolidayForm, RegionForm
from cooperation.models import Country, Holiday, Region
from cooperation.validators import YEARS
from cooperation.working_days import today

from .base import ConfirmPage, FormPage, ListPage, Page, Permitted

HOLIDAYS = (*Permitted.crumbs, (gettext_lazy("Holidays"), "cooperation:holiday-list"))
COUNTRIES = (*Permitted.crumbs, (gettext_lazy("Countries"), "cooperation:country-list"))
REGIONS = (*Permitted.crumbs, (gettext_lazy("Regions"), "cooperation:region-list"))


# Holidays


class HolidayList(Page):
    """One year at a time; the address holds the year."""

    template_name = "cooperation/holiday_list.html"
    heading = gettext_lazy("Holidays and collective leave")

    @cached_property
    def year(self):
        text = self.request.GET.get("year", "")
        year = int(text) if text.isdecimal() and len(text) == 4 else today().year
        return year if year in YEARS else today().year

    def get_context_data(self, **context):
        recorded = {day.year for day in Holiday.objects.dates("day", "year")}
        years = sorted(recorded | {self.year, today().year, today().year + 1})
        url = reverse("cooperation:holiday-list")
        tabs = [{"label": year, "url": f"{url}?year={year}", "active": year == self.year} for year in years]
        return super().get_context_data(
            tabs=tabs, year=self.year, rows=Holiday.objects.filter(day__year=self.year), **context
        )


class HolidayPage(FormPage):
    crumbs = HOLIDAYS
    form_class = HolidayForm
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved. Running clocks have been worked out again.")
    lead = gettext_lazy("Running clocks are worked out again at once.")

    @cached_property
    def record(self):
        return get_object_or_404(Holiday, pk=self.kwargs["pk"])

    def get_success_url(self):
        day = self.record.day
        return reverse("cooperation:holiday-list") + (f"?year={day.year}" if day else "")

    def perform(self, form):
        administration.write_holiday(form.save(commit=False), by=self.request.user, seen=form.cleaned_data["seen"])


class HolidayAdd(HolidayPage):
    heading = gettext_lazy("Add a holiday")
    submit = gettext_lazy("Add this day")
    record = cached_property(lambda self: Holiday())


class HolidayEdit(HolidayPage):
    heading = gettext_lazy("Edit a holiday")


class HolidayDelete(ConfirmPage, HolidayPage):
    submit = gettext_lazy("Delete this day")
    danger = True
    done = gettext_lazy("The day has been deleted. Running clocks have been worked out again.")

    @property
    def heading(self):
        return _("Delete %(name)s, %(day)s") % {
            "name": self.record,
            "day": date_format(self.record.day, "j F Y"),
        }

    def perform(self, form):
        administration.delete_holiday(self.record, by=self.request.user)


# Countries and regions


class CountryList(ListPage):
    template_name = "cooperation/country_list.html"
    heading = gettext_lazy("Countries")
    model = Country
    filterset_class = CountryFilter


class CountryEdit(FormPage):
    crumbs = COUNTRIES
    form_class = CountryForm
    success_url = reverse_lazy("cooperation:country-list")
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved.")
    lead = gettext_lazy(
        "A region can cooperate only with a country that has diplomatic relations (Permendagri 25/2020 art. 5)."
    )

    @property
    def heading(self):
        return _("Diplomatic relations with %(country)s") % {"country": self.record}

    @cached_property
    def record(self):
        return get_object_or_404(Country, pk=self.kwargs["pk"])

    def perform(self, form):
        administration.write(
            form.save(commit=False),
            AdministrationAct.COUNTRY_EDITED,
            by=self.request.user,
            seen=form.cleaned_data["seen"],
        )


class RegionList(ListPage):
    template_name = "cooperation/region_list.html"
    heading = gettext_lazy("Regions")
    model = Region
    filterset_class = RegionFilter

    def get_queryset(self):
        return Region.objects.select_related("parent")


class RegionEdit(FormPage):
    crumbs = REGIONS
    form_class = RegionForm
    success_url = reverse_lazy("cooperation:region-list")
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved.")
    lead = gettext_lazy("The code is the official one of the Ministry of Home Affairs and stays as it is.")

    @property
    def heading(self):
        return _("Edit %(name)s") % {"name": f"{self.known_as} ({self.record.pk})"}

    @cached_property
    def record(self):
        return get_object_or_404(Region, pk=self.kwargs["pk"])

    def perform(self, form):
        administration.write(
            form.save(commit=False),
            AdministrationAct.REGION_EDITED,
            by=self.request.user,
            seen=form.cleaned_data["seen"],
        )
