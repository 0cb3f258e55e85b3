"""Yearly reports and holds: a list of all, and below a dossier the report of each year."""

from django.urls import path

from reports.views import holds, reports

across = [
    path("reports/", reports.ReportList.as_view(), name="report-list"),
    path("holds/", holds.HoldList.as_view(), name="hold-list"),
    path("holds/<int:pk>/lift/", holds.LiftHold.as_view(), name="hold-lift"),
]

urlpatterns = [
    path("<int:year>/", reports.ReportPage.as_view(), name="report"),
    path("<int:year>/write/", reports.EditReport.as_view(), name="report-edit"),
    path("<int:year>/moves/<str:name>/", reports.MoveReport.as_view(), name="report-move"),
]
