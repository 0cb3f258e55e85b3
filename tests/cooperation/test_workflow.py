"""The engine: permission, lock, guards, effects, event and notices of one move, all or nothing."""

import ast
from datetime import date, datetime, timedelta

import pytest
import rules
from django.conf import settings
from django.core.exceptions import PermissionDenied

from agreements.models import Dossier
from cooperation.exceptions import Conflict, NotReady
from cooperation.workflow import BACK, STAY, Move, Problem, Workflow
from cooperation.working_days import JAKARTA, on_date
from tests.agreements.factories import DossierFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

log = []


def titled(act):
    if not act.obj.title:
        yield Problem("Give it a title.", "P25 1", place="edit")


def typed(act):
    if not act.data.get("day"):
        yield Problem("Choose a day.", field="day")


def note_title(act):
    log.append((act.move.name, act.previous, act.obj.status))


def sort_by_health(act):
    """In place, and beside it what was not read."""
    act.obj.sectors.append("health")
    act.obj.unit = "Dinas Kesehatan"


def row(name, source, target, **fields):
    return Move(name=name, label=name, done=name, source=source, target=target, **fields)


MOVES = (
    row("go", ("initiated",), "exploring", who=("anybody",), ready=(titled,), checks=(typed,), does=(note_title,)),
    row("say", ("initiated",), STAY, who=("anybody",), note="required"),
    row("go_back", ("exploring",), BACK, who=("anybody",)),
    row("expire", ("initiated",), "expired"),
    row("sister_only", ("initiated",), "exploring", who=("anybody",), schemes=("sister",), tiers=("kabkota",)),
    row("sort", ("drafting",), STAY, who=("anybody",), does=(sort_by_health,)),
    row("titled_only", ("initiated",), "exploring", who=("anybody",), when=lambda dossier: bool(dossier.title)),
)


@rules.predicate
def named_siti(user, dossier):
    return user.email == "siti@jembatan.example"


@pytest.fixture
def engine():
    """A table of its own on dossiers; what it records and tells stands in `log`."""
    for move in MOVES:
        rules.add_perm(f"agreements.{move.name}", named_siti)
    log.clear()
    yield Workflow(
        "agreements",
        MOVES,
        scheme=lambda dossier: dossier.scheme,
        tier=lambda dossier: dossier.tier,
        always=(lambda acts: log.append("always"),),
        record=lambda acts: log.extend(f"recorded {act.note}" for act in acts),
        tell=lambda acts: log.append("told"),
    )
    for move in MOVES:
        rules.remove_perm(f"agreements.{move.name}")


@pytest.fixture
def siti(db):
    return UserFactory(email="siti@jembatan.example")


@pytest.fixture
def dossier(db):
    return DossierFactory(title="Fisheries", return_to="studying")


def stored(dossier):
    return Dossier.objects.values().get(pk=dossier.pk)


def test_move_runs_effects_then_those_of_every_move_then_records_and_tells(engine, dossier, siti):
    act = engine.perform(dossier, "go", by=siti, note="on we go", data={"day": date(2026, 3, 2)})
    assert log == [("go", "initiated", "exploring"), "always", "recorded on we go", "told"]
    assert (act.previous, dossier.status, stored(dossier)["status"]) == ("initiated", "exploring", "exploring")


def test_move_writes_what_its_effects_change_in_place_or_had_not_been_read_and_nothing_else(engine, siti):
    dossier = DossierFactory(title="Fisheries", status="drafting")
    few = Dossier.objects.defer("unit", "title").get(pk=dossier.pk)
    engine.perform(few, "sort", by=siti)
    written = stored(dossier)
    assert (written["sectors"], written["unit"], written["title"]) == (["health"], "Dinas Kesehatan", "Fisheries")


def test_move_dates_the_status_on_the_simulated_day(engine, dossier, siti):
    with on_date(date(2026, 3, 2)):
        engine.perform(dossier, "go", by=siti, data={"day": date(2026, 3, 2)})
    ten = datetime(2026, 3, 2, 10, tzinfo=JAKARTA)
    assert ten <= stored(dossier)["status_since"] < ten + timedelta(hours=6)


