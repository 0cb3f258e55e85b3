"""System checks of our own."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error
from django.db import connections


def demonstration_people_absent(app_configs, databases=None, **kwargs):
    """Everybody knows the password of the demonstration people: production never starts with them inside."""
    User = apps.get_model(settings.AUTH_USER_MODEL)
    found = []
    for alias in [] if settings.DEMONSTRATION else databases or []:
        if User._meta.db_table not in connections[alias].introspection.table_names():
            continue
        if User.objects.using(alias).filter(is_demonstration=True).exists():
            found.append(
                Error(
                    "Demonstration people, whose password is published, are in the production database.",
                    hint="Start production with a database of its own.",
                    id="cooperation.E001",
                )
            )
    return found
