from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from cooperation.checks import demonstration_people_absent
from cooperation.translations import compile_catalogues


class CooperationConfig(AppConfig):
    """The foundation: people, offices, places, partners, working days, the transition engine."""

    name = "cooperation"
    verbose_name = _("Foundation")

    def ready(self):
        register(demonstration_people_absent, Tags.database, deploy=True)
        compile_catalogues()
