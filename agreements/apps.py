from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """The road to a signature and the text in force."""

    name = "agreements"
    verbose_name = _("Agreements")
