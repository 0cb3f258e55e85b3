"""Evaluations as pages show them: rounds side by side, a sheet of one of them."""

from dataclasses import dataclass
from functools import cached_property

from reports.charts import WIDTH
from reports.enums import Author, Point
from reports.models import Evaluation

from .showing import facts_of


def bar(score, highest):
    """Length of the bar of a score, in the units of the drawing."""
    return round(score / highest * WIDTH)


def sheet_of(evaluation, facts):
    """The seven points of one evaluation with their data: what will be, or was, sent."""
    rubric = evaluation.rubric
    words = dict(rubric.levels)
    return [
        {
            "number": number,
            "name": point.value,
            "label": point.label,
            "weight": rubric.weights[point],
            "score": (score := getattr(evaluation, f"{point.value}_score")),
            "level": words.get(score, ""),
            "highest": rubric.highest,
            "bar": bar(score or 0, rubric.highest),
            "words": getattr(evaluation, f"{point.value}_words"),
            "facts": facts.get(point.value, []),
        }
        for number, point in enumerate(Point, 1)
    ]


def returned(evaluation):
    """The event of the return that a draft of the region answers; None where there is none."""
    if evaluation.concluded_on or not (evaluation.due_on and evaluation.edit_version):
        return None
    return _returns(evaluation).first()


def _returns(evaluation):
    """Events of the returns in its round, the newest first."""
    events = evaluation.dossier.events.filter(name="return_evaluation", data__round=evaluation.round)
    return events.order_by("-pk")


def sent_before(evaluation):
    """What the region sent in this round before it was returned, the newest first: {returned_at, evaluation, sheet}."""
    for event in _returns(evaluation):
        text = Evaluation(rubric=evaluation.rubric, **event.data["parts"])
        yield {"returned_at": event.at, "evaluation": text, "sheet": sheet_of(text, {})}


@dataclass
class Round:
    """One round for a reader: `region` and `ministry` are rows of which only what was concluded is shown."""

    number: int
    region: Evaluation
    ministry: Evaluation

    @cached_property
    def concluded(self):
        return [one for one in (self.region, self.ministry) if one.concluded_on]

    @cached_property
    def rows(self):
        """The seven points, each with the sheet's line of every concluded side and the newest data."""
        sheets = [sheet_of(one, {}) for one in self.concluded]
        facts = facts_of(self.concluded[-1].evidence) if self.concluded else {}
        return [
            {**lines[0], "sides": list(zip(self.concluded, lines, strict=True)), "facts": facts[lines[0]["name"]]}
            for lines in zip(*sheets, strict=True)
        ]

    @property
    def data_of(self):
        """The day the data beside the scores were taken."""
        return self.concluded[-1].concluded_on if self.concluded else None


def rounds_of(dossier):
    """Newest first; two queries at most, however many there are."""
    rows = dossier.evaluations.select_related("rubric", "asked_by", "updated_by", "basis")
    found = {}
    for row in rows:
        row.dossier = dossier
        found.setdefault(row.round, {})[row.author] = row
    return [Round(number, sides[Author.REGION], sides[Author.MINISTRY]) for number, sides in found.items()]
