"""Pages of this application."""

app_name = "reports"

urlpatterns = []
