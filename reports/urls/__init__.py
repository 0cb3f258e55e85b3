"""Pages that read across. The home page is named plainly, `home`, since every application leads to it."""

from django.urls import path

from reports.views.ages import Ages
from reports.views.home import home

from . import yearly

urlpatterns = [
    path("", home, name="home"),
    path("ages/", Ages.as_view(), name="ages"),
    *yearly.urlpatterns,
]
