"""Many dossiers ticked in a list: which they are, and what became of each."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from agreements.models import Dossier

#: Dossiers chosen at once; four pages of a list.
MOST = 100


def chosen_numbers(request):
    """`dossier` in the address, or in the form, names each chosen one. No number holds a null character."""
    data = request.POST if request.method == "POST" else request.GET
    return [number for number in data.getlist("dossier")[:MOST] if "\x00" not in number]


class Outcome:
    """What became of the dossiers that were chosen last, one row for each: number, heading, done, words.

    It stands before the view whose gates the page has.
    """

    heading = gettext_lazy("What became of each")
    #: Key in the session; the list they were chosen from, by name, and its words; the page to choose again.
    kept_as = back = back_label = again = ""

    def get(self, request):
        rows = request.session.get(self.kept_as)
        if rows is None:
            return redirect(self.back)
        numbers = [row["number"] for row in rows]
        shown = Dossier.objects.visible_to(request.user).filter(number__in=numbers)
        urls = {dossier.number: dossier.get_absolute_url() for dossier in shown}
        left = urlencode({"dossier": [row["number"] for row in rows if not row["done"]]}, doseq=True)
        context = self.get_context_data(
            view=self,
            lines=[row | {"url": urls.get(row["number"], "")} for row in rows],
            done=sum(row["done"] for row in rows),
            back=reverse(self.back),
            again=left and f"{reverse(self.again)}?{left}",
        )
        return render(request, "agreements/outcome.html", context)
