"""Tags and filters of the look: icons, clocks in words, dates with precision, amounts, form tokens."""

import uuid
from functools import cache

from django import template
from django.conf import settings
from django.forms.utils import flatatt
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cooperation.enums import Precision
from cooperation.models import Membership

register = template.Library()
#: `<input{{ option.attrs|attributes }}>`
register.filter("attributes", flatatt)

#: Working days from which a clock is shown as urgent.
URGENT_DAYS = 5

#: Colour of a status, by its value: blue = the region works, violet = waiting for others, amber = mend
#: something, green = achieved, red = refused, grey = over or resting.
TONES = {
    "blue": "planned initiated exploring studying responded intent_signed council_approved drafting approved running "
    "draft",
    "violet": "awaiting_response at_council plan_at_governor draft_at_governor verifying discussing negotiating "
    "submitted forwarded ministry_to_do",
    "amber": "plan_revision suspended proposed paused returned conditions open urgent changes postponed moved "
    "unplanned region_to_do",
    "green": "confirmed signed in_force verified complete accepted support met done answered held agreed sent "
    "registered given",
    "red": "rejected late object failed",
    "grey": "stopped ended expired no_comment cancelled dropped",
}
TONE_OF = {value: tone for tone, values in TONES.items() for value in values.split()}


@register.simple_tag
@cache
def icon(name, css=""):
    """`{% icon "send" %}`: a picture from the sprite, hidden from screen readers; words stand beside it.

    It is the same while the site runs, and a page shows dozens of them.
    """
    sprite = static("vendor/icons.svg")
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite, name)


@register.simple_block_tag
def capture(content):
    """`{% capture as menu %}…{% endcapture %}`: drawn once; `{{ menu }}` shows it wherever the page needs it."""
    return content


@register.filter
def tone(value):
    """Colour name of a stored status value; grey where it has none."""
    return TONE_OF.get(str(value), "grey")


@register.simple_tag
def idempotency_key():
    """A fresh key: the form sent twice makes one record (see `IdempotencyMiddleware`)."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', uuid.uuid4())


@register.simple_tag(takes_context=True)
def post_tokens(context):
    """CSRF token and idempotency key together, also inside `include ... only`."""
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(context.request))
    return token + idempotency_key()


@register.simple_tag
def help_desk():
    """Who helps: `name` and `email` (may be empty). From the settings, so that the 500 page can say it."""
    return {"name": settings.HELP_DESK, "email": settings.HELP_DESK_EMAIL}


@register.simple_tag
def demonstration_password():
    return settings.DEMONSTRATION_PASSWORD if settings.DEMONSTRATION else ""


@register.simple_tag
def demonstration_seats():
    """Assignments of the demonstration people, for one-press sign-in; empty anywhere else."""
    if not settings.DEMONSTRATION:
        return []
    people = Membership.objects.current().filter(user__is_demonstration=True, user__is_active=True)
    return people.select_related("user", "office").order_by("pk")


@register.filter
def days_left(days, kind="working"):
    """22 -> "22 working days left", 0 -> "last day", -2 -> "2 working days late"; kind "calendar" for the LoI."""
    if days is None:
        return ""
    if days == 0:
        return _("last day today")
    if kind == "calendar":
        text = (
            ngettext("%(count)s day left", "%(count)s days left", days)
            if days > 0
            else ngettext("%(count)s day past", "%(count)s days past", -days)
        )
    else:
        text = (
            ngettext("%(count)s working day left", "%(count)s working days left", days)
            if days > 0
            else ngettext("%(count)s working day late", "%(count)s working days late", -days)
        )
    return text % {"count": figure(abs(days))}


@register.filter
def clock_tone(days):
    """Colour of a clock: red when late, amber near the end, blue otherwise."""
    if days is None:
        return "grey"
    if days < 0:
        return "red"
    return "amber" if days <= URGENT_DAYS else "blue"


@register.filter
def partial_date(day, precision=Precision.DAY):
    """A date with no more detail than is known: "6 January 2027", "January 2027", "2027"."""
    if day is None or precision == Precision.UNKNOWN:
        return _("date not known")
    if precision == Precision.YEAR:
        return str(day.year)
    return date_format(day, "F Y" if precision == Precision.MONTH else "j F Y")


@register.filter
def figure(value):
    """1250.50 -> "1.250,5" (id), "1,250.5" (en); whole figures have no decimals."""
    if value is None:
        return ""
    shown = f"{value:,.2f}".rstrip("0").rstrip(".")
    return shown if (get_language() or "id").startswith("en") else shown.translate(str.maketrans(",.", ".,"))


@register.filter
def rupiah(amount):
    """1250000000 -> "Rp 1.250.000.000" (id), "Rp 1,250,000,000" (en); the space does not break."""
    if amount is None:
        return ""
    grouped = f"{round(amount):,}"
    if not (get_language() or "id").startswith("en"):
        grouped = grouped.replace(",", ".")
    return f"Rp\N{NO-BREAK SPACE}{grouped}"
