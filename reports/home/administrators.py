"""What waits for an administrator: partners to verify."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.enums import PartnerStatus
from cooperation.models import Partner

from .tasks import Task, Wanted, list_url


def of_administrators(user):
    if user.is_administrator:
        yield Wanted(
            "partners",
            _("Partners to verify"),
            Partner.objects.kept().filter(status=PartnerStatus.PROPOSED).order_by("pk"),
            partner_task,
            list_url("cooperation:partner-list", status=PartnerStatus.PROPOSED.value),
            read=Partner.objects.select_related("country", "proposed_by"),
        )


def partner_task(partner):
    sentence = _("%(office)s proposed this partner: verify it, or merge it with one in the list.")
    if partner.proposed_by is None:
        sentence = _("This partner was proposed: verify it, or merge it with one in the list.")
    return Task(
        heading=partner.name,
        subheading=str(partner.country or ""),
        sentence=sentence % {"office": partner.proposed_by},
        url=reverse("cooperation:partner", args=[partner.pk]),
        action=_("Examine the partner"),
    )
