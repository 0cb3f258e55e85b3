"""What a person sets for themselves."""

from django.contrib import messages
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.forms.people import ProfileForm
from cooperation.models import User

from .base import FormPage


class Profile(FormPage):
    """Language and time zone are the person's own; name, address and assignments an administrator's."""

    template_name = "cooperation/profile.html"
    permission = None
    heading = gettext_lazy("Profile")
    crumbs = ()
    form_class = ProfileForm
    success_url = reverse_lazy("cooperation:profile")
    submit = gettext_lazy("Save")
    back = "/"

    @cached_property
    def record(self):
        return User.objects.get(pk=self.request.user.pk)

    def perform(self, form):
        form.save()
        with translation.override(form.cleaned_data["language"]):
            messages.success(self.request, _("Saved."))

    def get_context_data(self, **context):
        return super().get_context_data(assignments=self.request.user.current_memberships, **context)
