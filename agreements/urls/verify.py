"""Public pages about issued letters."""

from django.urls import path

from agreements.views import verify

urlpatterns = [
    path("verify/", verify.EnterCode.as_view(), name="verify-code"),
    path("verify/<str:code>/", verify.Verify.as_view(), name="verify"),
]
