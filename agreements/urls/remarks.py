"""Remarks on the papers of a dossier."""

from django.urls import path

from agreements.views import remarks

_ONE = "dossiers/<str:number>/remarks/<int:pk>/"

urlpatterns = [
    path("dossiers/<str:number>/remarks/add/", remarks.AddRemark.as_view(), name="remark-add"),
    path(f"{_ONE}edit/", remarks.EditRemark.as_view(), name="remark-edit"),
    path(f"{_ONE}share/", remarks.ShareRemark.as_view(), name="remark-share"),
    path(f"{_ONE}withdraw/", remarks.WithdrawRemark.as_view(), name="remark-withdraw"),
    path(f"{_ONE}close/", remarks.CloseRemark.as_view(), name="remark-close"),
    path(f"{_ONE}reopen/", remarks.ReopenRemark.as_view(), name="remark-reopen"),
    path(f"{_ONE}answer/", remarks.AnswerRemark.as_view(), name="remark-answer"),
]