def test_move_of_somebody_else_is_denied(engine, dossier, siti):
    with pytest.raises(PermissionDenied):
        engine.perform(dossier, "go", by=UserFactory(), data={"day": date(2026, 3, 2)})
    assert (log, stored(dossier)["status"]) == ([], "initiated")


@pytest.mark.parametrize("by_clock", [True, False])
def test_move_of_the_clock_is_made_by_nobody_and_only_by_nobody(engine, dossier, siti, by_clock):
    superuser = UserFactory(email="siti@jembatan.example", is_superuser=True)
    if by_clock:
        assert engine.perform(dossier, "expire", by=None).obj.status == "expired"
        return
    for name, by in (("expire", superuser), ("go", None)):
        with pytest.raises(PermissionDenied):
            engine.perform(dossier, name, by=by, data={"day": date(2026, 3, 2)})
    assert stored(dossier)["status"] == "initiated"


def test_move_tells_everything_that_is_not_ready_at_once_and_changes_nothing(engine, dossier, siti):
    Dossier.objects.filter(pk=dossier.pk).update(title="")
    before = stored(dossier)
    with pytest.raises(NotReady) as refusal:
        engine.perform(dossier, "go", by=siti)
    assert [(problem.message, problem.field) for problem in refusal.value.problems] == [
        ("Give it a title.", ""),
        ("Choose a day.", "day"),
    ]
    assert stored(dossier) == before
    assert log == []


def test_problems_are_those_seen_before_anything_is_typed(engine, dossier, siti):
    assert engine.problems(dossier, "go", siti) == []
    dossier.title = ""
    assert [problem.place for problem in engine.problems(dossier, "go", siti)] == ["edit"]


@pytest.mark.parametrize("note", ["", " \n\t"])
def test_required_note_cannot_be_blank(engine, dossier, siti, note):
    with pytest.raises(NotReady) as refusal:
        engine.perform(dossier, "say", by=siti, note=note)
    assert [problem.field for problem in refusal.value.problems] == ["note"]
    engine.perform(dossier, "say", by=siti, note="Because.")
    assert "recorded Because." in log


def test_move_that_stays_leaves_the_status_and_its_day(engine, dossier, siti):
    since = stored(dossier)["status_since"]
    engine.perform(dossier, "say", by=siti, note="Because.")
    assert (stored(dossier)["status"], stored(dossier)["status_since"]) == ("initiated", since)


def test_move_back_leads_where_the_dossier_points(engine, dossier, siti):
    Dossier.objects.filter(pk=dossier.pk).update(status="exploring")
    engine.perform(dossier, "go_back", by=siti)
    assert stored(dossier)["status"] == "studying"


def test_move_sees_the_row_as_it_is_now_and_not_as_it_was_read(engine, dossier, siti):
    Dossier.objects.filter(pk=dossier.pk).update(status="stopped")
    assert dossier.status == "initiated"
    with pytest.raises(Conflict):
        engine.perform(dossier, "go", by=siti, data={"day": date(2026, 3, 2)})
    assert (dossier.status, stored(dossier)["status"], log) == ("stopped", "stopped", [])


@pytest.mark.parametrize("broken", ["does", "always", "record", "tell"])
def test_failure_anywhere_undoes_the_whole_move(engine, dossier, siti, broken):
    def fail(act):
        raise RuntimeError("the disk is full")

    before = stored(dossier)
    if broken == "does":
        engine.moves["go"] = row("go", ("initiated",), "exploring", who=("anybody",), does=(fail,))
    elif broken == "always":
        engine.always = (fail,)
    else:
        setattr(engine, broken, fail)
    with pytest.raises(RuntimeError):
        engine.perform(dossier, "go", by=siti, data={"day": date(2026, 3, 2)})
    assert stored(dossier) == before


