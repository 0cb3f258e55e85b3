"""Lists of dossiers, opening one, help."""

from django.urls import path

from agreements.views import assigning, chasing, help, lists, opening, queue, saved_views, targets

urlpatterns = [
    path("dossiers/", lists.DossierList.as_view(), name="dossier-list"),
    path("dossiers/new/", opening.DossierNew.as_view(), name="dossier-new"),
    path("dossiers/chase/", chasing.Chase.as_view(), name="chase"),
    path("dossiers/chased/", chasing.Chased.as_view(), name="chased"),
    path("dossiers/<str:number>/chase/", chasing.AnswerChase.as_view(), name="chase-answer"),
    path("dossiers/<str:number>/edit/", opening.DossierEdit.as_view(), name="dossier-edit"),
    path("dossiers/<str:number>/partner/", opening.DossierPartner.as_view(), name="dossier-partner"),
    path("queue/", queue.Queue.as_view(), name="queue"),
    path("queue/assign/", assigning.Assign.as_view(), name="queue-assign"),
    path("queue/assigned/", assigning.Assigned.as_view(), name="queue-assigned"),
    path("queue/columns/", saved_views.Columns.as_view(), name="queue-columns"),
    path("queue/views/", saved_views.ViewList.as_view(), name="view-list"),
    path("queue/views/add/", saved_views.ViewAdd.as_view(), name="view-add"),
    path("queue/views/<int:pk>/edit/", saved_views.ViewEdit.as_view(), name="view-edit"),
    path("queue/views/<int:pk>/delete/", saved_views.ViewDelete.as_view(), name="view-delete"),
    path("administration/targets/", targets.TargetList.as_view(), name="target-list"),
    path("administration/targets/<int:pk>/edit/", targets.TargetEdit.as_view(), name="target-edit"),
    path("help/", help.help_page, name="help"),
]
