"""What waits for Kemlu and the technical ministries."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import Turn
from agreements.models import Opinion, TalkRound
from agreements.models.expressions import how_many
from agreements.opinions.questions import advising_offices, open_opinions
from agreements.turns import WAITING
from cooperation.enums import OfficeKind

from .tasks import Wanted, about, list_url, move_url, visible


def of_consulted(user):
    if not advising_offices(user):
        return
    yield Wanted(
        "opinions",
        _("Opinions to give"),
        open_opinions(user).order_by("due_on", "pk"),
        opinion_task,
        list_url("agreements:queue", tab="opinions"),
        read=Opinion.objects.all(),
    )
    if any(held.office.kind == OfficeKind.FOREIGN_AFFAIRS for held in user.current_memberships):
        yield Wanted(
            "talks",
            _("Talks with the partner"),
            visible(user).filter(status__in=WAITING[Turn.KEMLU]),
            talks_task,
            list_url("agreements:queue", tab="talks"),
            beside={"rounds": how_many(TalkRound.objects.all())},
        )


def opinion_task(opinion):
    return about(
        opinion.dossier,
        _("You were asked: %(question)s") % {"question": Truncator(opinion.question).chars(200)},
        url=move_url(opinion.dossier, "give_opinion"),
        action=_("Give your opinion"),
        due_on=opinion.due_on,
    )


def talks_task(dossier):
    sentence = _("Record the first round of talks with the partner.")
    if dossier.rounds:
        words = ngettext(
            "%(count)s round is recorded: record the next one, or the confirmation letter.",
            "%(count)s rounds are recorded: record the next one, or the confirmation letter.",
            dossier.rounds,
        )
        sentence = words % {"count": dossier.rounds}
    url = reverse("agreements:talks-add", args=[dossier.number])
    return about(dossier, sentence, url=url, action=_("Record a round of talks"))
