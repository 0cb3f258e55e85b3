"""Letters and signed papers of a dossier: adding one, and downloading one through the gates."""

import logging

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views import View

from agreements.forms.records import DocumentForm
from agreements.models import Document
from agreements.readers import reads
from agreements.records import add_document

from .access import light_dossier
from .base import DossierForm

logger = logging.getLogger(__name__)


class AddDocument(DossierForm):
    permission = "add_document"
    heading = _("Add a paper to the dossier")
    lead = _(
        "Letters, receipts, decisions and signed papers are handed in with the step that asks for them. Add here "
        "what else belongs to the dossier. A paper that was added stays."
    )
    submit = _("Add this paper")
    done = _("The paper has been added.")
    tab = "dossier-papers"

    def form(self, *data):
        return DocumentForm(*data, user=self.user)

    def write(self, form):
        add_document(self.dossier, form.instance, file=form.cleaned_data["file"], by=self.user)


class Download(View):
    """A file of the dossier in the address, never shown inside the site: a download in a sandbox."""

    def get(self, request, number, pk):
        dossier = light_dossier(request.user, number)
        document = get_object_or_404(Document, dossier=dossier, pk=pk)
        document.dossier = dossier
        if not reads(request.user, document):
            raise Http404
        try:
            content = document.file.open("rb")
        except FileNotFoundError as error:
            logger.error("The file of document %s is missing in the storage.", document.pk)
            raise Http404 from error
        response = FileResponse(content, as_attachment=True, filename=document.name, content_type=document.content_type)
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
