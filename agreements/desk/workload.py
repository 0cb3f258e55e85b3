"""Who can hold a dossier at a desk, and what lies on the desk of each."""

from django.db.models.functions import Coalesce
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext

from agreements.enums import Turn
from agreements.models import Dossier
from agreements.models.expressions import how_many
from agreements.turns import WAITING
from cooperation.enums import Role
from cooperation.models import Office, User
from cooperation.working_days import clock_end, today

#: Working days within which a dossier is due soon.
SOON = 5

#: Whose turn is the work of a holder.
TURNS = {"reviewer": Turn.MINISTRY, "governor_officer": Turn.PROVINCE}


def reviewers():
    """Those of the ministry."""
    return User.objects.of_home_affairs(Role.REVIEWER)


def officers_of(province):
    """People of the government of a province."""
    return User.objects.holding(Role.OFFICER, Role.HEAD, offices=Office.objects.filter(region=province))


def laden(people, holder):
    """Each with how many dossiers wait for them, how many are overdue or due soon. The least laden come first.

    `holder` is the field of the dossier that names them.
    """
    held = Dossier.objects.filter(status__in=WAITING[TURNS[holder]])

    def number(dossiers):
        return Coalesce(how_many(dossiers, holder), 0)

    soon = held.filter(due_on__range=(today(), clock_end(today(), SOON)))
    people = people.annotate(held=number(held), overdue=number(held.overdue()), soon=number(soon))
    return people.order_by("held", "name")


def with_load(person):
    """`Siti · 12 open · 3 overdue`, the figures in words and colour."""
    figures = [
        ("grey", ngettext("%(n)s open", "%(n)s open", person.held) % {"n": person.held}),
        ("red", person.overdue and ngettext("%(n)s overdue", "%(n)s overdue", person.overdue) % {"n": person.overdue}),
        (
            "amber",
            person.soon
            and ngettext(
                "%(n)s due within %(days)s working days", "%(n)s due within %(days)s working days", person.soon
            )
            % {"n": person.soon, "days": SOON},
        ),
    ]
    shown = format_html_join(
        " ", '<span class="badge tone-{}">{}</span>', ((tone, words) for tone, words in figures if words)
    )
    return format_html("{} {}", person, shown)
