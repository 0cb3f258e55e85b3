"""Yearly plans, their log, indicators, what follows a report: under the number of the dossier."""

from django.urls import path

from reports.views import follow_ups, implementation, indicators, log, notes, plans

urlpatterns = [
    path("", implementation.Implementation.as_view(), name="implementation"),
    path("<int:year>/", implementation.PlanPage.as_view(), name="plan"),
    path("<int:year>/print/", implementation.PrintPlan.as_view(), name="plan-print"),
    path("<int:year>/begin/", plans.BeginPlan.as_view(), name="plan-begin"),
    path("<int:year>/agree/", plans.AgreePlan.as_view(), name="plan-agree"),
    path("<int:year>/note/", notes.AddNote.as_view(), name="note-add"),
    path("<int:year>/activities/add/", plans.AddActivity.as_view(), name="activity-add"),
    path("<int:year>/activities/<int:pk>/", plans.EditActivity.as_view(), name="activity-edit"),
    path("<int:year>/activities/<int:pk>/delete/", plans.DeleteActivity.as_view(), name="activity-delete"),
    path("<int:year>/activities/<int:pk>/log/", log.LogActivity.as_view(), name="activity-log"),
    path("<int:year>/log/<int:pk>/correct/", log.CorrectLog.as_view(), name="log-correct"),
    path("<int:year>/log/<int:pk>/files/", log.AddFiles.as_view(), name="log-files"),
    path("<int:year>/follow-ups/add/", follow_ups.FollowUpReport.as_view(), name="report-follow-up"),
    path("indicators/add/", indicators.AddIndicator.as_view(), name="indicator-add"),
    path("indicators/<int:pk>/", indicators.EditIndicator.as_view(), name="indicator-edit"),
    path("indicators/<int:pk>/<int:year>/", indicators.Measure.as_view(), name="indicator-value"),
]
