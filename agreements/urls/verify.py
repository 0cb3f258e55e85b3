"""Public pages about issued letters."""

from django.urls import path

from agreements.views import verify

urlpatterns = [
    path("", verify.EnterCode.as_view(), name="verify-code"),
    path("<str:code>/", verify.Verify.as_view(), name="verify"),
]
