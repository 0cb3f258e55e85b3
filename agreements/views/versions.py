"""Reading a version of a paper: on the screen with what changed, and for A4."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from agreements.enums import PaperKind
from agreements.models.remark import settled_for
from agreements.papers import ACTIVITIES, PAPER_MODELS, last_sent, sheet
from agreements.remarks.threads import threads_of
from cooperation.differences import SAME, differences

from .activities import activities_of
from .papers import PaperView


class ReadPaper(PaperView):
    """One version with its remarks, the list of all, and the words that changed since the one before.

    What was remarked on before stands beside the change; what was remarked on in this version, beside its part.
    """

    template = "paper_version"

    def get(self, request, version, **kwargs):
        versions = PAPER_MODELS[self.kind].objects.filter(dossier=self.dossier).select_related("updated_by")
        paper = get_object_or_404(versions, number=version)
        before = versions.filter(number__lt=version).first()
        threads = self.threads(paper, before)
        earlier = [one for one in threads if before and one.remark.version != paper.number]
        here = [one for one in threads if one not in earlier]
        context = {
            "paper": paper,
            "sheet": [row | {"threads": on_part(here, row["part"].fields)} for row in sheet(paper)],
            "versions": versions,
            "before": before,
            "changes": changes(before, paper, earlier) if before else [],
            "on_whole": [one for one in threads if not one.remark.part],
            "may_write": self.may_write(),
            "may_remark": paper.pk and paper == last_sent(self.dossier, self.kind) and self.may_remark(),
        }
        if self.kind == PaperKind.PLAN:
            context |= activities_of(paper)
            context |= {
                "on_activities": on_part(here, [ACTIVITIES]),
                "about_activities": on_part(earlier, [ACTIVITIES]),
            }
            if before:
                context |= activity_changes(before, paper)
        return self.render(self.template, **context)

    def threads(self, paper, before):
        """Remarks on this version or the one before, and older ones that are not settled."""
        numbers = [one.number for one in (paper, before) if one]
        earlier = Q(version__lt=paper.number) | Q(version=None)
        unsettled = earlier & ~settled_for(self.request.user)
        return threads_of(self.dossier, self.request.user, Q(version__in=numbers) | unsettled, paper=self.kind)

    def may_remark(self):
        return self.request.user.has_perm("agreements.note_remark", self.dossier)


class PrintPaper(ReadPaper):
    template = "paper_print"


def on_part(threads, fields):
    return [one for one in threads if one.remark.part in fields]


def changes(before, after, threads):
    """The parts that changed, with the words that did; then those that were remarked on and did not change."""
    changed, same = [], []
    for old_row, row in zip(sheet(before), sheet(after), strict=True):
        texts = [
            {"language": new["language"], "lang": new["lang"], "pieces": differences(old["text"], new["text"])}
            for old, new in zip(old_row["texts"], row["texts"], strict=True)
        ]
        texts = [text for text in texts if any(kind != SAME for kind, _text in text["pieces"])]
        shown = {"part": row["part"], "texts": texts, "threads": on_part(threads, row["part"].fields)}
        if texts:
            changed.append(shown)
        elif shown["threads"]:
            same.append(shown)
    return changed + same


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
