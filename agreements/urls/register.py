"""The register of agreements."""

from django.urls import path

from agreements.views import register

urlpatterns = [
    path("", register.Register.as_view(), name="register"),
    path("print/", register.PrintRegister.as_view(), name="register-print"),
]
