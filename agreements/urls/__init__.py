"""Addresses of the road to a signature. Everything about one dossier hangs under its number."""

from . import dossier, lists, meetings, papers, remarks

app_name = "agreements"

urlpatterns = [
    *lists.urlpatterns,
    *meetings.urlpatterns,
    *papers.urlpatterns,
    *remarks.urlpatterns,
    *dossier.urlpatterns,
]
