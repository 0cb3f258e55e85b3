"""Meetings; below a dossier what each decided on it, and what offices took on there."""

from django.urls import include, path

from agreements.views.meetings import follow_ups, holding, pages, planning

of_one = [
    path("", pages.MeetingPage.as_view(), name="meeting"),
    path("calendar.ics", pages.MeetingCalendar.as_view(), name="meeting-calendar"),
    path("change/", planning.ChangeMeeting.as_view(), name="meeting-change"),
    path("cancel/", planning.CancelMeeting.as_view(), name="meeting-cancel"),
    path("letters/", planning.IssueLetters.as_view(), name="meeting-letters"),
    path("attendance/", holding.RecordAttendance.as_view(), name="meeting-attendance"),
]

across = [
    path("", pages.MeetingList.as_view(), name="meeting-list"),
    path("new/", planning.ConveneMeeting.as_view(), name="meeting-new"),
    path("<int:pk>/", include(of_one)),
]

urlpatterns = [
    path("add/", holding.AddMeeting.as_view(), name="meeting-add"),
    path("<int:pk>/outcome/", holding.RecordOutcome.as_view(), name="meeting-outcome"),
    path("<int:pk>/minutes/", holding.WriteMinutes.as_view(), name="meeting-minutes"),
    path("<int:pk>/minutes/print/", pages.PrintMinutes.as_view(), name="meeting-minutes-print"),
    path("<int:pk>/minutes/signed/", holding.KeepSignedMinutes.as_view(), name="meeting-minutes-signed"),
    path("<int:pk>/follow-ups/add/", follow_ups.AddFollowUp.as_view(), name="follow-up-add"),
]
