from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from agreements.signals import contact_recorded, day_began, status_changed, term_changed


class ReportsConfig(AppConfig):
    """What recurs after signing, and whatever reads across."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self):
        # Models exist only now; the import also registers the permissions of the table of moves. The tabs and the words
        # of history stand on the dossier page, which knows nothing of this application.
        from agreements.enums import DocumentKind
        from agreements.forms.filters import add_clock
        from agreements.history import CHOICES, OF_FOLLOWERS, WORDS
        from agreements.readers import READS
        from agreements.running import add_source
        from agreements.tabs import add_tab
        from agreements.waiting import add_source as add_waiting
        from reports import receivers, running, services, words  # noqa: F401
        from reports.enums import Outcome
        from reports.home.of_dossier import of_dossier
        from reports.monitoring.reading import reads_file
        from reports.words import EVALUATIONS, HISTORY, IMPLEMENTATION, TIMELINE, UNPLANNED

        WORDS.update(HISTORY)
        CHOICES["concluded"] = Outcome
        OF_FOLLOWERS.update(words.OF_FOLLOWERS)
        READS[DocumentKind.MONITORING] = reads_file
        add_clock(*UNPLANNED)
        add_source(running.of_dossier)
        add_waiting(of_dossier)
        add_tab(IMPLEMENTATION)
        add_tab(EVALUATIONS)
        add_tab(TIMELINE)
        status_changed.connect(receivers.follow_term, dispatch_uid="reports.follow_term")
        term_changed.connect(receivers.follow_extension, dispatch_uid="reports.follow_extension")
        contact_recorded.connect(receivers.follow_activity, dispatch_uid="reports.follow_activity")
        day_began.connect(receivers.daily, dispatch_uid="reports.daily")
