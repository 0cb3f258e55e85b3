"""The demonstration's extensions and amendments: one in each state that waits for somebody; made once."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from agreements.changes import parts
from agreements.models import Change
from cooperation.demonstration import MARK
from tests.agreements.changing import in_force
from tests.factories import CountryFactory
from tests.people import SEAT_OF, people

pytestmark = pytest.mark.django_db


def make():
    output = StringIO()
    call_command("demo_changes", stdout=output)
    return output.getvalue()


def test_changes_stand_in_every_state_that_waits_for_somebody(freeze):
    freeze(date(2026, 11, 24))
    people(SEAT_OF)
    CountryFactory(alpha2="IN", name_en="India", name_id="India")
    for code in ("13", "13.71", "13.75", "53.71"):
        in_force(code, ends_on=date(2028, 2, 28), evaluated=code == "13", title=f"Perikanan {MARK}")
    assert make() == "changes: 7 new\n"
    found = Change.objects.order_by("dossier__region", "pk").values_list("dossier__region", "kind", "status")
    assert list(found) == [
        ("13", "extension", "submitted"),
        ("13.71", "amendment", "returned"),
        ("13.71", "extension", "registered"),
        ("13.71", "amendment", "submitted"),
        ("13.75", "amendment", "signed"),
        ("13.75", "extension", "drafting"),
        ("53.71", "amendment", "approved"),
    ]
    overtaken = Change.objects.get(status="drafting")
    clashes = [one.name for one in parts.moved(overtaken, parts.original(overtaken.dossier)) if one.clashes]
    assert clashes == ["funding", "funding_foreign"]
    extended = Change.objects.get(status="registered")
    assert extended.dossier.ends_on == extended.ends_on == date(2031, 8, 21)
    assert extended.first_sent_on < extended.old_ends_on
    assert Change.objects.get(status="submitted", kind="amendment").recommended == "approve_change"
    assert make() == "changes: 0 new\n"
