"""The ministry's letters: prepared, previewed and withdrawn in a dossier; their templates in administration."""

from django.urls import path

from agreements.views import letter_templates, letters

urlpatterns = [
    path("<uuid:pk>/withdraw/", letters.Withdraw.as_view(), name="letter-withdraw"),
    path("<str:move>/", letters.WriteClauses.as_view(), name="letter-clauses"),
    path("<str:move>/preview/", letters.Preview.as_view(), name="letter-preview"),
]

templates = [
    path("", letter_templates.TemplateList.as_view(), name="letter-templates"),
    path("head/", letter_templates.EditLetterhead.as_view(), name="letterhead"),
    path("<str:kind>/", letter_templates.EditTemplate.as_view(), name="letter-template"),
    path("<str:kind>/preview/", letter_templates.PreviewTemplate.as_view(), name="letter-template-preview"),
    path("<str:kind>/<int:version>/", letter_templates.ReadTemplate.as_view(), name="letter-template-version"),
]
