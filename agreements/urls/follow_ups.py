"""What an office took on about a dossier, wherever that was agreed: under its number in the dossier."""

from django.urls import path

from agreements.views import follow_ups

urlpatterns = [
    path("done/", follow_ups.DoFollowUp.as_view(), name="follow-up-done"),
    path("confirm/", follow_ups.ConfirmFollowUp.as_view(), name="follow-up-confirm"),
    path("chase/", follow_ups.ChaseFollowUp.as_view(), name="follow-up-chase"),
]
