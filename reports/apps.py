from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """What recurs after signing, and whatever reads across."""

    name = "reports"
    verbose_name = _("Reports")
