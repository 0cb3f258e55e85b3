"""The papers of a dossier and what is recorded beside them."""

from django.urls import path

from agreements.views import activities, contacts, documents, papers, prerequisites, talks, versions

urlpatterns = [
    path("dossiers/<str:number>/papers/plan/activities/add/", activities.AddActivity.as_view(), name="activity-add"),
    path(
        "dossiers/<str:number>/papers/plan/activities/<int:pk>/",
        activities.EditActivity.as_view(),
        name="activity-edit",
    ),
    path(
        "dossiers/<str:number>/papers/plan/activities/<int:pk>/delete/",
        activities.DeleteActivity.as_view(),
        name="activity-delete",
    ),
    path("dossiers/<str:number>/papers/<str:kind>/", papers.EditPaper.as_view(), name="paper"),
    path("dossiers/<str:number>/papers/<str:kind>/check/", papers.CheckPaper.as_view(), name="paper-check"),
    path("dossiers/<str:number>/papers/<str:kind>/conflict/", papers.ResolveConflict.as_view(), name="paper-conflict"),
    path("dossiers/<str:number>/papers/<str:kind>/<int:version>/", versions.ReadPaper.as_view(), name="paper-version"),
    path(
        "dossiers/<str:number>/papers/<str:kind>/<int:version>/print/",
        versions.PrintPaper.as_view(),
        name="paper-print",
    ),
    path("dossiers/<str:number>/prerequisites/", prerequisites.Prerequisites.as_view(), name="prerequisites"),
    path("dossiers/<str:number>/contacts/add/", contacts.AddContact.as_view(), name="contact-add"),
    path("dossiers/<str:number>/contacts/<int:pk>/", contacts.EditContact.as_view(), name="contact-edit"),
    path("dossiers/<str:number>/talks/add/", talks.AddTalks.as_view(), name="talks-add"),
    path("dossiers/<str:number>/talks/<int:pk>/", talks.EditTalks.as_view(), name="talks-edit"),
    path("dossiers/<str:number>/documents/add/", documents.AddDocument.as_view(), name="document-add"),
    path("dossiers/<str:number>/documents/<uuid:pk>/", documents.Download.as_view(), name="document"),
]
