"""What the Review screen works on: a journal to read, and to correct in when somebody does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qeu_station.core.correction import Correction
from qeu_station.core.recipe import ImageSettings, Recipe
from qeu_station.core.record import AdviceRecord, InspectionRecord
from qeu_station.errors import InputError, QeuError
from qeu_station.services.bulk import BulkDone, correct_all, corrections_open, undo_all
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import (
    Columns,
    Picture,
    ReviewSource,
    load,
    open_review,
    pictures_of,
    refresh,
    relocated,
)
from qeu_station.services.viewing import (
    PictureMemory,
    ViewedPair,
    thumbnail,
    view_file,
    view_record,
)
from qeu_station.storage.database import locate
from qeu_station.storage.journal import Journal
from qeu_station.storage.recorded import RecordedRecipes

if TYPE_CHECKING:
    from qeu_station.services.exporting import ExportProgress, ExportResult
    from qeu_station.services.importing import ImportDone, ImportPlan

THUMBNAIL = 48
"""Height of the small pictures in the table, in pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Small:
    """The small picture of one row.

    Attributes:
        row: The inspection's row.
        picture: uint8, (h, w, 3) RGB; None when there is none to show.
        why: Why not, empty when there is one.
    """

    row: int
    picture: np.ndarray | None = field(default=None, repr=False)
    why: str = ""


