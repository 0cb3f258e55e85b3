"""People, their assignments, offices, and what a person sets for themselves."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation import administration
from cooperation.enums import OBLIGING, Acting, Delivery, NoticeKind, OfficeKind
from cooperation.models import Membership, Office, Region, User
from cooperation.working_days import today

from . import DayField
from .base import EditForm, Form, ModelForm


class AdministrationForm(EditForm):
    fingerprint = staticmethod(administration.fingerprint)


class PersonForm(AdministrationForm):
    class Meta:
        model = User
        fields = administration.EDITED[User]
        help_texts = {
            "name": _("As it should stand in letters and in the history."),
            "email": _("The person signs in with it."),
            "time_zone": _("Times are shown in this zone; the law's dates are always Jakarta dates."),
        }

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody with this e-mail address is registered already."))
        return email


class AssignmentForm(ModelForm):
    """A new assignment of the person in `instance.user`."""

    class Meta:
        model = Membership
        fields = administration.EDITED[Membership]
        field_classes = {"starts_on": DayField, "ends_on": DayField}
        help_texts = {
            "role": _(
                "A regional government gives the roles officer and head; the Ministry of Home Affairs reviewer, "
                "approver, evaluator, auditor and administrator; Kemlu and technical ministries consulted office."
            ),
            "acting": _("Plh. while the holder is away, Plt. while the post is vacant; leave empty otherwise."),
            "acting_for": _("Whose place it is: for a Plh. the holder who is away, for a Plt. the last one, if known."),
            "ends_on": _("Leave empty for an assignment without a known end; an acting one always ends."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(is_active=True)
        holders = Membership.objects.filter(acting="").exclude(user=self.instance.user_id)
        self.fields["acting_for"].queryset = User.objects.filter(pk__in=holders.values("user"))
        self.fields["acting_for"].label_from_instance = lambda person: f"{person.name} · {person.email}"
        self.fields["starts_on"].initial = today()

    def clean(self):
        data = super().clean()
        self.clean_holder(data)
        office, role = data.get("office"), data.get("role")
        first, last = data.get("starts_on"), data.get("ends_on")
        if office and role and role not in Membership.roles_for(office):
            roles = ", ".join(str(one.label) for one in Membership.roles_for(office))
            self.add_error("role", _("%(office)s can give: %(roles)s.") % {"office": office, "roles": roles})
        if first and last and last < first:
            self.add_error("ends_on", _("The last day cannot come before the first."))
        elif data.get("acting") and not last and "ends_on" not in self.errors:
            self.add_error("ends_on", _("An acting assignment needs a last day."))
        return data

    def clean_holder(self, data):
        """An acting person takes the place of somebody who holds or held this very role there."""
        acting, holder = data.get("acting"), data.get("acting_for")
        office, role = data.get("office"), data.get("role")
        if holder and not acting:
            self.add_error("acting_for", _("Only an acting person, Plh. or Plt., stands in for somebody."))
        elif acting == Acting.PLH and not holder and "acting_for" not in self.errors:
            self.add_error("acting_for", _("Say whose place it is: a Plh. stands in for a holder who is away."))
        elif holder and office and role:
            held = Membership.objects.filter(user=holder, office=office, role=role, acting="")
            if not held.exists():
                self.add_error(
                    "acting_for",
                    _("%(person)s has never held this role in %(office)s.") % {"person": holder, "office": office},
                )


class EndAssignmentForm(Form):
    last_day = DayField(
        label=_("Last day"), help_text=_("The person may still act on this day: yesterday ends it at once.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = today()


class OfficeForm(AdministrationForm):
    """Kind and region of an office are fixed once it exists: roles and history rest on them."""

    class Meta:
        model = Office
        fields = administration.EDITED[Office]
        error_messages = {"name": {"unique": _("An office with this name exists already.")}}
        help_texts = {
            "name": _("In full, for example: Pemerintah Kota Padang."),
            "short_name": _("For lists, for example: Kota Padang."),
            "region": _("For a regional government only."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["kind"], self.fields["region"]
        else:
            self.fields["region"].queryset = Region.objects.autonomous().filter(office=None)

    def clean(self):
        data = super().clean()
        kind = data.get("kind")
        if kind == OfficeKind.REGION and not data.get("region") and "region" not in self.errors:
            self.add_error("region", _("A regional government names its region."))
        if kind and kind != OfficeKind.REGION and data.get("region"):
            self.add_error("region", _("Only a regional government names a region; leave this empty."))
        return data


class ProfileForm(ModelForm):
    class Meta:
        model = User
        fields = ("language", "time_zone")
        help_texts = {
            "language": _("Pages and mails come in this language."),
            "time_zone": _("Times are shown in this zone; the law's dates are always Jakarta dates."),
        }


class MailPreferenceForm(Form):
    """How the notices of each kind go out; what obliges can wait for the digest, and cannot be switched off."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            obliging = kind in OBLIGING
            self.fields[kind] = forms.ChoiceField(
                label=kind.label,
                choices=[choice for choice in Delivery.choices if not (obliging and choice[0] == Delivery.NONE)],
                widget=forms.RadioSelect,
                help_text=_("This obliges you: it cannot be switched off.") if obliging else "",
            )
