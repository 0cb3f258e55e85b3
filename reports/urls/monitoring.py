"""Monitoring: the plan of visits, and below a dossier each one."""

from django.urls import path

from reports.views import monitoring

across = [
    path("monitoring/", monitoring.VisitList.as_view(), name="visit-list"),
    path("monitoring/plan/", monitoring.PlanVisits.as_view(), name="visits-plan"),
]

urlpatterns = [
    path("<int:pk>/", monitoring.MonitoringPage.as_view(), name="monitoring"),
    path("<int:pk>/move/", monitoring.MoveMonitoring.as_view(), name="monitoring-move"),
    path("<int:pk>/cancel/", monitoring.CancelMonitoring.as_view(), name="monitoring-cancel"),
    path("<int:pk>/findings/", monitoring.RecordMonitoring.as_view(), name="monitoring-record"),
    path("<int:pk>/send/", monitoring.SendMonitoring.as_view(), name="monitoring-send"),
    path("<int:pk>/follow-ups/add/", monitoring.FollowUpMonitoring.as_view(), name="monitoring-follow-up"),
]
