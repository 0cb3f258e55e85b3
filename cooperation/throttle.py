"""Limits on how often an address may try what anybody may do without signing in."""

import time

from allauth.account.adapter import get_adapter
from django.db.models import F
from django.utils.crypto import salted_hmac

from cooperation.models import AttemptCount

#: Seconds after which counting begins anew.
SPAN = 600
#: In that time from one address: an office behind one address may ask for much, and misses some.
MOST_ASKED = 300
MOST_UNKNOWN = 30


def count(request, kind, times=1):
    """Add `times` tries of `kind` to what the address of `request` has made in this span; how many that is now."""
    span = int(time.time()) // SPAN
    address = salted_hmac("cooperation.throttle", get_adapter().get_client_ip(request)).hexdigest()
    key = f"{kind}-{span}-{address}"[:80]
    own, more = AttemptCount.objects.filter(pk=key), {"count": F("count") + times}
    if times and not own.update(**more):
        # The first in this span, or one of several at this moment.
        AttemptCount.objects.bulk_create([AttemptCount(key=key, span=span)], ignore_conflicts=True)
        AttemptCount.objects.filter(span__lt=span - 1).delete()
        own.update(**more)
    return own.values_list("count", flat=True).first() or 0


def exceeded(request, kind):
    """Count one more visit to pages of `kind`; whether its address has made too many, or missed too often."""
    return count(request, kind) > MOST_ASKED or count(request, f"{kind}-unknown", times=0) > MOST_UNKNOWN


def missed(request, kind):
    """Count a visit to something of `kind` that does not exist."""
    count(request, f"{kind}-unknown")


def seconds_left():
    """How long until counting begins anew."""
    return SPAN - int(time.time()) % SPAN
