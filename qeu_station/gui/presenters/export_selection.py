"""Exporting a selection: which forms, where to, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.report_words import say_in_report
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import mark, translate, translate_marked

if TYPE_CHECKING:
    from qeu_station.services.exporting import ExportProgress, ExportResult

FORMS = {
    "csv": mark("Export", "Tables for a spreadsheet (CSV), with corrections to import elsewhere"),
    "parquet": mark("Export", "Tables for programs (Parquet)"),
    "overlays": mark("Export", "Pictures with grid and findings"),
    "html": mark("Export", "Report as a page (HTML)"),
    "pdf": mark("Export", "Report to print (PDF)"),
    "classes": mark("Export", "Pictures in a folder per class"),
    "coco": mark("Export", "Pictures with boxes (COCO)"),
    "finetune": mark("Export", "Records to fine-tune a language model (confirmed pairs only)"),
}
"""What can be written, in the order of the dialog."""

USUAL = ("csv", "html")

KEY = "export"


class ExportDesk(Protocol):
    """What exports; it blocks and is called from jobs."""

    def export(
        self,
        seqs: Sequence[int],
        out: Path,
        formats: Sequence[str],
        about: Mapping[str, Any],
        title: str,
        on_progress: Callable[[ExportProgress], None],
        cancelled: Callable[[], bool],
        say: Callable[[str], str],
    ) -> ExportResult:
        """Write a selection into a new folder; see ``services.exporting``.

        Args:
            seqs: Numbers of the selected inspections' entries.
            out: The folder.
            formats: What is written.
            about: What was selected by.
            title: Heading of the reports.
            on_progress: Told how far it is.
            cancelled: Asked whether somebody still wants it.
            say: Says the words of the reports in their language.
        """
        ...


class Stage(Enum):
    """How far an export is."""

    CHOOSING = "choosing"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ExportState:
    """What the dialog shows.

    Attributes:
        stage: How far it is.
        count: Number of selected inspections.
        formats: What is written.
        out: Folder to make, as typed.
        title: Heading of the reports.
        done: Inspections that are done, with how many were ``left_out`` of something.
        told: What came of it, in words.
        reasons: What was left out, a line each, of the first.
        problem: Why it did not work.
        ready: Whether it can begin.
    """

    stage: Stage
    count: int
    formats: tuple[str, ...] = USUAL
    out: str = ""
    title: str = ""
    done: int = 0
    left_out: int = 0
    told: str = ""
    reasons: tuple[str, ...] = ()
    problem: str = ""
    ready: bool = False


SHOWN = 200
"""Most reasons that are listed; the folder holds all."""


class ExportPresenter:
    """Decides what the export dialog shows.

    Args:
        jobs: Runs the export beside the window's thread.
        desk: Exports.
        seqs: Numbers of the selected inspections' entries, in the order of the table.
        about: What was selected by, written into the folder.
        show: Takes every new state.
        folder: Where a new folder is proposed.
        now: The local time, for the proposed name.
    """

    def __init__(
        self,
        jobs: Jobs,
        desk: ExportDesk,
        seqs: Sequence[int],
        about: Mapping[str, Any],
        show: Callable[[ExportState], None],
        folder: Path,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._jobs, self._desk, self._seqs, self._about = jobs, desk, seqs, about
        self._show = show
        export = translate("Export", "export")
        name = f"{export} {now():%Y-%m-%d %H-%M-%S}"
        state = ExportState(Stage.CHOOSING, len(seqs), out=str(folder / name))
        self.state = replace(state, ready=_ready(state))

    def enter(self, **changes: str) -> None:
        """Take what was entered: ``out`` or ``title``."""
        self._put(replace(self.state, problem="", **changes))  # type: ignore[arg-type]

    def place_in(self, folder: Path) -> None:
        """Put the new folder into another one."""
        self.enter(out=str(folder / Path(self.state.out).name))

    def choose(self, name: str, on: bool) -> None:
        """Write a form, or not."""
        chosen = {*self.state.formats, name} if on else {*self.state.formats} - {name}
        formats = tuple(form for form in FORMS if form in chosen)
        self._put(replace(self.state, formats=formats, problem=""))

    def start(self) -> None:
        """Begin."""
        state = self.state
        if state.stage is not Stage.CHOOSING or not state.ready:
            return
        out, desk, seqs, about = Path(state.out.strip()), self._desk, self._seqs, self._about
        self._put(replace(state, stage=Stage.RUNNING, done=0, left_out=0, problem=""))
        self._jobs.latest(
            KEY,
            lambda task: desk.export(
                seqs,
                out,
                state.formats,
                about,
                state.title,
                task.report,
                lambda: task.cancelled,
                say_in_report,
            ),
            self._on_done,
            self._on_failed,
            self._on_progress,
        )

    def cancel(self) -> None:
        """Stop; nothing is left on the disk."""
        if self.state.stage is Stage.RUNNING:
            self._jobs.forget(KEY)
            told = translate("Export", "Stopped. Nothing was left behind.")
            self._put(replace(self.state, stage=Stage.CHOOSING, told=told))

    def close(self) -> None:
        """Stop, and show nothing any more."""
        self._show = lambda state: None
        self.cancel()

    def _on_progress(self, progress: ExportProgress) -> None:
        if self.state.stage is Stage.RUNNING:
            self._put(replace(self.state, done=progress.done, left_out=progress.left_out))

    def _on_done(self, result: ExportResult) -> None:
        if not result.completed:
            return
        reasons = tuple(
            f"{each.pair} · {translate_marked('Export', FORMS.get(each.format, each.format))}: "
            f"{sentence(each.reason)}"
            for each in result.left_out[:SHOWN]
        )
        self._put(
            replace(
                self.state,
                stage=Stage.DONE,
                done=result.total,
                left_out=len(result.left_out),
                told=_told(result),
                reasons=reasons,
            )
        )

    def _on_failed(self, error: Exception) -> None:
        self._put(replace(self.state, stage=Stage.CHOOSING, problem=sentence(str(error))))

    def _put(self, state: ExportState) -> None:
        told = state.told if state.stage is not Stage.RUNNING else ""
        self.state = replace(state, ready=_ready(state), told=told)
        self._show(self.state)


def _ready(state: ExportState) -> bool:
    choosing = state.stage is Stage.CHOOSING
    return choosing and bool(state.count and state.formats and state.out.strip())


def _told(result: ExportResult) -> str:
    text = translate("Export", "Pairs written: {count}, into {folder}")
    told = text.format(count=f"{result.total:,}", folder=result.out)
    if not result.left_out:
        return told
    more = translate(
        "Export", "{told}. Left out of something: {count}; left-out.csv in the folder names all."
    )
    return more.format(told=told, count=f"{len(result.left_out):,}")
