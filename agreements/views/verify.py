"""Is this letter genuine? Public pages: they tell what stands on the letter of a code, and nothing else."""

import hashlib
import secrets

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View

from agreements.forms.verify import CodeForm, FileForm
from agreements.letters import codes
from agreements.models import Letter
from cooperation import throttle


@method_decorator(login_not_required, name="dispatch")
class PublicPage(View):
    """Counted per address; not kept by browsers, not found by search engines."""

    def dispatch(self, request, *args, **kwargs):
        if throttle.exceeded(request, "verify"):
            response = render(request, "agreements/verify_wait.html", status=429)
            response.headers["Retry-After"] = str(throttle.seconds_left())
        else:
            response = super().dispatch(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cache-Control"] = "no-store"
        return response

    def unknown(self, **context):
        """The same answer for every code that no letter bears."""
        throttle.missed(self.request, "verify")
        return render(self.request, "agreements/verify_unknown.html", context, status=404)


class EnterCode(PublicPage):
    def get(self, request):
        return render(request, "agreements/verify_code.html", {"form": CodeForm()})

    def post(self, request):
        form = CodeForm(request.POST)
        if form.is_valid():
            return HttpResponseRedirect(reverse("agreements:verify", args=[codes.grouped(form.cleaned_data["code"])]))
        return render(request, "agreements/verify_code.html", {"form": form}, status=422)


class Verify(PublicPage):
    """The page of the QR code."""

    def get(self, request, code):
        return self.answer(FileForm(), code)

    def post(self, request, code):
        """Compare a file on the server, for browsers without script. It is read once and dropped."""
        form = FileForm(request.POST, request.FILES)
        found = hash_of(form.cleaned_data["file"]) if form.is_valid() else ""
        return self.answer(form, code, found)

    def answer(self, form, code, found=""):
        code = codes.plain(code)
        if not codes.is_well_formed(code):
            mistyped = CodeForm({"code": code[:60]})
            return render(self.request, "agreements/verify_code.html", {"form": mistyped}, status=422)
        letter = Letter.objects.select_related("replaced_by").filter(code=code).first()
        if letter is None:
            return self.unknown(code=codes.grouped(code))
        concerns = letter.content["concerns"]
        context = {
            "letter": letter,
            "code": codes.grouped(code),
            "concerns": concerns[get_language() if get_language() in concerns else "id"],
            "form": form,
            "compared": bool(found),
            "same": secrets.compare_digest(found, letter.sha256),
        }
        return render(self.request, "agreements/verify.html", context, status=422 if form.errors else 200)


def hash_of(upload):
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()
