"""Meetings, and what each dossier of one is about."""

from django.urls import path

from agreements.views.meetings import holding

urlpatterns = [
    path("dossiers/<str:number>/meetings/add/", holding.AddMeeting.as_view(), name="meeting-add"),
]
