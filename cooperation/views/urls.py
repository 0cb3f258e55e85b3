"""Pages of the foundation: people, offices, places, partners, notices, profile, help."""

app_name = "cooperation"

urlpatterns = []
