"""A remark from the reviewer's reading to its end, in a real browser: noted, returned, answered, compared, closed."""

import pytest

from agreements.enums import Status
from tests.agreements.padang import address
from tests.agreements.remarked import on_desk

from .visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_remark_goes_to_the_region_and_comes_back_mended(javascript, reviewer, officer_padang, open_page, tmp_path):
    for person in (reviewer, officer_padang):
        person.language = "en"
        person.save()
    dossier = on_desk()
    visitor = Visitor(open_page, reviewer, tmp_path, javascript=javascript)
    visitor.visit(address("paper-version", dossier, "study", 1)).follow("?paper=study&part=mapping")
    visitor.reads("The mapping.").fill(text="Map the fisheries.", audience="shared").send()
    visitor.reads("Shared: goes with the next return", "Map the fisheries.")
    visitor.visit(dossier.get_absolute_url()).follow("/moves/return_study/")
    visitor.reads("1 remark goes to the region with this step").send()

    visitor.sit_down(officer_padang)
    visitor.visit(address("dossier-remarks", dossier)).reads("Remarks to answer", "Map the fisheries.")
    visitor.follow("/answer/").follow("/papers/study/#part-mapping")
    assert visitor.page.locator("main textarea").count() == 1
    visitor.fill(mapping="The mapping of the fisheries.").press("main .paper-buttons button:not([name])")
    remark = dossier.remarks.get()
    visitor.visit(address("remark-answer", dossier, remark.pk)).fill(answer="Mapped.").send()
    dossier.study_versions.filter(sent_at=None).update(sent_at=remark.sent_at)
    type(dossier).objects.filter(pk=dossier.pk).update(status=Status.AWAITING_RESPONSE)

    visitor.sit_down(reviewer)
    visitor.visit(address("paper-version", dossier, "study", 2))
    visitor.reads("What changed since version 1", "of the fisheries.", "Mapped.")
    visitor.follow(f"/remarks/{remark.pk}/close/").send()
    remark.refresh_from_db()
    assert remark.state == "closed"