def test_clock_moves_all_at_once_and_passes_by_what_has_moved_on(engine):
    one, other, gone = DossierFactory(), DossierFactory(), DossierFactory(status="exploring")
    before = stored(gone)
    with on_date(date(2026, 3, 2)):
        acts = engine.perform_all(Dossier.objects.all(), "expire")
    assert [(act.obj, act.previous) for act in acts] == [(one, "initiated"), (other, "initiated")]
    assert log == ["always", "recorded ", "recorded ", "told"]
    assert stored(gone) == before
    for row in (stored(one), stored(other)):
        assert (row["status"], row["status_since"].date()) == ("expired", date(2026, 3, 2))
    assert engine.perform_all(Dossier.objects.all(), "expire") == []


def test_clock_passes_by_what_something_stands_against(engine):
    bare, titled_one = DossierFactory(title=""), DossierFactory(title="Fisheries")
    engine.moves["expire"] = row("expire", ("initiated",), "expired", ready=(titled,), does=(note_title,))
    assert [act.obj for act in engine.perform_all(Dossier.objects.all(), "expire")] == [titled_one]
    assert (stored(bare)["status"], log[0]) == ("initiated", ("expire", "initiated", "expired"))


def test_moves_of_people_are_not_made_of_many(engine, dossier):
    with pytest.raises(PermissionDenied):
        engine.perform_all(Dossier.objects.all(), "go")
    assert stored(dossier)["status"] == "initiated"


def test_rows_exist_by_scheme_tier_and_condition(engine, dossier):
    assert {move.name for move in engine.existing(dossier)} == {"go", "say", "expire", "sister_only", "titled_only"}
    dossier.title, dossier.scheme = "", "regional"
    assert {move.name for move in engine.existing(dossier)} == {"go", "say", "expire"}
    dossier.scheme, dossier.region_id = "sister", dossier.province_id
    assert {move.name for move in engine.existing(dossier)} == {"go", "say", "expire"}


def test_available_are_the_rows_that_exist_and_are_theirs(engine, dossier, siti):
    assert [move.name for move in engine.available(dossier, siti)] == ["go", "say", "sister_only", "titled_only"]
    assert engine.available(dossier, UserFactory()) == []


def test_targets_of_a_row_are_where_it_can_lead():
    go, say, back = MOVES[:3]
    assert go.targets() == ("exploring",)
    assert say.targets() == ("initiated",)
    assert back.targets(("studying", "verifying")) == ("studying", "verifying")


# Nobody else writes a status

#: Where something named `status` is written that is not the status of a road.
OTHER_STATUSES = {"cooperation/partners.py"}


def writes_of_status(tree):
    """Line numbers where code sets an attribute, a keyword of update() or create(), or a key named status."""
    for node in ast.walk(tree):
        targets = []
        if isinstance(node, ast.Assign):
            targets = [leaf for target in node.targets for leaf in ast.walk(target)]
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
            yield node.lineno
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            names = {keyword.arg for keyword in node.keywords}
            texts = {text.value for text in ast.walk(node) if isinstance(text, ast.Constant)}
            if called in ("update", "create", "update_or_create", "get_or_create", "Dossier") and "status" in names:
                yield node.lineno
            if called in ("setattr", "bulk_update") and "status" in texts:
                yield node.lineno


def test_status_is_written_by_the_engine_alone():
    writers = set()
    for application in ("cooperation", "agreements", "reports"):
        for path in (settings.BASE_DIR / application).rglob("*.py"):
            if "migrations" not in path.parts and list(writes_of_status(ast.parse(path.read_text()))):
                writers.add(str(path.relative_to(settings.BASE_DIR)))
    assert writers - OTHER_STATUSES == {"cooperation/workflow.py"}


@pytest.mark.parametrize(
    "code",
    [
        "dossier.status = 'approved'",
        "dossier.status, dossier.due_on = 'approved', None",
        "Dossier.objects.filter(pk=1).update(status='approved')",
        "Dossier(status='approved').save()",
        "setattr(dossier, 'status', 'approved')",
        "Dossier.objects.bulk_update(rows, ['status'])",
    ],
)
def test_writing_a_status_by_hand_is_noticed(code):
    assert list(writes_of_status(ast.parse(code))) == [1]
