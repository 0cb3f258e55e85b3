"""Pages that read across. The home page is named plainly, `home`, since every application leads to it."""

from django.urls import path

from reports.views.ages import Ages
from reports.views.feed import CalendarFile, CalendarPage
from reports.views.home import home

from . import yearly

urlpatterns = [
    path("", home, name="home"),
    path("ages/", Ages.as_view(), name="ages"),
    path("calendar/", CalendarPage.as_view(), name="calendar"),
    path("calendar/<str:code>.ics", CalendarFile.as_view(), name="calendar-feed"),
    *yearly.urlpatterns,
]
