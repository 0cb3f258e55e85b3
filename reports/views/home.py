"""The home page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.home import numbers_for, sections_for


@require_safe
def home(request):
    user = request.user
    context = {
        "sections": sections_for(user),
        "numbers": numbers_for(user),
        "may_open": user.has_perm("agreements.open_dossier"),
        "is_administrator": user.is_administrator,
    }
    return render(request, "reports/home.html", context)
