"""Pages that read across, and what recurs after signing. The home page is named plainly, `home`."""

from django.urls import include, path

from reports.views.ages import Ages, AgesFile
from reports.views.feed import CalendarFile, CalendarPage
from reports.views.follow_ups import FollowUpList
from reports.views.home import home
from reports.views.timeline import Timeline

from . import evaluations, monitoring, plans, yearly

of_dossiers = [
    path("timeline/", Timeline.as_view(), name="timeline"),
    path("implementation/", include(plans.urlpatterns)),
    path("evaluations/", include(evaluations.urlpatterns)),
    path("monitoring/", include(monitoring.urlpatterns)),
]

urlpatterns = [
    path("", home, name="home"),
    path("ages/", Ages.as_view(), name="ages"),
    path("ages/ages.csv", AgesFile.as_view(), name="ages-file"),
    path("calendar/", CalendarPage.as_view(), name="calendar"),
    path("calendar/<str:code>.ics", CalendarFile.as_view(), name="calendar-feed"),
    path("follow-ups/", FollowUpList.as_view(), name="follow-up-list"),
    *yearly.across,
    *evaluations.across,
    *monitoring.across,
    path("dossiers/<str:number>/reports/", include(yearly.urlpatterns)),
    path("dossiers/<str:number>/", include((of_dossiers, "reports"))),
]
