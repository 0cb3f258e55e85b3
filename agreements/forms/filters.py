"""Filters of the lists of dossiers. All of them stand in the address."""

from datetime import timedelta

import django_filters as filters
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from agreements.changes.due import letter_due
from agreements.desk.tabs import OPEN
from agreements.desk.workload import SOON
from agreements.enums import Scheme, Status, Turn
from agreements.models import Dossier
from agreements.search import matching, partner_has
from agreements.turns import WAITING, their_turn
from cooperation.filters import FilterSet, search
from cooperation.models import Country, Partner, Region
from cooperation.working_days import clock_end, today

#: Which dates each choice of the clock filter asks about.
CLOCKS = {
    "overdue": (_("overdue"), Dossier.objects.overdue),
    "soon": (_("due within 10 working days"), Dossier.objects.due_soon),
    "intent_expired": (_("LoI has ended"), Dossier.objects.intent_expired),
    "intent_ending": (_("LoI ends within 90 days"), Dossier.objects.intent_ending),
    "intent_to_renew": (_("LoI has ended or ends within 90 days"), Dossier.objects.intent_to_renew),
    "term_unknown": (_("term unknown"), Dossier.objects.term_unknown),
    "dormant": (_("dormant: no activity for 12 months"), Dossier.objects.dormant),
    "ending": (_("term ends within 180 days"), Dossier.objects.ending),
    "extension_due": (_("term ends within nine months, no letter sent"), lambda: letter_due(Dossier.objects.all())),
}

#: At a desk: overdue, or due by a day some working days ahead.
DESK_CLOCKS = {
    "overdue": (_("overdue"), 0),
    "soon": (_("overdue or due within 5 working days"), SOON),
}

ON_THE_ROAD = Case(*[When(status=status, then=Value(position)) for position, status in enumerate(Status)])

SORTS = {
    "newest": (_("Newest first"), ("-created_at", "-pk")),
    "due": (_("Due soonest"), ("due_on", "-pk")),
    "activity": (_("Longest without activity"), ("last_activity_on", "-pk")),
    "region": (_("Region"), ("region_id", "-pk")),  # in the order of the official codes
    "partner": (_("Partner"), ("partner__name", "-pk")),
    "status": (_("Status"), (ON_THE_ROAD, "-pk")),
}

#: Clocks that speak of what is carried out, for those who follow it, as the order `activity` does.
FOLLOWED = {"dormant", "extension_due"}


def add_clock(name, label, asked):
    """For applications above, when they start. `asked()` are the dossiers it finds."""
    CLOCKS[name] = (label, asked)
    FOLLOWED.add(name)


def _choices(table):
    return [(name, label) for name, (label, _meaning) in table.items()]


class WithCountries(FilterSet):
    """What the filters of all lists share. Countries to choose from are those of the dossiers listed."""

    q = search(_("Search"))
    country = filters.ChoiceFilter(label=_("Country"), field_name="partner__country")

    def __init__(self, data, queryset, *, request):
        super().__init__(data, queryset, request=request)
        self.filters["country"].extra["choices"] = countries_of(self.offered(), request.user)

    def offered(self):
        """Dossiers of which regions and countries can be chosen: those listed, before anything is chosen."""
        return self.queryset

    def search(self, queryset, name, value):
        return matching(queryset, value)


class DeskFilter(WithCountries):
    """Who holds a dossier can be chosen where dossiers are handed to people."""

    status = filters.ChoiceFilter(label=_("Status"), choices=[(status.value, status.label) for status in OPEN])
    clock = filters.ChoiceFilter(
        label=_("Clock"),
        choices=[(name, words) for name, (words, _days) in DESK_CLOCKS.items()],
        method="with_clock",
    )
    holder = filters.ChoiceFilter(label=_("Held by"))

    NAMES = ("q", "country", "status", "clock", "holder")

    def __init__(self, data, queryset, *, request, desk):
        self.desk = desk
        super().__init__(data, queryset, request=request)
        if desk.holder:
            self.filters["holder"].field_name = desk.holder
            self.filters["holder"].extra["choices"] = list(desk.people.order_by("name").values_list("pk", "name"))
        else:
            del self.filters["holder"]

    def offered(self):
        return self.desk.within

    def with_clock(self, queryset, name, value):
        """By the day that counts at this desk."""
        _words, days = DESK_CLOCKS[value]
        last = clock_end(today(), days) if days else today() - timedelta(days=1)
        return queryset.filter(answer_on__lte=last)


