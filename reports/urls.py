"""Pages that read across. The home page is named plainly, `home`, since every application leads to it."""

from django.urls import path

from . import views

urlpatterns = [path("", views.home, name="home"), path("ages/", views.Ages.as_view(), name="ages")]
