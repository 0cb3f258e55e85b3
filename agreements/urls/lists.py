"""Lists of dossiers, opening one, help."""

from django.urls import path

from agreements.views import help, lists, opening

urlpatterns = [
    path("dossiers/", lists.DossierList.as_view(), name="dossier-list"),
    path("dossiers/new/", opening.DossierNew.as_view(), name="dossier-new"),
    path("dossiers/<str:number>/edit/", opening.DossierEdit.as_view(), name="dossier-edit"),
    path("dossiers/<str:number>/partner/", opening.DossierPartner.as_view(), name="dossier-partner"),
    path("queue/", lists.Queue.as_view(), name="queue"),
    path("help/", help.help_page, name="help"),
]
