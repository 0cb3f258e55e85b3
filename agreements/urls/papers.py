"""The papers of a dossier and what is recorded beside them."""

from django.urls import path

from agreements.views import activities, contacts, documents, papers, prerequisites, talks, versions

urlpatterns = [
    path("plan/activities/add/", activities.AddActivity.as_view(), name="activity-add"),
    path("plan/activities/<int:pk>/", activities.EditActivity.as_view(), name="activity-edit"),
    path("plan/activities/<int:pk>/delete/", activities.DeleteActivity.as_view(), name="activity-delete"),
    path("<str:kind>/", papers.EditPaper.as_view(), name="paper"),
    path("<str:kind>/check/", papers.CheckPaper.as_view(), name="paper-check"),
    path("<str:kind>/conflict/", papers.ResolveConflict.as_view(), name="paper-conflict"),
    path("<str:kind>/<int:version>/", versions.ReadPaper.as_view(), name="paper-version"),
    path("<str:kind>/<int:version>/print/", versions.PrintPaper.as_view(), name="paper-print"),
]

beside = [
    path("prerequisites/", prerequisites.Prerequisites.as_view(), name="prerequisites"),
    path("contacts/add/", contacts.AddContact.as_view(), name="contact-add"),
    path("contacts/<int:pk>/", contacts.EditContact.as_view(), name="contact-edit"),
    path("talks/add/", talks.AddTalks.as_view(), name="talks-add"),
    path("talks/<int:pk>/", talks.EditTalks.as_view(), name="talks-edit"),
    path("documents/add/", documents.AddDocument.as_view(), name="document-add"),
    path("documents/<uuid:pk>/", documents.Download.as_view(), name="document"),
]
