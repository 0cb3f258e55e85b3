"""Lists of dossiers, opening one, the queue of a desk, help."""

from django.urls import include, path

from agreements.views import assigning, chasing, help, lists, opening, queue, saved_views, targets

of_queue = [
    path("", queue.Queue.as_view(), name="queue"),
    path("assign/", assigning.Assign.as_view(), name="queue-assign"),
    path("assigned/", assigning.Assigned.as_view(), name="queue-assigned"),
    path("columns/", saved_views.Columns.as_view(), name="queue-columns"),
    path("views/", saved_views.ViewList.as_view(), name="view-list"),
    path("views/add/", saved_views.ViewAdd.as_view(), name="view-add"),
    path("views/<int:pk>/edit/", saved_views.ViewEdit.as_view(), name="view-edit"),
    path("views/<int:pk>/delete/", saved_views.ViewDelete.as_view(), name="view-delete"),
]

urlpatterns = [
    path("dossiers/", lists.DossierList.as_view(), name="dossier-list"),
    path("dossiers/new/", opening.DossierNew.as_view(), name="dossier-new"),
    path("dossiers/chase/", chasing.Chase.as_view(), name="chase"),
    path("dossiers/chased/", chasing.Chased.as_view(), name="chased"),
    path("queue/", include(of_queue)),
    path("administration/targets/", targets.TargetList.as_view(), name="target-list"),
    path("administration/targets/<int:pk>/edit/", targets.TargetEdit.as_view(), name="target-edit"),
    path("help/", help.help_page, name="help"),
]
