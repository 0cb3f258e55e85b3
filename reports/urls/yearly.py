"""Yearly reports and holds."""

from django.urls import path

from reports.views import holds, reports

urlpatterns = [
    path("reports/", reports.ReportList.as_view(), name="report-list"),
    path("holds/", holds.HoldList.as_view(), name="hold-list"),
    path("holds/<int:pk>/lift/", holds.LiftHold.as_view(), name="hold-lift"),
    path("dossiers/<str:number>/reports/<int:year>/", reports.ReportPage.as_view(), name="report"),
    path("dossiers/<str:number>/reports/<int:year>/write/", reports.EditReport.as_view(), name="report-edit"),
    path(
        "dossiers/<str:number>/reports/<int:year>/moves/<str:name>/", reports.MoveReport.as_view(), name="report-move"
    ),
]
