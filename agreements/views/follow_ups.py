"""What an office took on: reporting it as done, confirming it, chasing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from agreements.enums import FollowUpOrigin
from agreements.follow_ups import acting
from agreements.forms.follow_ups import DoneForm, ReturnForm
from agreements.views.access import visible_dossier
from agreements.views.base import DossierForm
from cooperation.exceptions import Conflict

_MOVED_ON = _("Somebody was faster: this follow-up stands differently now.")


def back_of(follow_up):
    """Where it is shown among others."""
    return follow_up.meeting.get_absolute_url() if follow_up.is_of_meeting else reverse("follow-up-list")


def visible_follow_up(user, dossier, pk):
    """404 when it does not exist for `user` under this dossier; those of a meeting are read by all who see it."""
    rows = dossier.follow_ups
    found = rows.visible_to(user) | rows.filter(origin=FollowUpOrigin.MEETING)
    related = ("office", "asked_by", "done_by", "confirmed_by", "proof", "meeting")
    follow_up = get_object_or_404(found.select_related(*related), pk=pk)
    follow_up.dossier = dossier
    return follow_up


class _FollowUpForm(DossierForm):
    permission = "view_dossier"
    template_name = "agreements/follow_up_form.html"
    tab = "dossier-contacts"
    #: What the person needs on the follow-up itself, and why it is refused.
    needs = ""

    def prepare(self):
        self.follow_up = visible_follow_up(self.user, self.dossier, self.kwargs["pk"])
        if not self.user.has_perm(f"agreements.{self.needs}", self.follow_up):
            raise PermissionDenied(self.refusal())

    def refusal(self):
        raise NotImplementedError

    @property
    def is_open(self):
        """Whether the follow-up still stands where this is done with it."""
        raise NotImplementedError

    def get(self, request, **kwargs):
        """The form; where the follow-up has gone further, as after an old notice, how it stands."""
        if self.is_open:
            return super().get(request, **kwargs)
        self.heading = _("Follow-up")
        return self.page(None)

    def post(self, request, **kwargs):
        self.only_if(self.is_open, _MOVED_ON)
        return super().post(request, **kwargs)

    @property
    def back(self):
        return back_of(self.follow_up)

    def context(self):
        return {"follow_up": self.follow_up}


class DoFollowUp(_FollowUpForm):
    needs = "do_follow_up"
    heading = _("Report the follow-up as done")
    lead = _("The proof is kept among the papers of the dossier, where everybody who sees the dossier can read it.")
    submit = _("Report as done")
    done = _("Reported. Whoever asked for it confirms it.")

    @property
    def is_open(self):
        return self.follow_up.done_at is None

    def refusal(self):
        return gettext("%(office)s took this on; its people report it.") % {"office": self.follow_up.office}

    def form(self, *data):
        return DoneForm(*data, user=self.user)

    def write(self, form):
        typed = form.cleaned_data
        acting.do_follow_up(self.follow_up, typed["note"], typed["proof"], by=self.user)


class ConfirmFollowUp(_FollowUpForm):
    needs = "confirm_follow_up"
    heading = _("Confirm the follow-up")
    submit = _("Save the answer")
    done = _("The answer has been saved.")

    @property
    def is_open(self):
        return self.follow_up.done_at is not None and self.follow_up.confirmed_at is None

    def refusal(self):
        if self.follow_up.done_by_id == self.user.pk:
            return gettext("You reported this yourself; another person has to confirm it.")
        return who_follows(self.follow_up)

    def form(self, *data):
        return ReturnForm(*data, user=self.user)

    def write(self, form):
        if form.cleaned_data["decision"] == "confirm":
            acting.confirm_follow_up(self.follow_up, by=self.user)
        else:
            acting.return_follow_up(self.follow_up, form.cleaned_data["reason"], by=self.user)


class ChaseFollowUp(View):
    """Press once a day: tells the office again that the day of what it took on has passed."""

    def post(self, request, number, pk):
        dossier = visible_dossier(request.user, number)
        follow_up = visible_follow_up(request.user, dossier, pk)
        if not request.user.has_perm("agreements.chase_follow_up", follow_up):
            raise PermissionDenied(who_follows(follow_up))
        try:
            acting.chase_follow_up(follow_up, by=request.user)
        except Conflict as conflict:
            conflict.context.setdefault("url", back_of(follow_up))
            raise
        messages.success(request, gettext("%(office)s has been chased.") % {"office": follow_up.office})
        return redirect(self.back(request, follow_up))

    @staticmethod
    def back(request, follow_up):
        """The page the button stood on, with its filter."""
        asked = request.POST.get("next", "")
        return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else back_of(follow_up)


def who_follows(follow_up):
    if follow_up.is_of_meeting:
        return gettext("A reviewer or approver of Home Affairs confirms it.")
    return gettext("%(office)s asked for this; its people confirm it.") % {"office": follow_up.asked_by}
