"""Pages of this application."""

app_name = "agreements"

urlpatterns = []
