"""Extensions and amendments of agreements in force."""

from django.urls import path

from agreements.views import change_writing, changes

_ONE = "dossiers/<str:number>/changes/<int:serial>/"

urlpatterns = [
    path("changes/", changes.ChangeList.as_view(), name="change-list"),
    path("dossiers/<str:number>/changes/", changes.DossierChanges.as_view(), name="dossier-changes"),
    path("dossiers/<str:number>/changes/begin/<str:kind>/", change_writing.BeginChange.as_view(), name="change-begin"),
    path(_ONE, changes.ChangePage.as_view(), name="change"),
    path(f"{_ONE}edit/", change_writing.EditChange.as_view(), name="change-edit"),
    path(f"{_ONE}settle/", change_writing.SettleChange.as_view(), name="change-settle"),
    path(f"{_ONE}print/", changes.PrintChange.as_view(), name="change-print"),
    path(f"{_ONE}moves/<str:name>/", change_writing.MoveChange.as_view(), name="change-move"),
]
