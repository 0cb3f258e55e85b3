from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    """The foundation: people, offices, places, partners, working days, the transition engine."""

    name = "cooperation"
    verbose_name = _("Foundation")
