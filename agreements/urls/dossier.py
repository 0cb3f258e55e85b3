"""The dossier page, its tabs, its moves."""

from django.urls import path

from agreements.views import dossier, moves

urlpatterns = [
    path("dossiers/<str:number>/", dossier.Summary.as_view(), name="dossier"),
    path("dossiers/<str:number>/papers/", dossier.Papers.as_view(), name="dossier-papers"),
    path("dossiers/<str:number>/remarks/", dossier.Remarks.as_view(), name="dossier-remarks"),
    path("dossiers/<str:number>/contacts/", dossier.Contacts.as_view(), name="dossier-contacts"),
    path("dossiers/<str:number>/history/", dossier.History.as_view(), name="dossier-history"),
    path("dossiers/<str:number>/moves/<str:name>/", moves.MoveView.as_view(), name="move"),
]
