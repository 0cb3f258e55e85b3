"""Meetings, what each decided on a dossier, and what offices took on there."""

from django.urls import path

from agreements.views.meetings import follow_ups, holding, pages, planning

urlpatterns = [
    path("meetings/", pages.MeetingList.as_view(), name="meeting-list"),
    path("meetings/new/", planning.ConveneMeeting.as_view(), name="meeting-new"),
    path("meetings/<int:pk>/", pages.MeetingPage.as_view(), name="meeting"),
    path("meetings/<int:pk>/calendar.ics", pages.MeetingCalendar.as_view(), name="meeting-calendar"),
    path("meetings/<int:pk>/change/", planning.ChangeMeeting.as_view(), name="meeting-change"),
    path("meetings/<int:pk>/cancel/", planning.CancelMeeting.as_view(), name="meeting-cancel"),
    path("meetings/<int:pk>/letters/", planning.IssueLetters.as_view(), name="meeting-letters"),
    path("meetings/<int:pk>/attendance/", holding.RecordAttendance.as_view(), name="meeting-attendance"),
    path("dossiers/<str:number>/meetings/add/", holding.AddMeeting.as_view(), name="meeting-add"),
    path("dossiers/<str:number>/meetings/<int:pk>/outcome/", holding.RecordOutcome.as_view(), name="meeting-outcome"),
    path("dossiers/<str:number>/meetings/<int:pk>/minutes/", holding.WriteMinutes.as_view(), name="meeting-minutes"),
    path(
        "dossiers/<str:number>/meetings/<int:pk>/minutes/print/",
        pages.PrintMinutes.as_view(),
        name="meeting-minutes-print",
    ),
    path(
        "dossiers/<str:number>/meetings/<int:pk>/minutes/signed/",
        holding.KeepSignedMinutes.as_view(),
        name="meeting-minutes-signed",
    ),
    path(
        "dossiers/<str:number>/meetings/<int:pk>/follow-ups/add/",
        follow_ups.AddFollowUp.as_view(),
        name="follow-up-add",
    ),
]
