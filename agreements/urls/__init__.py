"""Addresses of the road to a signature. Everything about one dossier hangs under its number."""

from . import changes, dossier, follow_ups, letters, lists, meetings, papers, register, remarks, verify

app_name = "agreements"

urlpatterns = [
    *lists.urlpatterns,
    *register.urlpatterns,
    *meetings.urlpatterns,
    *follow_ups.urlpatterns,
    *letters.urlpatterns,
    *papers.urlpatterns,
    *remarks.urlpatterns,
    *changes.urlpatterns,
    *dossier.urlpatterns,
    *verify.urlpatterns,
]
