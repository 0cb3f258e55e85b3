from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from agreements.signals import status_changed
from cooperation.signals import holidays_changed, partners_merged


class AgreementsConfig(AppConfig):
    """The road to a signature and the text in force."""

    name = "agreements"
    verbose_name = _("Agreements")

    def ready(self):
        # Models exist only now; the import also registers the permissions of the table of moves.
        from agreements import basics, services
        from agreements.changes.writing import close_with_agreement
        from agreements.models.target import complete_targets

        post_migrate.connect(complete_targets, sender=self, dispatch_uid="agreements.complete_targets")
        status_changed.connect(close_with_agreement, dispatch_uid="agreements.close_with_agreement")
        partners_merged.connect(basics.note_merge, dispatch_uid="agreements.note_merge")
        holidays_changed.connect(services.recompute_clocks, dispatch_uid="agreements.recompute_clocks")
