"""Reading a version of a paper: on the screen with what changed, and for A4."""

from django.shortcuts import get_object_or_404

from agreements.enums import PaperKind
from agreements.papers import PAPER_MODELS, sheet
from cooperation.differences import SAME, differences

from .activities import activities_of
from .papers import PaperView


class ReadPaper(PaperView):
    """One version, the list of all, and the words that changed since the one before."""

    template = "paper_version"

    def get(self, request, version, **kwargs):
        versions = PAPER_MODELS[self.kind].objects.filter(dossier=self.dossier).select_related("updated_by")
        paper = get_object_or_404(versions, number=version)
        before = versions.filter(number__lt=version).first()
        context = {
            "paper": paper,
            "sheet": sheet(paper),
            "versions": versions,
            "before": before,
            "changes": changes(before, paper) if before else [],
            "may_write": self.may_write(),
        }
        if self.kind == PaperKind.PLAN:
            context |= activities_of(paper)
            if before:
                context |= activity_changes(before, paper)
        return self.render(self.template, **context)


class PrintPaper(ReadPaper):
    template = "paper_print"


def changes(before, after):
    """The texts that changed, with the words that did."""
    shown = []
    for old_row, row in zip(sheet(before), sheet(after), strict=True):
        for old, new in zip(old_row["texts"], row["texts"], strict=True):
            pieces = differences(old["text"], new["text"])
            if any(kind != SAME for kind, _text in pieces):
                shown.append({"part": row["part"], "language": new["language"], "lang": new["lang"], "pieces": pieces})
    return shown


def activity_changes(before, after):
    """Activities that came and went; one that was changed did both."""
    old, new = (
        {
            (one.name, one.unit, one.target, one.amount, one.source, one.starts_on, one.ends_on): one
            for one in plan.activities.all()
        }
        for plan in (before, after)
    )
    return {
        "removed": [one for key, one in old.items() if key not in new],
        "added": [one for key, one in new.items() if key not in old],
    }
