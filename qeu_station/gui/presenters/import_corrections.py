"""Importing corrections made elsewhere: everything is shown and decided before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qeu_station.errors import OutdatedError
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.review_times import local_of
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.bulk import BulkDone
    from qeu_station.services.importing import Conflict, ImportDone, ImportPlan

MINE, THEIRS, SKIP = "mine", "theirs", "skip"
"""What becomes of a conflict; see ``services.importing.Choice``."""

PLAN_KEY, WRITE_QUEUE = "import", "review.journal"
"""Writing waits for every correction that was said before."""


class ImportDesk(Protocol):
    """What imports; it blocks and is called from jobs."""

    def plan_import(self, file: Path, operator: str) -> ImportPlan:
        """Compare a file with the journal; nothing is written."""
        ...

    def write_import(
        self,
        plan: ImportPlan,
        choices: Mapping[tuple[str, str, int], str],
        without_problems: bool,
    ) -> ImportDone:
        """Write what was decided, all of it or nothing."""
        ...

    def undo_all(self, done: BulkDone, operator: str) -> BulkDone:
        """Take an import back."""
        ...


class Stage(Enum):
    """How far an import is."""

    CHOOSING = "choosing a file"
    READING = "reading it"
    DECIDING = "deciding"
    WRITING = "writing"
    WRITTEN = "written"
    UNDONE = "taken back"


@dataclass(frozen=True, slots=True)
class Difference:
    """One conflict as a table shows it: who said what, and when, on both sides."""

    line: int
    pair: str
    item: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ImportState:
    """What the dialog shows.

    Attributes:
        stage: How far it is.
        file: The file, empty before one was chosen.
        summary: What the file holds, in words.
        problems: Lines that cannot be imported, with the reason.
        leave_out: Whether those lines are left out.
        conflicts: Where file and journal differ.
        choices: What becomes of each, empty while undecided.
        told: What was recorded, in words.
        problem: Why something did not work.
        ready: Whether it can be written.
    """

    stage: Stage = Stage.CHOOSING
    file: str = ""
    summary: str = ""
    problems: tuple[tuple[int, str], ...] = ()
    leave_out: bool = False
    conflicts: tuple[Difference, ...] = ()
    choices: tuple[str, ...] = ()
    told: str = ""
    problem: str = ""
    ready: bool = False

    @property
    def undecided(self) -> int:
        """Number of conflicts without a choice."""
        return self.choices.count("")


class ImportPresenter:
    """Decides what the import dialog shows.

    Args:
        jobs: Runs the work beside the window's thread.
        desk: Plans and writes.
        operator: Who is signed on; nobody imports without a name.
        show: Takes every new state.
        after: Called when something was recorded.
    """

    def __init__(
        self,
        jobs: Jobs,
        desk: ImportDesk,
        operator: str,
        show: Callable[[ImportState], None],
        after: Callable[[], None] = lambda: None,
    ) -> None:
        self._jobs, self._desk, self._operator = jobs, desk, operator
        self._show, self._after = show, after
        self._plan: ImportPlan | None = None
        self._done: BulkDone | None = None
        self.state = ImportState()

    def choose(self, file: Path) -> None:
        """Look a file through."""
        self._plan, self._done = None, None
        self._put(ImportState(Stage.READING, str(file)))
        self._read(file, self._on_plan)

    def again(self) -> None:
        """Look the same file through again."""
        if self.state.file:
            self.choose(Path(self.state.file))

    def decide(self, rows: Iterable[int], choice: str) -> None:
        """Decide some conflicts, given by their places in the list."""
        if self.state.stage is not Stage.DECIDING:
            return
        choices = list(self.state.choices)
        for row in rows:
            choices[row] = choice
        self._put(replace(self.state, choices=tuple(choices), problem=""))

    def leave_out(self, on: bool) -> None:
        """Import the rest without the lines that have problems, or not."""
        if self.state.stage is Stage.DECIDING:
            self._put(replace(self.state, leave_out=on, problem=""))

    def write(self) -> None:
        """Write what was decided."""
        plan, state, desk = self._plan, self.state, self._desk
        if plan is None or not state.ready:
            return
        keys = (conflict.key for conflict in plan.conflicts)
        choices = dict(zip(keys, state.choices, strict=True))
        self._put(replace(state, stage=Stage.WRITING, problem=""))
        self._jobs.ordered(
            WRITE_QUEUE,
            lambda task: desk.write_import(plan, choices, state.leave_out),
            self._on_written,
            self._on_unwritten,
        )

    def undo(self) -> None:
        """Take the import back."""
        done, desk, who = self._done, self._desk, self._operator
        if done is None or self.state.stage is not Stage.WRITTEN:
            return
        self._put(replace(self.state, stage=Stage.WRITING, problem=""))
        self._jobs.ordered(
            WRITE_QUEUE, lambda task: desk.undo_all(done, who), self._on_undone, self._on_not_undone
        )

    def close(self) -> None:
        """Show nothing any more; what is being written is written."""
        self._show = lambda state: None
        self._jobs.forget(PLAN_KEY)

    def _on_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._put(
            ImportState(
                Stage.DECIDING,
                str(plan.file),
                _summary(plan),
                tuple((problem.line, sentence(problem.text)) for problem in plan.problems),
                conflicts=tuple(_difference(conflict) for conflict in plan.conflicts),
                choices=("",) * len(plan.conflicts),
            )
        )

    def _on_unread(self, error: Exception) -> None:
        self._put(ImportState(file=self.state.file, problem=sentence(str(error))))

    def _on_written(self, done: ImportDone) -> None:
        self._done = done.bulk
        text = translate("Import", "Corrections recorded: {count}. Left out by choice: {left}.")
        told = text.format(count=f"{len(done.bulk):,}", left=f"{done.left_out:,}")
        self._put(replace(self.state, stage=Stage.WRITTEN, told=told))
        self._after()

    def _on_unwritten(self, error: Exception) -> None:
        if isinstance(error, OutdatedError):
            self._look_again(sentence(str(error)))
            return
        problem = translate("Import", "Nothing was recorded. {reason}")
        text = problem.format(reason=sentence(str(error)))
        self._put(replace(self.state, stage=Stage.DECIDING, problem=text))

    def _look_again(self, problem: str) -> None:
        """Look the file through anew; what was decided of a conflict that is the same stays so."""
        before = dict(zip(self.state.conflicts, self.state.choices, strict=True))

        def on_plan(plan: ImportPlan) -> None:
            leave_out = self.state.leave_out
            self._on_plan(plan)
            choices = tuple(before.get(conflict, "") for conflict in self.state.conflicts)
            self._put(replace(self.state, choices=choices, leave_out=leave_out, problem=problem))

        self._put(replace(self.state, stage=Stage.READING))
        self._read(Path(self.state.file), on_plan)

    def _read(self, file: Path, on_plan: Callable[[ImportPlan], None]) -> None:
        desk, who = self._desk, self._operator
        self._jobs.latest(
            PLAN_KEY, lambda task: desk.plan_import(file, who), on_plan, self._on_unread
        )

    def _on_undone(self, done: BulkDone) -> None:
        self._done = None
        text = translate("Import", "Taken back: {count}.")
        told = text.format(count=f"{len(done):,}")
        if done.left:
            left = translate(
                "Import", "{told} Left alone, because somebody spoke of them since: {count}."
            )
            told = left.format(told=told, count=f"{len(done.left):,}")
        self._put(replace(self.state, stage=Stage.UNDONE, told=told))
        self._after()

    def _on_not_undone(self, error: Exception) -> None:
        problem = translate("Import", "Nothing was taken back. {reason}")
        text = problem.format(reason=sentence(str(error)))
        self._put(replace(self.state, stage=Stage.WRITTEN, problem=text))

    def _put(self, state: ImportState) -> None:
        plan = self._plan
        decided = state.stage is Stage.DECIDING and not state.undecided
        settled = state.leave_out or not state.problems
        something = plan is not None and bool(plan.planned)
        self.state = replace(state, ready=decided and settled and something)
        self._show(self.state)


def _summary(plan: ImportPlan) -> str:
    text = translate(
        "Import",
        "Corrections: {count}. In conflict with what was said here: {conflicts}. Lines with "
        "problems: {problems}. Known already: {known}.",
    )
    return text.format(
        count=f"{len(plan.planned):,}",
        conflicts=f"{len(plan.conflicts):,}",
        problems=f"{len(plan.problems):,}",
        known=f"{plan.known:,}",
    )


def _difference(conflict: Conflict) -> Difference:
    item = translate("Import", "part") if conflict.item == "part" else conflict.item
    name = " · ".join(filter(None, (conflict.pair, conflict.serial)))
    mine, theirs = conflict.mine, conflict.theirs
    said = " · ".join(filter(None, (mine.what, mine.who, local_of(mine.at))))
    given = " · ".join(filter(None, (theirs.what, theirs.who, theirs.at)))
    return Difference(conflict.line, name, item, said, given)
