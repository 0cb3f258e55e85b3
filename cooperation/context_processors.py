"""What every template may know about the site itself."""

from django.conf import settings


def site(request):
    """The mode, for the banner of the demonstration."""
    return {"demonstration": settings.DEMONSTRATION}
