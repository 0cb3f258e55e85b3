"""Remarks on the papers of a dossier."""

from django.urls import include, path

from agreements.views import remarks

of_one = [
    path("edit/", remarks.EditRemark.as_view(), name="remark-edit"),
    path("share/", remarks.ShareRemark.as_view(), name="remark-share"),
    path("withdraw/", remarks.WithdrawRemark.as_view(), name="remark-withdraw"),
    path("close/", remarks.CloseRemark.as_view(), name="remark-close"),
    path("reopen/", remarks.ReopenRemark.as_view(), name="remark-reopen"),
    path("answer/", remarks.AnswerRemark.as_view(), name="remark-answer"),
]

urlpatterns = [
    path("add/", remarks.AddRemark.as_view(), name="remark-add"),
    path("<int:pk>/", include(of_one)),
]
