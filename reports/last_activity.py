"""The day of the last activity of an agreement in force, kept on its dossier so that an index finds the dormant ones.

Activities carried out, by the log of the yearly plans, and contacts with the partner count; an activity moved or
dropped does not. Before the first of them it is the day on which the agreement came in force: of one taken over from
the register the day it took effect or was signed, or where nobody knows that, the day it was taken over.
"""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Greatest, TruncDate

from agreements.enums import Status
from agreements.models import AgreementSigning, Contact, Dossier
from cooperation.working_days import JAKARTA
from reports.enums import LogKind
from reports.models import ActivityLog


def follow(dossiers):
    """Work it out anew for these dossiers, in one query; returns how many they are."""
    done = ActivityLog.objects.counted().filter(kind=LogKind.DONE, activity__plan__dossier=OuterRef("pk"))
    days = (done.order_by("-on").values("on"), _newest(Contact, "held_on"), _newest(AgreementSigning, "effective_on"))
    came = TruncDate("status_since", tzinfo=JAKARTA)
    return dossiers.update(last_activity_on=Greatest(came, *(Subquery(day[:1]) for day in days)))


def _newest(model, day):
    rows = model.objects.filter(dossier=OuterRef("pk")).exclude(**{day: None})
    return rows.order_by(f"-{day}").values(day)


def follow_missing():
    """Those in force for which nobody has worked it out: taken over from the register, or older than this column."""
    missing = Dossier.objects.filter(status=Status.IN_FORCE, last_activity_on=None)
    return follow(missing) if missing.exists() else 0
