"""Lists of dossiers, opening one, help."""

from django.urls import path

from agreements.views import lists

urlpatterns = [
    path("dossiers/", lists.DossierList.as_view(), name="dossier-list"),
    path("queue/", lists.Queue.as_view(), name="queue"),
]
