"""Papers that were sent, and remarks on them: for tests of what offices and regions do with both."""

from datetime import timedelta

from django.utils import timezone

from agreements.enums import PaperKind, Status
from agreements.papers import PAPER_MODELS
from agreements.remarks.noting import note_remark
from agreements.services import ROAD
from cooperation.working_days import today
from tests.agreements.padang import activity, dossier_of_padang

#: Papers of the desks at which tests stand.
PAPERS = {
    Status.AWAITING_RESPONSE: (PaperKind.STUDY, PaperKind.INTENT),
    Status.PLAN_AT_GOVERNOR: (PaperKind.STUDY, PaperKind.PLAN),
    Status.VERIFYING: (PaperKind.STUDY, PaperKind.INTENT, PaperKind.PLAN),
    Status.DRAFT_AT_GOVERNOR: (PaperKind.AGREEMENT,),
    Status.NEGOTIATING: (PaperKind.AGREEMENT,),
}


def on_desk(status=Status.AWAITING_RESPONSE, **fields):
    """A dossier of Kota Padang whose papers were sent there, each part filled with its name."""
    dossier = dossier_of_padang(status, **fields)
    for kind in PAPERS[status]:
        model = PAPER_MODELS[kind]
        paper = model.objects.create(
            dossier=dossier, sent_at=timezone.now(), **{part: f"The {part}." for part in model.PARTS}
        )
        if kind == PaperKind.PLAN:
            activity(paper)
    return dossier


def noted(dossier, by, paper="study", part="mapping", audience="shared", text="Map the fisheries."):
    return note_remark(dossier, paper=paper, part=part, audience=audience, text=text, by=by)


def send_back(dossier, move, by, **data):
    ROAD.perform(dossier, move, by=by, data={"answer_by": today() + timedelta(days=7), **data})


def returned(reviewer, *places, status=Status.AWAITING_RESPONSE, move="return_study"):
    """A dossier that came back with a remark on each (paper, part) of `places`."""
    dossier = on_desk(status)
    for paper, part in places:
        noted(dossier, reviewer, paper, part)
    send_back(dossier, move, reviewer)
    return dossier
