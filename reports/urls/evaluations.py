"""Evaluations: those of a dossier under its number; the list and the rubric stand beside."""

from django.urls import include, path

from reports.views import evaluating, evaluations, follow_ups, rubric

of_rubric = [
    path("", rubric.EditRubric.as_view(), name="edit"),
    path("<int:version>/", rubric.ReadRubric.as_view(), name="version"),
]

across = [
    path("evaluations/", evaluations.EvaluationList.as_view(), name="evaluation-list"),
    path("administration/rubric/", include((of_rubric, "rubric"))),
]

urlpatterns = [
    path("", evaluations.Evaluations.as_view(), name="evaluations"),
    path("ask/", evaluating.AskEvaluation.as_view(), name="evaluation-ask"),
    path("partner-view/", evaluating.RecordPartnerView.as_view(), name="partner-view"),
    path("<int:round>/follow-ups/add/", follow_ups.FollowUpEvaluation.as_view(), name="evaluation-follow-up"),
    path("<int:round>/print/", evaluations.PrintRound.as_view(), name="evaluation-print"),
    path("<int:round>/<str:author>/write/", evaluating.WriteEvaluation.as_view(), name="evaluation-write"),
    path("<int:round>/<str:author>/moves/<str:name>/", evaluating.MoveEvaluation.as_view(), name="evaluation-move"),
]
