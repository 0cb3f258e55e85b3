"""Views of the queue that people keep under a name, and the columns they look at."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.desk import columns
from agreements.desk.columns import PAGE
from agreements.forms.queue import ColumnsForm, SavedViewForm
from cooperation.models import SavedView
from cooperation.views.base import ConfirmPage, FormPage, Page

from .assigning import QUEUE
from .queue import AtDesk, address_of

VIEWS = (*QUEUE, (gettext_lazy("Saved views"), "agreements:view-list"))
LONGEST = SavedView._meta.get_field("query").max_length


class ViewList(AtDesk, Page):
    template_name = "agreements/saved_views.html"
    heading = gettext_lazy("Saved views")
    crumbs = QUEUE

    def get_context_data(self, **context):
        user = self.request.user
        views = SavedView.objects.visible_to(user).filter(page=PAGE).select_related("owner", "office")
        own = [view for view in views if view.owner_id == user.pk]
        return super().get_context_data(own=own, shared=[view for view in views if view.owner_id != user.pk], **context)


class ViewPage(AtDesk, FormPage):
    crumbs = VIEWS
    form_class = SavedViewForm
    success_url = reverse_lazy("agreements:view-list")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "office": self.desk.office}

    def perform(self, form):
        view = form.instance
        if view.is_first:
            SavedView.objects.filter(owner=view.owner, page=PAGE).exclude(pk=view.pk).update(is_first=False)
        try:
            form.save()
        except IntegrityError as error:
            # The same name, or another first view, has just been saved in another window.
            raise ValidationError(_("You have just saved another view. Try again.")) from error


class ViewAdd(ViewPage):
    heading = gettext_lazy("Save this view of the queue")
    submit = gettext_lazy("Save the view")
    done = gettext_lazy("The view has been saved.")
    lead = gettext_lazy("The tab and the filter of the queue are kept under a name, and open with one press.")

    @cached_property
    def record(self):
        return SavedView(owner=self.request.user, page=PAGE, query=address_of(self.request.GET))

    def perform(self, form):
        if len(self.record.query) > LONGEST:
            raise ValidationError(_("This filter is too long to be kept."))
        super().perform(form)

    def get_success_url(self):
        return f"{reverse_lazy('agreements:queue')}?{self.record.query}"


class ViewEdit(ViewPage):
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    def dispatch(self, request, *args, **kwargs):
        self.require_own()
        return super().dispatch(request, *args, **kwargs)

    def require_own(self):
        """A colleague's can be opened but not changed."""
        if self.record.owner_id != self.request.user.pk:
            raise PermissionDenied(_("Only %(person)s can change this view.") % {"person": self.record.owner})

    @cached_property
    def record(self):
        return get_object_or_404(SavedView.objects.visible_to(self.request.user), pk=self.kwargs["pk"], page=PAGE)

    @property
    def heading(self):
        return _("Change the view “%(name)s”") % {"name": self.known_as}


class ViewDelete(ConfirmPage, ViewEdit):
    submit = gettext_lazy("Delete the view")
    danger = True
    done = gettext_lazy("The view has been deleted. The dossiers stay as they are.")

    @property
    def heading(self):
        return _("Delete the view “%(name)s”") % {"name": self.record}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {name: value for name, value in kwargs.items() if name != "office"}

    def perform(self, form):
        self.record.delete()


class Columns(AtDesk, FormPage):
    crumbs = QUEUE
    heading = gettext_lazy("Columns of the queue")
    form_class = ColumnsForm
    submit = gettext_lazy("Show these columns")
    done = gettext_lazy("The queue shows the columns you chose.")
    success_url = reverse_lazy("agreements:queue")

    def get_initial(self):
        _views, names = columns.of(self.request.user)
        return {"names": names}

    def perform(self, form):
        columns.choose(self.request.user, form.cleaned_data["names"])
