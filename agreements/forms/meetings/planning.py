"""Forms of a meeting to come: convene it, change it, cancel it."""

from datetime import datetime

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.meetings.drafting import agenda_of
from agreements.meetings.invitations import may_come, preticked
from agreements.meetings.planning import planning_seen
from cooperation.forms import DayField
from cooperation.forms.base import Form
from cooperation.forms.files import FilesMixin
from cooperation.models import Office
from cooperation.working_days import JAKARTA, now


class TimeField(forms.TimeField):
    """A time of the day, by the browser's own picker."""

    def __init__(self, **options):
        widget = forms.TimeInput({"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S", "%H.%M"], **options)


class OfficesField(forms.ModelMultipleChoiceField):
    """Boxes to tick, under the part each office has in the meeting."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, groups, **options):
        offered = [office.pk for group in groups for office in group["offices"]]
        super().__init__(Office.objects.filter(pk__in=offered).select_related("region"), **options)
        self.choices = [
            (
                gettext("%(title)s (asked for by law)") % group if group["lawful"] else group["title"],
                [(office.pk, str(office)) for office in group["offices"]],
            )
            for group in groups
            if group["offices"]
        ]


class WhenForm(FilesMixin, Form):
    """Day, times and place of a meeting to come."""

    day = DayField(label=_("Date"))
    starts = TimeField(label=_("From (WIB)"))
    ends = TimeField(label=_("Until (WIB)"))
    place = forms.CharField(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("For example: meeting room A, third floor, Jakarta."),
    )
    link = forms.URLField(label=_("Link of the video meeting"), max_length=300, required=False, assume_scheme="https")

    def add_agenda(self, dossier, initial):
        name = f"agenda_{dossier.pk}"
        self.fields[name] = forms.CharField(
            label=gettext("Agenda: %(dossier)s") % {"dossier": dossier.heading},
            max_length=5000,
            initial=initial,
            widget=forms.Textarea({"rows": 6}),
        )
        return name

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        if not typed.get("place") and not typed.get("link") and not self.errors.keys() & {"place", "link"}:
            self.add_error("place", _("Name the place, or the link of the video meeting."))
        if not {"day", "starts", "ends"} <= typed.keys():
            return
        if typed["ends"] <= typed["starts"]:
            self.add_error("ends", _("The meeting cannot end before it begins."))
        if self._at("starts") <= now():
            self.add_error(
                "day" if typed["day"] < localtime(now(), JAKARTA).date() else "starts",
                _("This moment has passed. A meeting that was held already is recorded on the page of its dossier."),
            )

    def _at(self, name):
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data[name], JAKARTA)

    def values(self):
        """Columns of the meeting."""
        typed = self.cleaned_data
        return {
            "starts_at": self._at("starts"),
            "ends_at": self._at("ends"),
            "place": typed["place"],
            "link": typed["link"],
        }


class ConveneForm(WhenForm):
    def __init__(self, *args, dossiers, **options):
        super().__init__(*args, **options)
        self.names = {self.add_agenda(dossier, agenda_of(dossier)): dossier for dossier in dossiers}
        groups = may_come(dossiers)
        self.fields["offices"] = OfficesField(
            groups,
            label=_("Who is invited"),
            initial=[office.pk for office in preticked(dossiers, groups)],
            help_text=_("Whoever is invited sees the dossiers of the agenda from now on."),
            error_messages={"required": _("Tick the offices to be invited.")},
        )

    def agendas(self):
        return {dossier: self.cleaned_data[name] for name, dossier in self.names.items()}


class ChangeForm(WhenForm):
    """Another time or place, other words on the agenda, more offices; always with the reason."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args, meeting, items, **options):
        begins, ends = (localtime(at, JAKARTA) for at in (meeting.starts_at, meeting.ends_at))
        stored = {"day": begins.date(), "starts": begins.time(), "ends": ends.time()}
        initial = {"place": meeting.place, "link": meeting.link, "seen": planning_seen(meeting), **stored}
        super().__init__(*args, initial=initial, **options)
        self.names = {self.add_agenda(item.dossier, item.agenda): item for item in items}
        invited = set(meeting.attendances.filter(invited=True).values_list("office", flat=True))
        groups = [
            group | {"offices": [office for office in group["offices"] if office.pk not in invited]}
            for group in may_come([item.dossier for item in items])
        ]
        self.fields["offices"] = OfficesField(groups, label=_("Invite these offices too"), required=False)
        if not self.fields["offices"].choices:
            del self.fields["offices"]
        self.fields["reason"] = reason_field(_("Why it changes"))

    def agendas(self):
        return {item: self.cleaned_data[name] for name, item in self.names.items()}


class CancelForm(FilesMixin, Form):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"] = reason_field(_("Why it is cancelled"))


def reason_field(label):
    return forms.CharField(
        label=label,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody who is invited reads this."),
    )
