"""What a person sets for themselves."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.i18n import set_language

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


class OwnAddress(TemplateView):
    """Takes the place of the page on which people would change their own e-mail address."""

    template_name = "account/email.html"


@login_not_required
def choose_language(request):
    """Switch the language: kept in a cookie, and with the person who is signed in."""
    language = request.POST.get("language")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return set_language(request)