class ReviewDesk:
    """One journal under review; every method blocks, and all may run beside each other.

    Corrections of the station's own journal go through the window that has it open; a batch's
    journal is opened for them when the first is made, and let go of by ``release``.

    Args:
        source: The journal, open for reading.
        home: The station's home.
        own: The station's own journal as this program has it open for writing; None when it has
            not.
    """

    def __init__(self, source: ReviewSource, home: OpenHome, own: Journal | None) -> None:
        self.source = source
        self._home = home
        self._own = own if own is not None and _is_own(source, home) else None
        self._place = None if _is_own(source, home) else source.place.file
        self._recipes = RecordedRecipes(source.reader)
        self._memory = PictureMemory()
        self._writing = threading.Lock()
        self._opened = ExitStack()
        self._journal: Journal | None = None
        self._heard: dict[str, set[str]] = {}

    @classmethod
    def open(cls, place: Path | str | None, home: OpenHome, own: Journal | None) -> ReviewDesk:
        """Open a batch's folder, a journal, or with None the station's own journal.

        Raises:
            InputError, JournalError, StorageError: There is none, or it cannot be read.
        """
        return cls(open_review(place, home), home, own)

    def close(self) -> None:
        """Let go of the journal."""
        self.release()
        self.source.close()

    @property
    def name(self) -> str:
        """What is open, for a title; empty for the station's own journal."""
        folder = self.source.folder
        if self._place is None and folder is None:
            return ""
        return folder.name if folder is not None else str(self.source.place)

    @property
    def own(self) -> bool:
        """Whether it is the station's own journal."""
        return self._place is None

    def record(self, inspection: str) -> InspectionRecord:
        """Return an inspection, its pictures where they lie now."""
        return relocated(self.source, self.source.reader.inspection(inspection))

    def recipe_of(self, record: InspectionRecord) -> Recipe:
        """Return the recipe a record was judged with.

        Raises:
            InputError: The journal does not hold it.
        """
        return self._recipes.of(record)

    def advice(self, inspection: str) -> tuple[AdviceRecord, ...]:
        """Return what inspectors said of an inspection after its verdict, oldest first."""
        return self.source.reader.advice(inspection)

    def corrections(self, inspection: str) -> list[tuple[str, Correction]]:
        """Return (entry hash, correction) of an inspection, oldest first."""
        found = self.source.reader.corrections(inspection)
        self._heard[inspection] = {entry for entry, _ in found}
        return found

    def pictures(self, inspection: str, difference: bool = False) -> ViewedPair:
        """Return the pictures an inspection was judged on, test laid onto the reference.

        Raises:
            ImageError: One is gone or was changed since.
        """
        record = self.record(inspection)
        return view_record(record, self.recipe_of(record), difference, self._memory)

    def load(self, on_part: Callable[[Columns], None] | None = None) -> Columns:
        """Return every inspection; ``on_part`` takes the most uncertain ones before."""
        return load(self.source, on_part)

    def refresh(self, columns: Columns) -> Columns:
        """Return the columns with what was recorded since."""
        return refresh(self.source, columns)

    def small(self, columns: Columns, rows: Sequence[int]) -> Iterator[Small]:
        """Yield the small test pictures of some rows, one by one as they are read."""
        for picture in pictures_of(self.source, columns, rows):
            yield _small(picture, self._images(columns.recipe_sha256[picture.row]))

    def correct(self, correction: Correction) -> str:
        """Record a correction; on the disk when this returns its entry's hash.

        Where others spoke of the inspection since it was read here, it is refused once: what is
        recorded last counts, and nobody overrules what they never saw.

        Raises:
            InputError: Others spoke of it meanwhile.
            JournalTakenError: A batch writes the journal, or another window corrects in it.
            JournalError: An older version wrote it.
            StorageError: It cannot be written, or is another one than was opened.
        """
        with self._open() as journal:
            self._check_heard(journal, correction)
            entry = journal.append_correction(correction)
            self._heard.setdefault(correction.inspection, set()).add(entry)
            return entry

    def correct_all(self, corrections: Sequence[Correction]) -> BulkDone:
        """Record corrections, all of them or none; see ``services.bulk``."""
        with self._open() as journal:
            return correct_all(journal, corrections)

    def undo_all(self, done: BulkDone, operator: str) -> BulkDone:
        """Take back what was recorded together; to undo that is to redo."""
        with self._open() as journal:
            return undo_all(journal, done, operator)

    def plan_import(self, file: Path, operator: str) -> ImportPlan:
        """Compare a file of corrections with the journal; nothing is written."""
        from qeu_station.services.importing import plan_import

        return plan_import(self.source.reader, file, operator)

    def write_import(
        self,
        plan: ImportPlan,
        choices: Mapping[tuple[str, str, int], str],
        without_problems: bool,
    ) -> ImportDone:
        """Write what was decided, all of it or nothing; see ``services.importing``."""
        from qeu_station.services.importing import Choice, write_import

        decided = {key: Choice(choice) for key, choice in choices.items()}
        with self._open() as journal:
            return write_import(journal, plan, decided, None, without_problems)

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
        """Write a selection into a new folder, its reports in the words of ``say``.

        See ``services.exporting``.
        """
        from qeu_station.services.exporting import ExportRequest, export_selection

        request = ExportRequest(self.source, seqs, out, formats, about, title, say)
        return export_selection(request, on_progress, cancelled)

    def release(self) -> None:
        """Let others write the journal of a batch again, until the next correction."""
        with self._writing:
            self._journal = None
            self._opened.close()

    def _check_heard(self, journal: Journal, correction: Correction) -> None:
        known = self._heard.get(correction.inspection)
        if known is None:
            return
        there = journal.corrections(correction.inspection)
        self._heard[correction.inspection] = {entry for entry, _ in there}
        others = [
            said
            for entry, said in there
            if entry not in known and said.operator != correction.operator
        ]
        if others:
            raise InputError(
                f"{others[-1].operator} spoke of this pair meanwhile ({_in_short(others[-1])}). "
                "Your word was not recorded: Enter records it all the same, Ctrl+Z takes it back."
            )

    def _images(self, sha256: str) -> ImageSettings:
        """Return the pixel range of a recipe; the usual one when the journal does not hold it."""
        recipe = self._recipes.get(sha256)
        return ImageSettings() if recipe is None else recipe.image

    @contextmanager
    def _open(self) -> Iterator[Journal]:
        with self._writing:
            if self._own is not None:
                yield self._own
                return
            self.source.check()
            if self._journal is None:
                self.source.check_writable()
                self._journal = self._opened.enter_context(
                    corrections_open(self._home, self._place)
                )
            yield self._journal


def _in_short(said: Correction) -> str:
    words = [said.part.upper()] if said.part else []
    words += [f"{cell} {name}" for cell, name in said.cells.items()]
    words += [box.label for box in said.added]
    return ", ".join(words) or said.note or "…"


def _is_own(source: ReviewSource, home: OpenHome) -> bool:
    own = locate(home.database)
    return source.place.url == own.url or (own.file is not None and source.place.file == own.file)


def _small(picture: Picture, images: ImageSettings) -> Small:
    if picture.path is None:
        return Small(picture.row, why=f'"{picture.recorded}" is gone.')
    try:
        return Small(picture.row, thumbnail(view_file(picture.path, images), THUMBNAIL))
    except QeuError as error:
        return Small(picture.row, why=str(error))
