"""Extensions and amendments of agreements in force: a list of all, and below a dossier its own."""

from django.urls import include, path

from agreements.views import change_writing, changes

across = [
    path("changes/", changes.ChangeList.as_view(), name="change-list"),
]

of_one = [
    path("", changes.ChangePage.as_view(), name="change"),
    path("edit/", change_writing.EditChange.as_view(), name="change-edit"),
    path("settle/", change_writing.SettleChange.as_view(), name="change-settle"),
    path("print/", changes.PrintChange.as_view(), name="change-print"),
    path("moves/<str:name>/", change_writing.MoveChange.as_view(), name="change-move"),
]

urlpatterns = [
    path("", changes.DossierChanges.as_view(), name="dossier-changes"),
    path("begin/<str:kind>/", change_writing.BeginChange.as_view(), name="change-begin"),
    path("<int:serial>/", include(of_one)),
]
