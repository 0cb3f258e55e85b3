"""What the pages with one form under a dossier share."""

from django.contrib import messages
from django.forms import ChoiceField, PasswordInput
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from agreements.forms.refusals import refuse
from agreements.tabs import address_name
from cooperation.exceptions import Conflict, NotReady
from cooperation.forms.rows import RowsField

from .access import existing, permitted_dossier

#: Texts this long are typed anew without trouble.
_SHORT = 20


class RecordForm(View):
    """Shows a form of one record; on POST writes what it holds and goes back."""

    template_name = ""
    #: Words of the page, and what the button and the message afterwards say.
    heading = ""
    lead = ""
    submit = ""
    done = ""
    danger = False

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.user = request.user

    def prepare(self):
        """Find what the address names beside the subject of the page; 404 when it does not belong there."""

    def only_if(self, holds, otherwise):
        """The page is closed, with a reason, where its record stands differently."""
        if not holds:
            raise Conflict(otherwise, url=self.back)

    def form(self, *data):
        """The form, bound to `data` when there is any. It takes `user`, the owner of its uploads."""
        raise NotImplementedError

    def write(self, form):
        raise NotImplementedError

    def get(self, request, **kwargs):
        return self.page(self.form())

    def post(self, request, **kwargs):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.again(form)
        try:
            self.write(form)
        except NotReady as refusal:
            refuse(form, refusal.problems)
            return self.again(form)
        except Conflict as conflict:
            # What was typed is shown with the refusal, so that it can be copied.
            conflict.context.setdefault("texts", typed(form))
            conflict.context.setdefault("url", self.back)
            raise
        return self.leave()

    def again(self, form):
        """The form with what is to be mended, and with all that was typed."""
        form.keep_files()
        return self.page(form, status=422)

    def leave(self):
        # A message is put into words only when the page has been left, outside the reader's language.
        messages.success(self.request, str(self.done))
        return redirect(self.back)

    @property
    def back(self):
        """Where the page leads to."""
        raise NotImplementedError

    def subject(self):
        """What the page is about, for its template."""
        return {}

    def context(self):
        """Further variables of the page."""
        return {}

    def page(self, form, status=200):
        context = {"form": form, "view": self, **self.subject(), **self.context()}
        return render(self.request, self.template_name, context, status=status)


class DossierForm(RecordForm):
    """A form of what is recorded under a dossier; it goes back to its tab."""

    permission = ""
    #: For whom the dossier exists here.
    gate = staticmethod(existing)
    template_name = "agreements/record_form.html"
    #: The tab the record is shown on.
    tab = "dossier"

    def dispatch(self, request, *args, **kwargs):
        self.dossier = permitted_dossier(self.user, kwargs["number"], self.permission, self.gate)
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def subject(self):
        return {"dossier": self.dossier}

    @property
    def back(self):
        return reverse(self.tab_name, args=[self.dossier.number])

    @property
    def tab_name(self):
        return address_name(self.tab)


def typed(form, longer_than=_SHORT):
    """The longer texts of a form that could not be written."""
    texts = ((field.label, as_text(field)) for field in form.visible_fields())
    return [{"label": label, "theirs": "", "mine": text} for label, text in texts if len(text) > longer_than]


def as_text(field):
    """What was typed into a bound field; nothing for a file, a choice, or a password."""
    if isinstance(field.field, ChoiceField) or isinstance(field.field.widget, PasswordInput):
        return ""
    value = field.value()
    if isinstance(field.field, RowsField):
        return "\n".join(value)
    return value if isinstance(value, str) else ""
