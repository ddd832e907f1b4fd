"""Making a product: what is refused, what is stale, what is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from qeu_station.errors import PluginError, RecipeError
from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters import new_product_edits as edits
from qeu_station.gui.presenters import new_product_rules as rules
from qeu_station.gui.presenters.form_schema import form_of
from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_labels import labels, written
from qeu_station.gui.presenters.new_product_state import (
    ClassRow,
    NewProductState,
    Product,
    Step,
    Use,
)
from qeu_station.gui.presenters.new_product_work import (
    Opened,
    Read,
    Sketch,
    StoppedError,
    Workshop,
)
from qeu_station.services.teaching import Choices, DraftProblem, InspectorChoice, Picture

SCHEMA = {"properties": {"window": {"type": "integer", "default": 9, "minimum": 1}}}
CHOICES = Choices(
    (
        InspectorChoice("difference", "1", "", "p", "1", "gating", SCHEMA, learns=True),
        InspectorChoice("vlm", "1", "", "q", "1", "advisory", None),
    )
)


class Jobs:
    """Runs nothing until ``run``; forgotten work is dropped, as in the window."""

    def __init__(self) -> None:
        self.waiting: dict[str, tuple[Any, ...]] = {}
        self.cancelled: list[str] = []

    def latest(
        self,
        key: str,
        work: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> None:
        self.waiting[key] = (work, done, failed, on_progress)

    def forget(self, key: str) -> None:
        if self.waiting.pop(key, None):
            self.cancelled.append(key)

    def run(self) -> None:
        while self.waiting:
            key, (work, done, failed, on_progress) = self.waiting.popitem()
            task = SimpleNamespace(cancelled=False, report=on_progress)
            try:
                answer = work(task)
            except Exception as error:
                failed(error)
            else:
                done(answer)
            assert key.startswith("new-product.")


class Work(Workshop):
    """The services, without any."""

    def __init__(self) -> None:
        super().__init__(None)
        self.saved: list[Sketch] = []
        self.refuse: Exception | None = None
        self.problems: tuple[DraftProblem, ...] = ()
        self.sizes: dict[str, tuple[int, int]] = {}

    def choices(self) -> Choices:
        return CHOICES

    def name_problem(self, name: str) -> str:
        return "taken" if name == "tray" else f"{name!r} is too long" if len(name) > 99 else ""

    def read(self, paths: Any, mode: str) -> Read:
        good = [path for path in paths if path.suffix == ".png"]
        bad = tuple(f"{path.name} is no picture" for path in paths if path.suffix != ".png")
        return Read(tuple(self._picture(path) for path in good), bad)

    def _picture(self, path: Path) -> Picture:
        pixels = np.zeros((*self.sizes.get(path.name, (64, 96)), 3), np.uint8)
        return Picture(path, pixels, pixels)

    def check(self, sketch: Sketch) -> tuple[DraftProblem, ...]:
        return self.problems

    def teach(self, sketch: Sketch, good: Path, task: Any) -> Any:
        calibration = SimpleNamespace(id="ab", parts=4, p_ok_without_region=0.98)
        return SimpleNamespace(
            learned={"difference": {"window": 11}},
            recipe=SimpleNamespace(calibration=calibration),
            parts=4,
            skipped={},
        )

    def save(self, sketch: Sketch) -> str:
        if self.refuse is not None:
            raise self.refuse
        self.saved.append(sketch)
        return str(sketch.wanted["name"])


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def shown() -> list[NewProductState]:
    return []


@pytest.fixture
def saved() -> list[str]:
    return []


@pytest.fixture
def presenter(
    jobs: Jobs, work: Work, shown: list[NewProductState], saved: list[str]
) -> NewProductPresenter:
    made = NewProductPresenter(jobs, None, shown.append, saved.append, work=work)
    made.start()
    jobs.run()
    return made


@pytest.fixture
def filled(presenter: NewProductPresenter, jobs: Jobs) -> NewProductPresenter:
    presenter.set_name("board")
    presenter.add_pictures([Path("a.png"), Path("b.png")])
    jobs.run()
    return presenter


def missing(presenter: NewProductPresenter, step: Step) -> str:
    return next(mark.missing for mark in presenter.state.marks if mark.step is step)


def test_it_begins_with_one_inspector_that_needs_no_training(
    presenter: NewProductPresenter,
) -> None:
    assert [(use.name, use.on, use.role) for use in presenter.state.product.uses] == [
        ("difference", True, "gating"),
        ("vlm", False, "advisory"),
    ]
    assert not presenter.state.unsaved
    assert not presenter.state.can_save
    assert missing(presenter, Step.PICTURES) == "Give the product a name."


@pytest.mark.parametrize("first", ["choices", "open"])
def test_a_recipe_nobody_touched_is_never_unsaved(jobs: Jobs, work: Work, first: str) -> None:
    """Whichever of the recipe and the inspectors is known first."""
    wanted = {"name": "tray", "inspectors": [{"name": "difference", "role": "gating"}]}
    opened = Opened(SimpleNamespace(wanted=wanted, base=None), Read())
    work.open_recipe = lambda name: opened
    seen: list[bool] = []
    made = NewProductPresenter(
        jobs, None, lambda state: seen.append(state.unsaved), print, "tray", work
    )
    made.start()
    later = jobs.waiting.copy()
    jobs.waiting = {f"new-product.{first}": later.pop(f"new-product.{first}")}
    jobs.run()
    jobs.waiting = later
    jobs.run()
    assert [use.name for use in made.state.product.uses] == ["difference", "vlm"]
    assert not any(seen)
    made.set_title("Tray, changed")
    assert made.state.unsaved
    made.set_title("")
    assert not made.state.unsaved


def test_inspectors_that_come_after_the_first_key_are_not_what_was_entered(
    jobs: Jobs, work: Work, shown: list[NewProductState]
) -> None:
    made = NewProductPresenter(jobs, None, shown.append, print, work=work)
    made.start()
    made.set_title("Board")
    jobs.run()
    assert made.state.unsaved
    made.set_title("")
    assert not made.state.unsaved


def test_an_inspector_under_a_name_of_the_recipe_keeps_its_form() -> None:
    second = {"name": "second", "inspector": "difference", "model": "models/second"}
    product = edits.opened({"name": "tray", "inspectors": [second]}, ())
    choices = edits.with_own_names(CHOICES, product)
    assert [choice.name for choice in choices.inspectors] == ["difference", "vlm", "second"]
    forms_of = {choice.name: form_of(choice.schema) for choice in choices.inspectors}
    filled = edits.with_choices(product, choices, forms_of)
    use = next(use for use in filled.uses if use.name == "second")
    assert use.on
    assert use.entries == forms.entries_of(form_of(SCHEMA), {})
    assert use.rest == {"inspector": "difference", "model": "models/second"}


def test_a_taken_name_is_refused_at_once(presenter: NewProductPresenter, jobs: Jobs) -> None:
    presenter.set_name("tray")
    assert missing(presenter, Step.PICTURES) == "Checking the name…"
    jobs.run()
    assert presenter.state.name_problem == missing(presenter, Step.PICTURES) == "taken"
    presenter.set_name("tray2")
    assert presenter.state.name_problem == ""  # what was said of the name before is not said of it


def test_the_reason_against_a_long_name_does_not_repeat_all_of_it(
    presenter: NewProductPresenter, jobs: Jobs
) -> None:
    presenter.set_name("tray " + "x" * 200)
    jobs.run()
    problem = presenter.state.name_problem
    assert problem.endswith("is too long")
    assert len(problem) < 50


def test_wrong_pictures_are_refused_with_the_reason(
    filled: NewProductPresenter, jobs: Jobs, work: Work
) -> None:
    work.sizes["c.png"] = (32, 32)
    filled.add_pictures([Path("c.png"), Path("x.txt"), Path("a.png")])
    jobs.run()
    assert [picture.path.name for picture in filled.state.product.pictures] == ["a.png", "b.png"]
    assert "c.png has 32 × 32 pixels, but a.png has 96 × 64." in filled.state.notice
    assert "x.txt is no picture" in filled.state.notice
    assert "a.png is there already." in filled.state.notice


def test_files_added_while_others_are_read_are_not_lost(
    presenter: NewProductPresenter, jobs: Jobs
) -> None:
    presenter.add_pictures([Path("a.png")])
    presenter.add_pictures([Path("b.png")])
    jobs.run()
    assert [p.path.name for p in presenter.state.product.pictures] == ["a.png", "b.png"]


def test_the_first_picture_carries_the_grid(filled: NewProductPresenter) -> None:
    filled.shift_picture(1, -1)
    assert filled.state.product.ground is filled.state.product.pictures[0]
    assert filled.state.product.ground.path.name == "b.png"
    filled.remove_picture(0)
    assert [p.path.name for p in filled.state.product.pictures] == ["a.png"]


def test_a_corner_that_crosses_over_is_refused(filled: NewProductPresenter) -> None:
    filled.move_grid(0, (10, 5))
    placed = filled.state.grid
    assert placed is not None
    assert placed.corners[0] == (10, 5)
    filled.move_grid(0, (80, 60))
    assert filled.state.grid == placed
    assert "cannot cross" in filled.state.grid_problems[""]
    filled.move_grid(0, (-1, 0))
    assert filled.state.grid_problems == {}


def test_the_grid_stays_on_the_picture(filled: NewProductPresenter) -> None:
    filled.move_grid(0, (10, 10))
    filled.move_grid(None, (500, -500))
    assert filled.state.grid is not None
    assert filled.state.grid.corners == ((10, 10), (96, 0), (96, 64), (0, 64))
    filled.move_grid(2, (-20, -20))
    filled.move_grid(None, (0, 3))
    assert filled.state.grid.corners == ((10, 10), (96, 0), (76, 44), (0, 64))
    filled.reset_grid()
    assert filled.state.product.corners is None


def test_cells_are_crossed_out_and_the_last_one_stays(filled: NewProductPresenter) -> None:
    filled.set_rows("1")
    filled.set_columns("2")
    filled.toggle_cell("A1")
    assert filled.state.product.unused == {"A1"}
    filled.toggle_cell("A2")
    assert filled.state.product.unused == {"A1"}
    assert "leave at least one cell" in filled.state.grid_problems[""]
    filled.set_unused("A2")
    assert filled.state.product.unused == {"A2"}
    filled.set_unused("Z9")
    assert filled.state.product.unused == {"A2"}
    assert 'Cell "Z9" is not on this grid' in filled.state.grid_problems["unused"]


@pytest.mark.parametrize(
    ("text", "letters", "found"),
    [
        ("3", True, ("U", "C", "D")),
        ("2", True, ("A", "B")),
        ("4", False, ("1", "2", "3", "4")),
        ("1-3", True, ("1", "2", "3")),
        ("A–C", False, ("A", "B", "C")),
        (" U, C;D ", True, ("U", "C", "D")),
        ("1 - 3, 7, left", False, ("1", "2", "3", "7", "left")),
        ("100000-100001", False, ("100000", "100001")),
        ("上 下", True, ("上", "下")),
        ("3,", True, ("3",)),
    ],
)
def test_labels(text: str, letters: bool, found: tuple[str, ...]) -> None:
    assert labels(text, letters) == found


@pytest.mark.parametrize(
    "text", ["", "0", "9-1", "A-3", "1-9999", "999", "9" * 9, "9" * 5000, "1, 2, 1"]
)
def test_labels_that_are_none_are_refused(filled: NewProductPresenter, text: str) -> None:
    filled.set_columns(text)
    assert filled.state.grid is None
    assert filled.state.grid_problems.keys() == {"columns"}
    assert not filled.state.can_save


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1-999999999", "at most 200 are allowed"),
        ("9999999999-9999999999", "at most 200 are allowed"),
        (f"{'9' * 5000}-1", "runs backwards"),
        ("1-400", "“1-400” are too many; at most 200 are allowed."),
        ("1-200, 301-400", "at most 200 are allowed"),
        ("3-", "“3-” is no range; write it such as 1-9 or A-F."),
        ("1-2-3", "is no range"),
        ("A-f", "is no range"),
        ("9-1", "“9-1” runs backwards; write 1-9."),
        ("U, ../..", "“../..” is no label; use letters and digits"),
        ("🙂", "“🙂” is no label"),
        ("-" * 900, "is no range"),
    ],
)
def test_what_is_wrong_with_labels_is_said(text: str, reason: str) -> None:
    problem = rules.label_problem(text, False)
    assert reason in problem
    assert len(problem) < 120


@pytest.mark.parametrize("found", [("3",), ("U", "C", "D"), ("1", "2"), ("left",)])
def test_labels_are_written_as_they_are_typed(found: tuple[str, ...]) -> None:
    assert labels(written(found), True) == found


def test_too_many_rows_are_an_error_that_says_what_is_allowed(filled: NewProductPresenter) -> None:
    filled.set_rows("999999999")
    filled.set_columns("0")
    problems = filled.state.grid_problems
    assert "1 to 26" in problems["rows"] and "A-F" in problems["rows"]
    assert "1 to 200" in problems["columns"]
    assert missing(filled, Step.GRID) == problems["rows"]
    filled.set_rows("26")
    filled.set_columns("009")
    assert filled.state.grid is not None
    assert len(filled.state.grid.positions) == 26 * 9


def test_what_is_wrong_with_one_field_goes_when_it_is_mended(filled: NewProductPresenter) -> None:
    filled.set_unused("Z9")
    assert "Z9" in filled.state.grid_problems["unused"]
    filled.set_unused("")
    assert filled.state.grid_problems == {}
    filled.set_rows("0")
    filled.set_unused("U1")
    assert filled.state.grid_problems["unused"] != filled.state.grid_problems["rows"]


def test_a_grid_that_lies_on_no_picture_is_not_done(presenter: NewProductPresenter) -> None:
    presenter.go(Step.GRID)
    assert "picture" in missing(presenter, Step.GRID)
    presenter.set_from_pair(True)
    assert missing(presenter, Step.GRID) == ""


def test_a_grid_is_done_once_it_was_seen_on_its_picture(
    presenter: NewProductPresenter, jobs: Jobs
) -> None:
    presenter.go(Step.GRID)  # there is nothing to see yet
    presenter.go(Step.PICTURES)
    presenter.set_name("board")
    presenter.add_pictures([Path("a.png"), Path("b.png")])
    jobs.run()
    assert missing(presenter, Step.GRID) == "Not looked at yet"
    assert presenter.state.can_save
    presenter.go(Step.GRID)
    assert missing(presenter, Step.GRID) == ""
    presenter.go(Step.PICTURES)
    presenter.set_mode("grey")
    jobs.run()
    assert missing(presenter, Step.GRID) == ""
    presenter.shift_picture(1, -1)
    assert missing(presenter, Step.GRID) == "Not looked at yet"


def test_classes_follow_the_rules_of_recipes(filled: NewProductPresenter) -> None:
    for name in ("scratched", "Dirty", "scratched", "ok", ""):
        filled.add_class()
        filled.set_class(len(filled.state.product.classes) - 1, name=name)
    rows = filled.state.product.classes
    assert len({row.key for row in rows}) == len({row.colour for row in rows}) == 5
    problems = filled.state.class_problems
    assert problems[0] == ""
    assert "lower-case" in problems[1]
    assert "recipe.toml" not in problems[1]
    assert problems[2] == "The name “scratched” is used already."
    assert problems[3] == "The name “ok” is used already."
    assert problems[4] == "Give it a name."
    assert not filled.state.can_save


def test_a_key_means_one_class() -> None:
    rows = (ClassRow("a", "1"), ClassRow("b", "1"), ClassRow("c", "o"), ClassRow("d", ""))
    assert rules.class_problems(rows) == (
        "",
        "The key “1” already means “a”.",
        "The key “o” already means “ok”.",
        "",
    )


def test_cells_that_are_not_there_are_kept_as_typed_until_they_are_mended(
    filled: NewProductPresenter,
) -> None:
    filled.go(Step.GRID)
    filled.set_unused("U1, Z99")
    assert filled.state.unused_typed == "U1, Z99"
    assert 'Cell "Z99"' in missing(filled, Step.GRID)
    filled.go(Step.CLASSES)
    assert 'Cell "Z99"' in missing(filled, Step.GRID)
    assert not filled.state.can_save
    filled.set_rows("U, Z")
    filled.set_columns("")
    assert filled.state.grid_problems["unused"] == "Mend the rows and columns first."
    filled.set_columns("1-99")
    assert filled.state.product.unused == {"U1", "Z99"}
    assert filled.state.unused_typed is None
    assert missing(filled, Step.GRID) == ""


def test_a_cell_crossed_out_on_the_picture_counts_more_than_what_was_refused(
    filled: NewProductPresenter,
) -> None:
    filled.set_unused("Z99")
    filled.toggle_cell("U2")
    assert filled.state.product.unused == {"U2"}
    assert filled.state.grid_problems == {}


@pytest.mark.parametrize("key", ["🙂", "ab", "\ud83d", "\x07", "\u0301", " ", "\ufffd", "傷"])
def test_what_no_key_types_is_no_key(filled: NewProductPresenter, key: str) -> None:
    filled.add_class()
    filled.set_class(0, name="scratched", key=key)
    assert "is no key; give one letter" in filled.state.class_problems[0]
    assert missing(filled, Step.CLASSES) == filled.state.class_problems[0]
    assert not filled.state.can_save


@pytest.mark.parametrize("key", ["1", "é", "ж", "+", ""])
def test_what_one_key_types_is_a_key(key: str) -> None:
    assert rules.class_problems([ClassRow("scratched", key)]) == ("",)


def test_an_inspector_that_decides_is_needed(filled: NewProductPresenter) -> None:
    filled.set_use("difference", role="advisory")
    assert missing(filled, Step.INSPECTORS) == "Choose an inspector that decides."
    assert not filled.state.can_save


def test_a_wrong_parameter_is_said_at_its_field(filled: NewProductPresenter) -> None:
    filled.enter("difference", ("window",), "0")
    filled.set_use("difference", deadline="soon")
    problems = filled.state.use_problems["difference"]
    assert set(problems) == {("window",), ("deadline",)}
    assert not filled.state.can_save


def test_who_only_advises_may_be_given_patience_and_who_decides_not() -> None:
    use = Use("vlm", on=True, role="advisory", deadline="4", patience="9.5")
    assert rules.use_problems(use, forms.Form()) == {}
    assert rules._use(use, forms.Form())["patience_s"] == 9.5
    assert edits._opened_use(rules._use(use, forms.Form())).patience == "9.5"
    for typed in ("3", "soon"):
        wrong = replace(use, patience=typed)
        assert set(rules.use_problems(wrong, forms.Form())) == {("patience",)}
    for decided in (replace(use, role="gating", patience="x"), replace(use, patience=" ")):
        assert rules.use_problems(decided, forms.Form()) == {}
        assert "patience_s" not in rules._use(decided, forms.Form())


def test_what_a_plugin_refuses_is_said_until_it_is_changed(
    filled: NewProductPresenter, jobs: Jobs, work: Work
) -> None:
    work.problems = (DraftProblem("inspectors.difference", "window must be odd"),)
    filled.go(Step.INSPECTORS)
    filled.go(Step.TRY)
    assert filled.state.checking
    jobs.run()
    assert filled.state.use_problems["difference"] == {(): "window must be odd"}
    assert not filled.state.can_save
    filled.enter("difference", ("window",), "11")
    assert filled.state.can_save


def test_it_is_saved_as_it_was_entered(
    filled: NewProductPresenter, jobs: Jobs, work: Work, saved: list[str]
) -> None:
    filled.set_title("Board")
    filled.set_mode("grey")
    jobs.run()
    filled.move_grid(0, (4, 3))
    filled.toggle_cell("D9")
    filled.add_class()
    filled.set_class(0, name="open")
    filled.enter("difference", ("window",), "11")
    filled.save()
    assert filled.state.saving
    jobs.run()
    (sketch,) = work.saved
    assert sketch.references == (Path("a.png"), Path("b.png"))
    assert sketch.wanted == {
        "name": "board",
        "title": "Board",
        "image": {"mode": "grey"},
        "grid": {
            "rows": ["U", "C", "D"],
            "columns": list("123456789"),
            "unused": ["D9"],
            "corners": [[4.0, 3.0], [96.0, 0.0], [96.0, 64.0], [0.0, 64.0]],
        },
        "classes": [{"name": "open", "key": "1", "colour": "#0072b2"}],
        "inspectors": [
            {
                "name": "difference",
                "role": "gating",
                "deadline_s": 2.0,
                "weight": 1.0,
                "parameters": {"window": 11},
            }
        ],
    }
    assert saved == ["board"]
    assert not filled.state.unsaved


def test_a_name_taken_meanwhile_is_said_and_nothing_is_lost(
    filled: NewProductPresenter, jobs: Jobs, work: Work, saved: list[str]
) -> None:
    work.refuse = RecipeError("board exists already")
    filled.save()
    jobs.run()
    assert filled.state.save_problem == "board exists already"
    assert filled.state.unsaved
    assert saved == []
    work.refuse = None
    filled.save()
    jobs.run()
    assert saved == ["board"]


def test_limits_hold_for_their_grid_only(
    filled: NewProductPresenter, jobs: Jobs, work: Work
) -> None:
    filled.trials.teach(Path("good"))
    assert filled.state.lesson.running
    jobs.run()
    assert filled.state.product.taught is not None
    assert filled.state.product.uses[0].entries[("window",)] == "11"
    filled.set_title("Board")
    assert filled.state.product.taught is not None
    filled.move_grid(0, (1, 1))
    assert filled.state.product.taught is None
    assert filled.state.product.uses[0].entries[("window",)] == "9"


def test_limits_learned_while_the_grid_was_moved_are_dropped(
    filled: NewProductPresenter, jobs: Jobs
) -> None:
    filled.trials.teach(Path("good"))
    filled.move_grid(0, (1, 1))
    jobs.run()
    assert filled.state.product.taught is None
    assert not filled.state.lesson.running


def test_a_lesson_that_fails_says_why(
    filled: NewProductPresenter, jobs: Jobs, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise PluginError("no good part was seen")

    monkeypatch.setattr(work, "teach", fails)
    filled.trials.teach(Path("good"))
    jobs.run()
    assert filled.state.lesson.problem == "no good part was seen"
    assert not filled.state.lesson.running


def test_nothing_is_judged_before_a_reference_is_chosen(
    presenter: NewProductPresenter, jobs: Jobs
) -> None:
    presenter.set_name("board")
    presenter.set_from_pair(True)
    jobs.run()
    presenter.trials.choose_test(Path("t.png"))
    assert jobs.waiting == {}
    presenter.trials.choose_reference(Path("r.png"))
    assert "new-product.trial" in jobs.waiting
    assert presenter.state.trial.running == "read"


def test_closing_forgets_all_work_and_frames(
    filled: NewProductPresenter, jobs: Jobs, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Path] = []
    monkeypatch.setattr(work, "keep_frame", lambda frame, path, mode: kept.append(path) or Read())
    filled.take_frame(np.zeros((64, 96, 3), np.uint8))
    jobs.run()
    assert kept[0].parent.is_dir()
    filled.trials.choose_test(Path("t.png"))
    filled.close()
    assert jobs.cancelled == ["new-product.trial"]
    assert not kept[0].parent.exists()


def test_what_the_system_refuses_is_said_without_its_class(
    filled: NewProductPresenter, jobs: Jobs, work: Work
) -> None:
    work.refuse = NotADirectoryError(20, "Not a directory", "recipes/board")
    filled.save()
    jobs.run()
    assert "“recipes/board” cannot be used: Not a directory." in filled.state.save_problem
    assert "Error" not in filled.state.save_problem


def test_why_a_lesson_failed_goes_when_the_part_is_judged_again(
    filled: NewProductPresenter, jobs: Jobs, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise PluginError("too few")

    monkeypatch.setattr(work, "teach", fails)
    filled.trials.teach(Path("good"))
    jobs.run()
    assert filled.state.lesson.problem
    filled.trials.choose_test(Path("t.png"))
    assert filled.state.lesson.problem == ""


def test_an_unforeseen_error_is_said_and_logged(
    filled: NewProductPresenter, jobs: Jobs, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.refuse = KeyError("odd")
    filled.save()
    jobs.run()
    assert "KeyError: 'odd'" in filled.state.save_problem
    assert "work for a new product failed" in caplog.text


def test_cancelled_work_stops_at_its_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    from qeu_station.services import teaching

    monkeypatch.setattr(teaching, "try_draft", lambda d, p, h, on_step: on_step("start"))
    task: Any = SimpleNamespace(cancelled=True, report=pytest.fail)
    sketch = Sketch({"name": "x"}, ())
    with pytest.raises(StoppedError):
        Workshop(None).judge(sketch, Path("t.png"), None, task)


def test_the_summary_says_what_is_saved(filled: NewProductPresenter) -> None:
    said = dict(filled.state.summary)
    assert said["Grid"] == "3 × 9, cells judged: 27"
    assert said["Reference"] == "Pictures of good parts: 2"
    assert said["Limits"].startswith("not learned yet")


def test_an_empty_product_has_nothing_under_its_grid() -> None:
    assert rules.size_of(Product()) is None
    assert rules.grid_of(Product()).addresses[0] == "U1"
