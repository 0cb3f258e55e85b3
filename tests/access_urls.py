"""The addresses of the site with bare refusals: the access table asks thousands of them, and for their status only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse

from cooperation.urls import urlpatterns

__all__ = ["handler403", "handler404", "urlpatterns"]


@login_not_required
def handler403(request, exception):
    return HttpResponse(status=403)


@login_not_required
def handler404(request, exception):
    return HttpResponse(status=404)
