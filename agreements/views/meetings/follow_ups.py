"""What offices took on in a meeting."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.forms.meetings import DoneForm, FollowUpForm, ReturnForm
from agreements.meetings import follow_ups
from agreements.meetings.invitations import concerning
from agreements.models import FollowUp
from agreements.views.base import DossierForm

from .base import ItemForm

_MOVED_ON = _("Somebody was faster: this follow-up stands differently now.")


class AddFollowUp(ItemForm):
    heading = _("Agree on a follow-up")
    lead = _("One office takes it on; its people are told, and see it on their home page until it is confirmed.")
    submit = _("Add this follow-up")
    done = _("The follow-up has been added, and its office has been told.")

    def form(self, *data):
        rows = self.item.meeting.attendances.select_related("office__region")
        offices = [row.office for row in rows if concerning(row.office, [self.dossier])]
        return FollowUpForm(*data, offices=offices, user=self.user)

    def write(self, form):
        follow_up = form.instance
        follow_up.dossier, follow_up.meeting = self.dossier, self.item.meeting
        follow_ups.add_follow_up(follow_up, by=self.user)


class _FollowUpForm(DossierForm):
    permission = "view_dossier"
    tab = "dossier-contacts"
    #: What the person needs on the follow-up itself, and why it is refused.
    needs = ""

    def prepare(self):
        found = FollowUp.objects.select_related("office", "done_by", "proof", "meeting")
        self.follow_up = get_object_or_404(found, dossier=self.dossier, pk=self.kwargs["pk"])
        self.follow_up.dossier = self.dossier
        if not self.user.has_perm(f"agreements.{self.needs}", self.follow_up):
            raise PermissionDenied(self.refusal())

    def refusal(self):
        raise NotImplementedError

    @property
    def back(self):
        return self.follow_up.meeting.get_absolute_url()

    def context(self):
        return {"follow_up": self.follow_up}


class DoFollowUp(_FollowUpForm):
    needs = "do_follow_up"
    template_name = "agreements/follow_up_form.html"
    heading = _("Report the follow-up as done")
    lead = _("The proof is kept among the papers of the dossier, where everybody who sees the dossier can read it.")
    submit = _("Report as done")
    done = _("Reported. The ministry confirms it.")

    def prepare(self):
        super().prepare()
        self.only_if(self.follow_up.done_at is None, _MOVED_ON)

    def refusal(self):
        return gettext("%(office)s took this on; its people report it.") % {"office": self.follow_up.office}

    def form(self, *data):
        return DoneForm(*data, user=self.user)

    def write(self, form):
        typed = form.cleaned_data
        follow_ups.do_follow_up(self.follow_up, typed["note"], typed["proof"], by=self.user)


class ConfirmFollowUp(_FollowUpForm):
    needs = "confirm_follow_up"
    template_name = "agreements/follow_up_form.html"
    heading = _("Confirm the follow-up")
    submit = _("Save the answer")
    done = _("The answer has been saved.")

    def prepare(self):
        super().prepare()
        self.only_if(self.follow_up.done_at is not None and self.follow_up.confirmed_at is None, _MOVED_ON)

    def refusal(self):
        if self.follow_up.done_by_id == self.user.pk:
            return gettext("You reported this yourself; another person has to confirm it.")
        return gettext("A reviewer or approver of Home Affairs confirms it.")

    def form(self, *data):
        return ReturnForm(*data, user=self.user)

    def write(self, form):
        if form.cleaned_data["decision"] == "confirm":
            follow_ups.confirm_follow_up(self.follow_up, by=self.user)
        else:
            follow_ups.return_follow_up(self.follow_up, form.cleaned_data["reason"], by=self.user)
