"""What an office took on about a dossier, wherever that was agreed."""

from django.urls import path

from agreements.views import follow_ups

_ONE = "dossiers/<str:number>/follow-ups/<int:pk>/"

urlpatterns = [
    path(f"{_ONE}done/", follow_ups.DoFollowUp.as_view(), name="follow-up-done"),
    path(f"{_ONE}confirm/", follow_ups.ConfirmFollowUp.as_view(), name="follow-up-confirm"),
    path(f"{_ONE}chase/", follow_ups.ChaseFollowUp.as_view(), name="follow-up-chase"),
]
