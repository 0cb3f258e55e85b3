"""Addresses of the road to a signature. Everything about one dossier hangs under its number."""

from django.urls import include, path

from . import changes, dossier, follow_ups, letters, lists, meetings, papers, register, remarks, verify

app_name = "agreements"

of_dossiers = [
    *dossier.urlpatterns,
    *papers.beside,
    path("papers/", include(papers.urlpatterns)),
    path("remarks/", include(remarks.urlpatterns)),
    path("letters/", include(letters.urlpatterns)),
    path("meetings/", include(meetings.urlpatterns)),
    path("follow-ups/<int:pk>/", include(follow_ups.urlpatterns)),
    path("changes/", include(changes.urlpatterns)),
]

urlpatterns = [
    *lists.urlpatterns,
    *changes.across,
    path("dossiers/<str:number>/", include(of_dossiers)),
    path("meetings/", include(meetings.across)),
    path("register/", include(register.urlpatterns)),
    path("administration/letters/", include(letters.templates)),
    path("verify/", include(verify.urlpatterns)),
]
