"""The verbs of evaluations: ask for one, write its draft, send or give it, record the partner's view."""

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import DocumentKind, Status
from agreements.events import note_event
from agreements.models import Document, Dossier
from agreements.recipients import people
from agreements.rules import EVALUATOR, REGION
from agreements.services import writing
from cooperation.changes import saved_meanwhile
from cooperation.enums import NoticeKind
from cooperation.exceptions import Conflict
from cooperation.locking import lock
from cooperation.outbox import notify
from cooperation.workflow import Workflow, each
from cooperation.working_days import now
from reports.enums import Author
from reports.evaluations import rubrics
from reports.evaluations.lifecycle import MOVES
from reports.models import Evaluation
from reports.recipients import recipients
from reports.rules import RECORD_PARTNER_VIEW, WRITE_EVALUATION

#: Who has to act after a move, and on what.
TASKS = {
    "send_evaluation": ("evaluators", gettext_lazy("Evaluate the cooperation for the ministry.")),
    "return_evaluation": ("region", gettext_lazy("Improve your own evaluation, and send it again.")),
}


def _record(act):
    act.event = note_event(
        act.obj.dossier, act.move.name, by=act.by, seats=act.move.who, note=act.note, **act.data, **act.outcome
    )


def _tell(act):
    """Whoever has to act now is told what; for the others it is news."""
    told = list(recipients(act))
    occasion = (f"dossier-event-{act.event.pk}", act.obj.get_absolute_url(), lambda: message(act))
    turned, task = TASKS.get(act.move.name, ("", ""))
    acting = set(people(turned, act.obj.dossier).values_list("pk", flat=True)) if turned else set()
    notify(
        [one for one in told if one.pk in acting],
        *occasion,
        kind=NoticeKind.ACT,
        task=lambda: str(task),
        due_on=act.data.get("answer_by"),
    )
    notify([one for one in told if one.pk not in acting], *occasion)


def message(act):
    """The sentence people are told, in the active language."""
    words = {"dossier": act.obj.dossier.heading, "what": act.move.done}
    return _("%(dossier)s: %(what)s.") % words


EVALUATIONS = Workflow(
    "reports",
    MOVES,
    scheme=lambda evaluation: evaluation.dossier.scheme,
    tier=lambda evaluation: evaluation.dossier.tier,
    record=each(_record),
    tell=each(_tell),
)


def next_round(dossier):
    """The number of the round that can be opened now; None while one runs, or the agreement is not in force."""
    if dossier.status != Status.IN_FORCE or dossier.evaluations.open().exists():
        return None
    return (dossier.evaluations.aggregate(last=Max("round"))["last"] or 0) + 1


def _open_round(dossier):
    """The rows of both sides in a new round. Call inside a transaction."""
    number = next_round(Dossier.objects.select_for_update().get(pk=dossier.pk))
    if number is None:
        raise Conflict(_("This agreement is not in force any more, or an evaluation is running already."))
    region = Evaluation.objects.create(dossier=dossier, round=number, author=Author.REGION)
    Evaluation.objects.create(dossier=dossier, round=number, author=Author.MINISTRY, basis=region)
    return region


@transaction.atomic
def ask(dossier, due_on, *, by, note=""):
    """Ask the region to evaluate by `due_on`; returns its evaluation. Opens a round where none runs.

    Raises Conflict when the region has sent its own, or the agreement is not in force.
    """
    running = dossier.evaluations.open()
    # The evaluation is locked before its dossier, as the moves do.
    evaluation = running.filter(author=Author.REGION).select_for_update().first()
    if evaluation is None and running.exists():
        raise Conflict(_("The region has sent its own evaluation already: it is the ministry's turn."))
    evaluation = evaluation or _open_round(dossier)
    evaluation.due_on, evaluation.asked_by = due_on, by
    evaluation.save(update_fields=["due_on", "asked_by"])
    event = note_event(dossier, "evaluation_asked", by=by, seats=(EVALUATOR,), note=note, due_on=due_on)
    notify(
        people("region", dossier),
        f"dossier-event-{event.pk}",
        evaluation.get_absolute_url(),
        lambda: (
            _("%(dossier)s: the ministry asks for your own evaluation by %(date)s.")
            % {"dossier": dossier.heading, "date": date_format(due_on, "j F Y")}
        ),
        kind=NoticeKind.ACT,
        task=lambda: _("Write your own evaluation of the cooperation."),
        due_on=due_on,
    )
    return evaluation


@transaction.atomic
def save_draft(evaluation, values, *, seen, by):
    """Write `values` on the locked evaluation; `seen` is the version the writer began from.

    The first save of a region opens its round where nobody has. Raises Conflict, with nothing changed, when
    somebody wrote, sent or opened it meanwhile. The stored row is then in `evaluation`.
    """
    if evaluation.pk is None:
        evaluation.pk = _open_round(evaluation.dossier).pk
    lock(evaluation)
    if not by.has_perm(WRITE_EVALUATION, evaluation):
        raise Conflict(_("Somebody was faster, or this step is over: the evaluation has been sent."))
    if evaluation.edit_version != seen:
        raise saved_meanwhile(evaluation, by)
    if evaluation.rubric is None:
        evaluation.rubric = rubric_of(evaluation)
        if evaluation.rubric.pk is None:
            evaluation.rubric = rubrics.kept()
    for name, value in values.items():
        setattr(evaluation, name, value)
    evaluation.edit_version += 1
    evaluation.updated_at, evaluation.updated_by = now(), by
    evaluation.save(update_fields=[*values, "rubric", "edit_version", "updated_at", "updated_by"])


def rubric_of(evaluation):
    """The version it is, or would be, written by; both sides of a round use the same, so that they compare."""
    if evaluation.rubric:
        return evaluation.rubric
    return evaluation.basis.rubric if evaluation.basis else rubrics.current()


def record_partner_view(view, *, file, by):
    """Keep what the partner said; both sides read it at once."""
    dossier = view.dossier
    with writing(dossier, RECORD_PARTNER_VIEW, by):
        same = {"said_on": view.said_on, "who": view.who, "text": view.text}
        if dossier.partner_views.filter(**same).exists():
            raise Conflict(_("This has been recorded already."))
        if file:
            view.document = Document.keep(dossier, DocumentKind.PARTNER_VIEW, file, by=by, dated_on=view.said_on)
        view.recorded_by = by
        view.save()
        note_event(
            dossier,
            "partner_view_recorded",
            by=by,
            seats=(*REGION, EVALUATOR),
            note=view.who,
            document=view.document,
            said_on=view.said_on,
        )
    return view
