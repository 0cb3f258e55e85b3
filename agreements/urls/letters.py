"""The ministry's letters: prepared, previewed and withdrawn in a dossier; their templates in administration."""

from django.urls import path

from agreements.views import letter_templates, letters

urlpatterns = [
    path(
        "dossiers/<str:number>/letters/<uuid:pk>/withdraw/",
        letters.Withdraw.as_view(),
        name="letter-withdraw",
    ),
    path("dossiers/<str:number>/letters/<str:move>/", letters.WriteClauses.as_view(), name="letter-clauses"),
    path("dossiers/<str:number>/letters/<str:move>/preview/", letters.Preview.as_view(), name="letter-preview"),
    path("administration/letters/", letter_templates.TemplateList.as_view(), name="letter-templates"),
    path("administration/letters/head/", letter_templates.EditLetterhead.as_view(), name="letterhead"),
    path("administration/letters/<str:kind>/", letter_templates.EditTemplate.as_view(), name="letter-template"),
    path(
        "administration/letters/<str:kind>/preview/",
        letter_templates.PreviewTemplate.as_view(),
        name="letter-template-preview",
    ),
    path(
        "administration/letters/<str:kind>/<int:version>/",
        letter_templates.ReadTemplate.as_view(),
        name="letter-template-version",
    ),
]
