"""What happens around every view: what is let in, the reader's language and zone, and one POST, one record."""

import uuid
import zoneinfo

from django.db import IntegrityError, transaction
from django.http import (
    Http404,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    UnreadablePostError,
)
from django.utils import timezone, translation

from cooperation.models import SubmissionKey

METHODS = ("GET", "HEAD", "OPTIONS", "POST")


class RequestMiddleware:
    """Refuses what no page of this site sends: another method, an address with a sign no database can hold."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            # Generic views would take a PUT for a POST.
            return HttpResponseNotAllowed(METHODS)
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)


class PersonMiddleware:
    """Pages in the person's own language and time zone. No browser keeps them, for computers are shared."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        with translation.override(user.language), timezone.override(zoneinfo.ZoneInfo(user.time_zone)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers["Content-Language"] = user.language
            response.headers.setdefault(
                "Cache-Control", "private, no-cache" if has_form(response) else "private, no-store"
            )
            return response


def has_form(response):
    """Whoever goes back to a form and sends it again must find it with its key: that still makes one record."""
    return not response.streaming and b'name="idempotency_key"' in response.content


class IdempotencyMiddleware:
    """The same form sent twice makes one record and leads to the same page.

    A form carries `idempotency_key`. The key is inserted first: a second request with it waits on the
    unique index until the first one is done, then follows it. What was refused frees its key again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            key = self.key_of(request)
        except UnreadablePostError:
            # The upload was cut: nobody waits for the answer, and nothing was changed.
            return HttpResponseBadRequest()
        if key is None:
            return self.get_response(request)
        with transaction.atomic():
            try:
                with transaction.atomic():
                    SubmissionKey.objects.create(key=key, user=request.user, path=request.path[:300])
            except IntegrityError:
                return self.follow(request, key)
            response = self.get_response(request)
            used = SubmissionKey.objects.filter(pk=key)
            if 300 <= response.status_code < 400:
                used.update(result_url=response.headers["Location"][:500])
            else:
                used.delete()
            return response

    @staticmethod
    def key_of(request):
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        try:
            return uuid.UUID(request.POST.get("idempotency_key", ""))
        except ValueError:
            return None

    def follow(self, request, key):
        first = SubmissionKey.objects.filter(pk=key, user=request.user, path=request.path).first()
        if first is None:
            # Somebody else's key, or another form's: it says nothing about this request.
            return self.get_response(request)
        return HttpResponseRedirect(first.result_url or request.path)
