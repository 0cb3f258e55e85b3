"""Refusals and failures, each a page that says what is wrong and where to go."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cooperation.exceptions import Conflict


class ConflictMiddleware:
    """Answers ``Conflict``, raised anywhere under a view, with 409 and its page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return conflict(request, exception) if isinstance(exception, Conflict) else None


def conflict(request, exception):
    context = {"message": exception.message, **exception.context}
    return render(request, "409.html", context, status=409)


@login_not_required
def forbidden(request, exception):
    """``PermissionDenied`` may carry a reason for the reader, as text or as the guards' messages."""
    return render(request, "403.html", {"reasons": exception.args}, status=403)


@login_not_required
def csrf_failure(request, reason=""):
    message = _("The form was open too long or came from another site. Go back, reload and send it again.")
    return render(request, "403.html", {"reasons": [message], "form_is_stale": True}, status=403)


@login_not_required
def not_found(request, exception):
    return render(request, "404.html", status=404)


@login_not_required
def bad_request(request, exception):
    """Refused before anybody knew who asks: the page must not need the reader."""
    return bare("400.html", 400)


@login_not_required
def server_error(request):
    """The page must not need the database, the session or the reader: one of them may have failed."""
    return bare("500.html", 500)


def bare(template, status):
    """A page made without the request; that this is a demonstration it says nevertheless."""
    return HttpResponse(render_to_string(template, {"demonstration": settings.DEMONSTRATION}), status=status)
