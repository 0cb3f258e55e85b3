"""Filters of the foundation's lists. All of them stand in the address."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperation import names
from cooperation.enums import (
    AdministrationAct,
    OfficeKind,
    PartnerKind,
    PartnerStatus,
    RegionKind,
    Relations,
    Role,
)
from cooperation.models import Country, Mail, Membership, Office, Region

YES_NO = (("yes", _("yes")), ("no", _("no")))


class FilterSet(filters.FilterSet):
    """The fields named in `FIRST` are shown at once and the others unfold; without `FIRST` all are shown at once."""

    FIRST = ()

    @property
    def first(self):
        return [self.form[name] for name in self.FIRST]

    @property
    def further(self):
        return [self.form[name] for name in self.filters if self.FIRST and name not in self.FIRST]

    @property
    def further_used(self):
        return any(field.data for field in self.further)


def search(label):
    return filters.CharFilter(
        label=label, method="search", max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )


def in_any(text, *paths):
    """Rows in which one of `paths` contains `text`."""
    condition = Q()
    for path in paths:
        condition |= Q(**{f"{path}__icontains": text})
    return condition


def yes(queryset, name, value):
    return queryset.filter(**{name: value == "yes"})


class PersonFilter(FilterSet):
    q = search(_("Name or e-mail address"))
    role = filters.ChoiceFilter(label=_("Role"), choices=Role.choices)
    office = filters.ModelChoiceFilter(label=_("Office"), queryset=Office.objects.all())
    is_active = filters.ChoiceFilter(label=_("May sign in"), choices=YES_NO, method=yes)

    def filter_queryset(self, queryset):
        """Role and office belong together: both of one assignment in force today."""
        data = dict(self.form.cleaned_data)
        held = {name: data.pop(name) for name in ("role", "office") if data.get(name)}
        if held:
            queryset = queryset.filter(pk__in=Membership.objects.current().filter(**held).values("user"))
        for name, value in data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def search(self, queryset, name, value):
        return queryset.filter(in_any(value, "name", "email"))


class OfficeFilter(FilterSet):
    q = search(_("Name"))
    kind = filters.ChoiceFilter(label=_("Kind"), choices=OfficeKind.choices)
    is_active = filters.ChoiceFilter(label=_("In use"), choices=YES_NO, method=yes)

    def search(self, queryset, name, value):
        return queryset.filter(in_any(value, "name", "short_name"))


class CountryFilter(FilterSet):
    q = search(_("Name or code"))
    diplomatic_relations = filters.ChoiceFilter(label=_("Diplomatic relations"), choices=Relations.choices)

    def search(self, queryset, name, value):
        aliases = Country.objects.filter(aliases__alias__icontains=value).values("pk")
        return queryset.filter(in_any(value, "name_id", "name_en", "alpha2", "alpha3") | Q(pk__in=aliases))


class RegionFilter(FilterSet):
    q = search(_("Name or code"))
    kind = filters.ChoiceFilter(label=_("Kind"), choices=RegionKind.choices)
    parent = filters.ModelChoiceFilter(label=_("Province"), queryset=Region.objects.filter(kind=RegionKind.PROVINCE))

    def search(self, queryset, name, value):
        return queryset.filter(in_any(value, "name") | Q(code__startswith=value))


class AdministrationEventFilter(FilterSet):
    q = search(_("Name"))
    name = filters.ChoiceFilter(label=_("What"), choices=AdministrationAct.choices)

    def search(self, queryset, name, value):
        return queryset.filter(in_any(value, "subject", "by__name"))


class Order(filters.OrderingFilter):
    """Rows alike in what is sorted by keep one order from page to page."""

    def filter(self, queryset, value):
        queryset = super().filter(queryset, value)
        return queryset.order_by(*queryset.query.order_by, "pk")


class PartnerFilter(FilterSet):
    q = search(_("Name"))
    country = filters.ModelChoiceFilter(
        label=_("Country"), queryset=Country.objects.filter(pk__in=Country.objects.exclude(partners=None).values("pk"))
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=PartnerKind.choices)
    status = filters.ChoiceFilter(label=_("Status"), choices=PartnerStatus.choices)
    sort = Order(
        label=_("Order"),
        fields=(("name", "name"), ("country__name_id", "country"), ("pk", "age")),
        choices=(("name", _("Name")), ("country", _("Country")), ("-age", _("Newest first"))),
        empty_label=None,
    )

    def search(self, queryset, name, value):
        """In all three names, as written or without marks and words such as "city"."""
        found = in_any(value, "name", "name_local", "name_id")
        folded = names.fold(value)
        return queryset.filter(found | Q(search_key__contains=folded) if folded else found)


class MailFilter(FilterSet):
    q = search(_("Name or e-mail address"))

    class Meta:
        model = Mail
        fields = {"state": ["exact"], "kind": ["exact"]}

    def search(self, queryset, name, value):
        return queryset.filter(in_any(value, "reader__name", "reader__email", "address"))
