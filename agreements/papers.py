"""The four papers: which table holds each, its parts, and from which earlier paper a new one is filled."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from agreements.enums import ForeignLanguage, PaperKind
from agreements.models import Agreement, CooperationPlan, LetterOfIntent, PlanActivity, Study

PAPER_MODELS = {
    PaperKind.STUDY: Study,
    PaperKind.INTENT: LetterOfIntent,
    PaperKind.PLAN: CooperationPlan,
    PaperKind.AGREEMENT: Agreement,
}

#: Which paper each table holds.
KIND_OF = {model: kind for kind, model in PAPER_MODELS.items()}

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


# Parts


@dataclass(frozen=True)
class Part:
    """A part as the law lists it: one field, or one for each language of an agreement."""

    number: int
    name: str
    label: str
    help: str
    fields: tuple[str, ...]


def parts_of(kind):
    model = PAPER_MODELS[kind]
    parts = []
    for number, name in enumerate(model.PAIRS if model is Agreement else model.PARTS, start=1):
        field = model._meta.get_field(name)
        fields = (name, f"{name}_foreign") if model is Agreement else (name,)
        parts.append(Part(number, name, field.verbose_name, field.help_text, fields))
    return parts


#: The part of a plan that is not a text: its activities.
ACTIVITIES = "activities"


def part_label(kind, name):
    """The part of a paper a remark names, by its own name or that of one of its fields; empty for the whole."""
    if name == ACTIVITIES:
        return _("Activities")
    return next((part.label for part in parts_of(kind) if name in part.fields), "") if kind and name else ""


def languages(paper):
    """(code for the page, words) of the texts of each part, in the order of `Part.fields`."""
    if not isinstance(paper, Agreement):
        return [("id", "")]
    code = "" if paper.foreign_language == ForeignLanguage.OTHER else paper.foreign_language
    return [("id", _("Indonesian")), (code, paper.get_foreign_language_display())]


def sheet(paper):
    """The paper's parts with their texts, for pages that show it: {part, filled, texts: [{lang, language, text}]}."""
    return [
        {
            "part": part,
            "filled": all(getattr(paper, name) for name in part.fields),
            "texts": [
                {"name": name, "lang": lang, "language": language, "text": getattr(paper, name)}
                for name, (lang, language) in zip(part.fields, languages(paper), strict=True)
            ],
        }
        for part in parts_of(KIND_OF[type(paper)])
    ]


# Versions


def latest(dossier, kind):
    """The newest version of a paper, or None."""
    return PAPER_MODELS[PaperKind(kind)].objects.filter(dossier=dossier).order_by("-number").first()


def last_sent(dossier, kind):
    """The newest version that was sent, or None."""
    return PAPER_MODELS[PaperKind(kind)].objects.sent().filter(dossier=dossier).order_by("-number").first()


def draft(dossier, kind):
    """The draft of a paper, or an unsaved one of edit version 0 (`agreements.services` saves it).

    A new one is filled from the last version sent, or from the earlier paper.
    """
    model = PAPER_MODELS[PaperKind(kind)]
    last = latest(dossier, kind)
    if last is None:
        return model(dossier=dossier, edit_version=0, **_prefill(dossier, kind))
    if last.is_draft:
        return last
    return model(**copied_fields(last), number=last.number + 1, edit_version=0)


def copied_fields(paper):
    skipped = {"id", "number", "edit_version", "updated_at", "updated_by", "sent_at"}
    return {
        field.name: getattr(paper, field.name) for field in paper._meta.concrete_fields if field.name not in skipped
    }


def _prefill(dossier, kind):
    source_kind, parts = PREFILLED_FROM.get(kind, (None, {}))
    source = latest(dossier, source_kind) if source_kind else None
    filled = {name: getattr(source, origin) for name, origin in parts.items()} if source else {}
    if kind == PaperKind.STUDY:
        filled["title"] = dossier.title
    return filled


def copy_activities(plan, before):
    """A new version of the plan starts with the activities of the one before."""
    activities = list(before.activities.all())
    for activity in activities:
        activity.pk, activity.plan = None, plan
    PlanActivity.objects.bulk_create(activities)
