"""The four papers: which table holds each, and from which earlier paper a new one is prefilled."""

from agreements.enums import PaperKind
from agreements.models import Agreement, CooperationPlan, LetterOfIntent, PlanActivity, Study

PAPER_MODELS = {
    PaperKind.STUDY: Study,
    PaperKind.INTENT: LetterOfIntent,
    PaperKind.PLAN: CooperationPlan,
    PaperKind.AGREEMENT: Agreement,
}

#: For each paper: the earlier paper, and which of its parts fill which parts of the new one.
PREFILLED_FROM = {
    PaperKind.INTENT: (PaperKind.STUDY, {"purpose": "purpose"}),
    PaperKind.PLAN: (
        PaperKind.INTENT,
        {"subject": "subject", "purpose": "purpose", "scope": "scope"},
    ),
    PaperKind.AGREEMENT: (
        PaperKind.PLAN,
        {"subject": "subject", "purpose": "purpose", "scope": "scope", "funding": "funding"},
    ),
}


def latest(dossier, kind):
    """The newest version of a paper, or None."""
    return PAPER_MODELS[PaperKind(kind)].objects.filter(dossier=dossier).order_by("-number").first()


def _copied_fields(paper):
    skipped = {"id", "number", "edit_version", "updated_at", "updated_by", "sent_at"}
    return {
        field.name: getattr(paper, field.name) for field in paper._meta.concrete_fields if field.name not in skipped
    }


def draft(dossier, kind, by):
    """The draft of a paper, made when there is none: from its own last version, or from the earlier paper."""
    model = PAPER_MODELS[PaperKind(kind)]
    last = latest(dossier, kind)
    if last is not None and last.is_draft:
        return last
    if last is not None:
        paper = model(**_copied_fields(last), number=last.number + 1, updated_by=by)
    else:
        paper = model(dossier=dossier, updated_by=by, **_prefill(dossier, kind))
    paper.save()
    if last is not None and kind == PaperKind.PLAN:
        PlanActivity.objects.bulk_create(_copies(last.activities.all(), paper))
    return paper


def _prefill(dossier, kind):
    source_kind, parts = PREFILLED_FROM.get(kind, (None, {}))
    source = latest(dossier, source_kind) if source_kind else None
    filled = {name: getattr(source, origin) for name, origin in parts.items()} if source else {}
    if kind == PaperKind.STUDY:
        filled["title"] = dossier.title
    return filled


def _copies(activities, plan):
    for activity in activities:
        activity.pk, activity.plan = None, plan
        yield activity