class DossierFilter(WithCountries):
    """Regions to choose from are those of the dossiers the reader may see; who sees one needs no choice."""

    status = filters.ChoiceFilter(label=_("Status"), choices=Status.choices)
    turn = filters.ChoiceFilter(
        label=_("Whose turn"),
        choices=[("mine", _("my turn")), *((turn.value, turn.label) for turn in WAITING)],
        method="with_turn",
    )
    clock = filters.ChoiceFilter(label=_("Clock"), method="with_clock")
    region = filters.ChoiceFilter(label=_("Region"))
    partner = filters.CharFilter(label=_("Partner"), method="with_partner", max_length=100)
    scheme = filters.ChoiceFilter(label=_("Scheme"), choices=Scheme.choices)
    sort = filters.ChoiceFilter(label=_("Order"), empty_label=None, method="in_order")

    FIRST = ("q", "status", "turn", "sort")

    def __init__(self, data, queryset, *, request):
        super().__init__(data, queryset, request=request)
        regions = regions_of(self.offered(), request.user)
        if len(regions) > 1:
            self.filters["region"].extra["choices"] = regions
        else:
            del self.filters["region"]
        follows = request.user.has_perm("agreements.read_progress")
        for name, table, hidden in (("clock", CLOCKS, FOLLOWED), ("sort", SORTS, {"activity"})):
            choices = [choice for choice in _choices(table) if follows or choice[0] not in hidden]
            self.filters[name].extra["choices"] = choices

    def offered(self):
        """All in sight, without the columns that lines show."""
        return Dossier.objects.visible_to(self.request.user)

    def filter_queryset(self, queryset):
        """Newest first unless the address says otherwise."""
        return super().filter_queryset(queryset.order_by(*SORTS["newest"][1]))

    def with_partner(self, queryset, name, value):
        """A part of the partner's name; a number is its key, or that of one merged into it."""
        is_key = value.isdecimal() and len(value) < 10
        condition = Q(pk=int(value)) | Q(merged=int(value)) if is_key else partner_has(value)
        return queryset.filter(partner__in=Partner.objects.filter(condition))

    def with_turn(self, queryset, name, value):
        if value == "mine":
            return queryset.filter(their_turn(self.request.user))
        return queryset.filter(status__in=WAITING[Turn(value)])

    def with_clock(self, queryset, name, value):
        _label, asked = CLOCKS[value]
        return queryset & asked()

    def in_order(self, queryset, name, value):
        return queryset.order_by(*SORTS[value][1])


class RegisterFilter(WithCountries):
    """Years are those in which something was entered; one who sees a single region needs no choice of regions."""

    year = filters.ChoiceFilter(label=_("Year"), field_name="year")
    region = filters.ChoiceFilter(label=_("Region"))

    def __init__(self, data, queryset, *, request):
        super().__init__(data, queryset, request=request)
        years = queryset.order_by().values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(year, year) for year in sorted(years, reverse=True)]
        regions = regions_of(queryset, request.user)
        if len(regions) > 1:
            self.filters["region"].extra["choices"] = regions
        else:
            del self.filters["region"]


def regions_of(dossiers, user):
    """Choices: the regions that have one of `dossiers`, provinces before their kabupaten and kota."""
    return list(named_in(dossiers, Region, "region", user).order_by("code").values_list("code", "name"))


def countries_of(dossiers, user):
    """Choices: the countries of their partners, by name."""
    partners = named_in(dossiers, Partner, "partner", user)
    countries = Country.objects.filter(pk__in=partners.values("country")).only("name_en", "name_id").order_by()
    return sorted(((country.pk, country.name) for country in countries), key=lambda one: one[1])


def named_in(dossiers, model, field, user):
    """Rows of `model` that one of `dossiers` names in `field`.

    Where nearly all dossiers are visible, each row is asked for its first dossier; where few are, these are read.
    """
    if user.is_home_affairs:
        return model.objects.filter(Exists(dossiers.filter(**{field: OuterRef("pk")}).order_by()))
    return model.objects.filter(pk__in=dossiers.order_by().values(field).distinct())
