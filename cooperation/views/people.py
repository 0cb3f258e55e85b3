"""People, their assignments, and whether they may sign in."""

from allauth.account.forms import ResetPasswordForm
from allauth.core.context import request_context
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from cooperation import administration
from cooperation.enums import AdministrationAct
from cooperation.filters import PersonFilter
from cooperation.forms.people import AssignmentForm, EndAssignmentForm, PersonForm
from cooperation.models import Membership, User
from cooperation.working_days import today

from .administration import recent
from .base import ConfirmPage, FormPage, ListPage, Page, Permitted

SECTION = (*Permitted.crumbs, (gettext_lazy("People"), "cooperation:person-list"))


class PersonList(ListPage):
    template_name = "cooperation/person_list.html"
    heading = gettext_lazy("People")
    model = User
    filterset_class = PersonFilter

    def get_queryset(self):
        held = Membership.objects.current().select_related("office")
        return User.objects.prefetch_related(Prefetch("memberships", held, to_attr="held_now")).order_by("name", "pk")


class OnePerson:
    """For pages about the person in the address."""

    @cached_property
    def one(self):
        return get_object_or_404(User, pk=self.kwargs["pk"])

    @property
    def crumbs(self):
        return (*SECTION, (self.one.name, self.get_success_url()))

    def get_success_url(self):
        return reverse("cooperation:person", args=[self.one.pk])


class Person(OnePerson, Page):
    template_name = "cooperation/person.html"
    crumbs = SECTION

    @property
    def heading(self):
        return self.one.name

    def get_context_data(self, **context):
        held = self.one.memberships.select_related("office", "acting_for").order_by("-starts_on", "-pk")
        return super().get_context_data(
            one=self.one,
            assignments=[{"held": one, "state": state(one)} for one in held],
            events=recent(self.one.administration_events),
            myself=self.one == self.request.user,
            **context,
        )


def state(membership):
    """Words and colour for where an assignment stands today."""
    if administration.has_ended(membership):
        return {"value": "ended", "label": _("ended")}
    if membership.starts_on > today():
        return {"value": "open", "label": _("not begun")}
    if not membership.office.is_active:
        return {"value": "paused", "label": _("office not in use")}
    return {"value": "in_force", "label": _("in force")}


class PersonAdd(FormPage):
    form_class = PersonForm
    heading = gettext_lazy("Add a person")
    lead = gettext_lazy(
        "The person gets a mail with a link to choose a password. Give them an assignment on the next page: "
        "without one they can sign in but see nothing."
    )
    submit = gettext_lazy("Add this person and send the link")
    crumbs = SECTION
    record = cached_property(lambda self: User())

    def perform(self, form):
        self.added = administration.add_person(form.save(commit=False), by=self.request.user)
        invite(self.request, self.added)

    def get_success_url(self):
        return reverse("cooperation:person", args=[self.added.pk])

    back = property(lambda self: reverse("cooperation:person-list"))


class PersonEdit(OnePerson, FormPage):
    form_class = PersonForm
    lead = gettext_lazy(
        "With a new e-mail address the person signs in under the new one at once; the password stays the same."
    )
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    @property
    def heading(self):
        return _("Edit %(name)s") % {"name": self.one.name}

    @cached_property
    def record(self):
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def perform(self, form):
        administration.edit_person(form.save(commit=False), by=self.request.user, seen=form.cleaned_data["seen"])


class PersonDisable(OnePerson, ConfirmPage):
    submit = gettext_lazy("Disable sign-in")
    done = gettext_lazy("This person can no longer sign in.")
    danger = True
    lead = gettext_lazy(
        "They are signed out at once and cannot sign in again. Their assignments and everything they did stay "
        "in the history. You can enable them again at any time."
    )

    @property
    def heading(self):
        return _("Disable the sign-in of %(name)s") % {"name": self.one.name}

    def perform(self, form):
        administration.set_sign_in(self.one, False, by=self.request.user)


class PersonEnable(OnePerson, ConfirmPage):
    submit = gettext_lazy("Enable sign-in")
    done = gettext_lazy("This person can sign in again.")
    lead = gettext_lazy("They sign in with the password they had, and act in the assignments that are in force.")

    @property
    def heading(self):
        return _("Enable the sign-in of %(name)s") % {"name": self.one.name}

    def perform(self, form):
        administration.set_sign_in(self.one, True, by=self.request.user)


class PersonInvite(OnePerson, Permitted, View):
    """Send the link to choose a password once more."""

    http_method_names = ["post"]

    def post(self, request, pk):
        if self.one.is_active:
            invite(request, self.one)
        else:
            messages.error(request, _("Enable the sign-in first: no link is sent to somebody who may not sign in."))
        return HttpResponseRedirect(self.get_success_url())


def invite(request, person):
    """Mail the link once the person is saved for good; history says so only when the mail has left."""

    def send():
        form = ResetPasswordForm({"email": person.email})
        form.is_valid()
        try:
            with translation.override(person.language), request_context(request):
                form.save(request)
        except OSError:
            messages.error(request, _("The mail could not be sent. Send the link again from this page later."))
            return
        administration.record(AdministrationAct.INVITATION_SENT, person, by=request.user, person=person)
        sent = _("A mail with a link to choose a password has gone to %(email)s.") % {"email": person.email}
        if settings.DEMONSTRATION:
            sent += " " + _("In the demonstration mails are printed where the server runs.")
        messages.success(request, sent)

    transaction.on_commit(send)


# Assignments


class AssignmentAdd(OnePerson, FormPage):
    form_class = AssignmentForm
    submit = gettext_lazy("Add this assignment")
    done = gettext_lazy("The assignment has been added.")

    @property
    def heading(self):
        return _("New assignment of %(name)s") % {"name": self.one.name}

    @cached_property
    def record(self):
        return Membership(user=self.one)

    def perform(self, form):
        administration.assign(form.save(commit=False), by=self.request.user)


class AssignmentEnd(OnePerson, FormPage):
    form_class = EndAssignmentForm
    submit = gettext_lazy("End this assignment")
    danger = True

    @cached_property
    def membership(self):
        return get_object_or_404(Membership.objects.select_related("user", "office"), pk=self.kwargs["pk"])

    @property
    def one(self):
        return self.membership.user

    @property
    def heading(self):
        return _("End the assignment %(title)s") % {"title": self.membership.title}

    @property
    def lead(self):
        if self.membership.starts_on >= today():
            first = date_format(self.membership.starts_on, "j F Y")
            return _("Its first day is %(day)s. With a last day before that it is withdrawn at once.") % {"day": first}
        return _("It stays in the history; the person can be given a new one at any time.")

    def perform(self, form):
        administration.end_assignment(self.membership, form.cleaned_data["last_day"], by=self.request.user)
        messages.success(self.request, _("The assignment has been ended."))
