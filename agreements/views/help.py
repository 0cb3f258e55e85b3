"""How it works, from the table the program runs on. Public: it tells how to sign in, too."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements import documentation
from agreements.lifecycle.clocks import INTENT_WARNINGS, lengths


@login_not_required
@require_safe
def help_page(request):
    days = lengths()
    context = {
        "stages": documentation.stages(),
        "statuses": documentation.statuses(days),
        "beside": documentation.beside(),
        "changes": documentation.changes(),
        "clocks": documentation.clocks(days),
        "warnings": ", ".join(str(days) for days in INTENT_WARNINGS),
        "glossary": documentation.GLOSSARY,
    }
    return render(request, "agreements/help.html", context)
