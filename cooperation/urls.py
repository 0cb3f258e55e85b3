"""Root addresses. Upper applications are named as strings only, so that imports run one way."""

from django.urls import include, path

from cooperation.views.health import healthz
from cooperation.views.profile import OwnAddress, choose_language

handler400 = "cooperation.views.errors.bad_request"
handler403 = "cooperation.views.errors.forbidden"
handler404 = "cooperation.views.errors.not_found"
handler500 = "cooperation.views.errors.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", choose_language, name="set_language"),
    path("accounts/email/", OwnAddress.as_view(), name="account_email"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("cooperation.views.urls")),
    path("", include("agreements.urls")),
    path("", include("reports.urls")),
]
