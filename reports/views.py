"""The home page."""

from django.shortcuts import render

from .queries import numbers_for, sections_for


def home(request):
    user = request.user
    context = {
        "sections": sections_for(user),
        "numbers": numbers_for(user),
        "may_open": user.has_perm("agreements.open_dossier"),
        "is_administrator": user.is_administrator,
    }
    return render(request, "reports/home.html", context)
