"""What pages share whose draft saves itself: with `X-Autosave` the answers are JSON."""

from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class DraftPage:
    """Beside a view with `page(form, status)`."""

    @property
    def autosaves(self):
        return "X-Autosave" in self.request.headers

    def saved_itself(self, version):
        saved = date_format(timezone.localtime(), "TIME_FORMAT")
        return JsonResponse({"version": version, "saved": saved})

    def refused(self, form):
        if self.autosaves:
            name, errors = next(iter(form.errors.items()))
            return JsonResponse({"message": f"{form[name].label}: {errors[0]}"}, status=422)
        return self.page(form, status=422)

    def told_of_both(self, conflict):
        """Other words were saved meanwhile: the page of both texts comes by the button."""
        ask = _("Press “Save draft” to see both texts.")
        return JsonResponse({"message": f"{conflict.message} {ask}"}, status=409)
