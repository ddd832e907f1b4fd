"""The station at work: one home, its journal, and the recipe in use with its inspectors running."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

import numpy as np

from qeu_station.capture.folder_watch import FolderWatch
from qeu_station.core.correction import Correction
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import Recipe
from qeu_station.core.record import LATE, AdviceRecord, ImageStamp, InspectionRecord
from qeu_station.errors import DatasetError, ImageError, InputError, StorageError
from qeu_station.imaging.io import LoadedImage, encode_image
from qeu_station.imaging.pixels import to_eight_bit
from qeu_station.pluginhost import WorkerHealth
from qeu_station.services.capturing import watch_folder
from qeu_station.services.opening import OpenHome
from qeu_station.services.recording import software_versions, unreadable_record
from qeu_station.services.station import Station
from qeu_station.services.talk import Board, Slip, Talk
from qeu_station.services.viewing import PictureMemory, ViewedPair, shown, view_file, view_record
from qeu_station.storage.archive import Archive
from qeu_station.storage.journal import Journal
from qeu_station.storage.pairs import PairRules, list_pairs
from qeu_station.storage.recipes import LoadedRecipe, RecipePlace, list_recipes, load_recipe
from qeu_station.storage.recorded import RecordedRecipes


@dataclass(frozen=True, slots=True)
class Seen:
    """What was judged of a serial number before.

    Attributes:
        serial: The number.
        times: How often it was judged.
        at: When last, UTC in ISO 8601.
        verdict: What the station said last.
        part: Name of the pair it was last judged with.
    """

    serial: str
    times: int
    at: str
    verdict: str
    part: str


@dataclass(frozen=True, slots=True)
class Shift:
    """What was judged since a time.

    Attributes:
        since: UTC in ISO 8601, empty for the beginning of the journal.
        verdicts: Number of inspections per verdict.
        corrected: Number of inspections that a correction in force contradicts.
        milliseconds: Cycle time of each inspection, in the order of the journal.
    """

    since: str
    verdicts: dict[str, int]
    corrected: int
    milliseconds: tuple[float, ...]


class LiveStation:
    """What the window works with; see ``gui.presenters.ports.Station`` for its methods.

    Args:
        home: The station's home.
        journal: Its journal, open for writing.
    """

    def __init__(self, home: OpenHome, journal: Journal) -> None:
        self._home = home
        self._journal = journal
        self._archive = Archive(home.archive)
        self._keeper = ThreadPoolExecutor(2, thread_name_prefix="window-archive")
        self._station: Station | None = None
        self._recorded_recipe = ""
        self._kept: dict[Path, tuple[str, str]] = {}
        self._recipes = RecordedRecipes(journal)
        self._shown: tuple[str, np.ndarray | None] = "", None
        self._memory = PictureMemory()
        self._judging = threading.Lock()
        self._board = Board()

    @classmethod
    def open(cls, home: OpenHome) -> LiveStation:
        """Open the journal of a home for writing.

        Raises:
            JournalError, StorageError: It cannot be opened, or another program writes it.
        """
        return cls(home, home.journal())

    def __enter__(self) -> LiveStation:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the inspectors and let go of the journal."""
        with self._judging:
            station, self._station = self._station, None
            if station is not None:
                station.__exit__(None, None, None)
        self._keeper.shutdown(wait=True)
        self._journal.close()

    def use(self, recipe: str) -> LoadedRecipe:
        """Load a recipe and start its inspectors; the one before stays in use on an error."""
        loaded = load_recipe(recipe, self._home.folder)
        station = Station(loaded, self._home.station)
        try:
            station.__enter__()
        except BaseException:
            station.__exit__(None, None, None)
            raise
        with self._judging:
            before, self._station = self._station, station
            self._kept.clear()
        if before is not None:
            before.__exit__(None, None, None)
        return loaded

    def recipes(self) -> Sequence[RecipePlace]:
        """Return every recipe that can be used, newest versions only, sorted by name."""
        newest: dict[str, RecipePlace] = {}
        for place in list_recipes(self._home.folder):
            known = newest.get(place.name)
            if known is None or place.version > known.version:
                newest[place.name] = place
        return [newest[name] for name in sorted(newest)]

    def pairs(self, source: Path) -> Sequence[Pair]:
        """Return the pairs of a folder or CSV for the recipe in use.

        Raises:
            DatasetError: It is neither, or holds no pairs.
        """
        if source.is_file() and source.suffix.lower() != ".csv":
            raise DatasetError(
                f'"{source.name}" cannot be opened: it is no folder, no CSV of pairs and no '
                "picture of a known kind (PNG, JPEG, TIFF, BMP, WebP)."
            )
        return list_pairs(source.absolute(), PairRules(self._in_use.loaded.recipe.from_pair))

    def watch(self, folder: Path) -> FolderWatch:
        """Watch a folder for pairs of the recipe in use."""
        return watch_folder(folder, self._in_use.loaded.recipe.from_pair, self._home)

    def pair_pictures(self, pair: Pair) -> ViewedPair:
        """Read the two pictures of a pair for the screen, before it is judged."""
        loaded = self._in_use.loaded
        test, _ = self._memory.read(pair.test, self._home.settings.max_pixels)
        picture = shown(to_eight_bit(test.pixels, loaded.recipe.image))
        return ViewedPair(pair.name, self._reference_view(pair, loaded), picture)

    def record_pictures(self, record: InspectionRecord, difference: bool = False) -> ViewedPair:
        """Read the pictures a record was judged on, test laid onto the reference."""
        return view_record(record, self.recipe_of(record), difference, self._memory)

    def recipe_of(self, record: InspectionRecord) -> Recipe:
        """Return the recipe a record was judged with, from the journal."""
        if self._station is not None and self._station.loaded.sha256 == record.recipe.sha256:
            return self._station.loaded.recipe
        return self._recipes.of(record)

    def inspect(self, pair: Pair, operator: str) -> InspectionRecord:
        """Judge a pair; what is returned is on the disk, pictures and record.

        A pair that cannot be read is recorded as REVIEW with the reason.
        """
        with self._judging, self._slip(pair) as slip:
            station, started = self._in_use, time.perf_counter()
            try:  # read once: what is judged is what is kept
                image, content = self._memory.read(pair.test, self._home.settings.max_pixels)
                keeping = self._keeper.submit(self._keep_bytes, content, pair.test.suffix)
                record = station.judge(pair, image, operator, started, slip)
            except ImageError as error:
                return self._record(_unreadable(pair, error, station, operator), station)
            test = replace(record.test, path=keeping.result()[1])
            record = self._with_references(replace(record, test=test), pair)
            return self._record(record, station, slip)

    def inspect_frame(
        self, frame: np.ndarray, name: str, serial: str, operator: str
    ) -> InspectionRecord:
        """Judge a camera's frame, uint8 (H, W, 3) BGR or (H, W), as ``inspect`` does."""
        pair = Pair(name, Path(f"{name}.png"), None, serial)
        with self._judging, self._slip(pair) as slip:
            station = self._in_use
            if station.loaded.recipe.from_pair:
                raise InputError(
                    f'Recipe "{station.loaded.recipe.name}" takes the reference from each pair, '
                    "and a camera's picture brings none. Choose a recipe with a reference."
                )
            started = time.perf_counter()
            keeping: Future[tuple[str, str]] = self._keeper.submit(self._keep_frame, frame)
            image = LoadedImage(pair.test, frame, "", "png")
            try:
                record = station.judge(pair, image, operator, started, slip)
            except ImageError as error:
                record = _unreadable(pair, error, station, operator)
            sha256, path = keeping.result()
            test = replace(record.test, path=path, sha256=sha256)
            self._memory.keep(LoadedImage(Path(path), frame.copy(), sha256, "png"))
            record = replace(record, test=test)
            if record.references:
                record = self._with_references(record, pair)
            return self._record(record, station, slip)

    def correct(self, correction: Correction) -> str:
        """Record a correction; on the disk when this returns its entry's hash."""
        return self._journal.append_correction(correction)

    def advice(self, inspection: str) -> tuple[AdviceRecord, ...]:
        """Return what inspectors said of an inspection after its verdict, oldest first."""
        return self._journal.advice(inspection)

    def talk(self) -> Talk:
        """Return what inspectors say now; takes no time."""
        return self._board.talk

    def corrections(self, inspection: str) -> list[tuple[str, Correction]]:
        """Return (entry hash, correction) of an inspection, oldest first."""
        return self._journal.corrections(inspection)

    def record(self, inspection: str) -> InspectionRecord:
        """Return a recorded inspection by its id."""
        return self._journal.inspection(inspection)

    def recent(self, limit: int) -> list[InspectionRecord]:
        """Return the newest inspections, the newest first."""
        return list(self._journal.inspections(newest_first=True, limit=limit))

    def seen(self, serial: str) -> Seen | None:
        """Return what was judged of a serial number before, None when nothing."""
        found = self._journal.outcomes(serial=serial)
        if not found:
            return None
        last = found[-1]
        return Seen(serial, len(found), last.at, last.verdict, last.pair)

    def shift(self, since: str) -> Shift:
        """Return what was judged since a time, UTC in ISO 8601."""
        found = self._journal.outcomes(since=since)
        return Shift(
            since,
            dict(Counter(outcome.verdict for outcome in found)),
            self._journal.contradicted(since),
            tuple(each.milliseconds for each in found if each.milliseconds is not None),
        )

    @property
    def journal(self) -> Journal:
        """The station's journal, open for writing."""
        return self._journal

    def health(self) -> tuple[WorkerHealth, ...]:
        """Return the state of every worker of the recipe in use."""
        station = self._station
        return () if station is None else station.health()

    def restart(self, inspector: str) -> None:
        """Start an inspector's worker anew.

        Raises:
            InputError: Its plugin is disabled, or no recipe is in use.
        """
        self._in_use.restart(inspector, self._home.host.disabled)

    @property
    def running(self) -> Station | None:
        """The recipe in use with its inspectors; None before the first is used."""
        return self._station

    @property
    def home(self) -> OpenHome:
        """The station's home, with the settings that the next recipe is used with."""
        return self._home

    def follow(self, home: OpenHome) -> None:
        """Take changed settings for the next recipe; the one in use goes on as it is."""
        self._home = home

    @property
    def _in_use(self) -> Station:
        if self._station is None:
            raise InputError("No recipe is in use; choose one first.")
        return self._station

    def _reference_view(self, pair: Pair, loaded: LoadedRecipe) -> np.ndarray:
        """Return the reference of a pair; that of the recipe is read once."""
        if loaded.recipe.from_pair:
            if pair.reference is None:
                raise InputError(f'Pair "{pair.name}" has no reference picture; give one.')
            return view_file(pair.reference, loaded.recipe.image, self._home.settings.max_pixels)
        known, picture = self._shown
        if known != loaded.sha256 or picture is None:
            picture = view_file(loaded.references[0], loaded.recipe.image)
            self._shown = loaded.sha256, picture
        return picture

    @contextmanager
    def _slip(self, pair: Pair) -> Iterator[Slip]:
        """Give what hears of one inspection; without a record nothing late is kept."""
        slip = Slip(pair.name, self._board, self._journal.append_advice)
        try:
            yield slip
        finally:
            slip.settle("")

    def _record(
        self, record: InspectionRecord, station: Station, slip: Slip | None = None
    ) -> InspectionRecord:
        if self._recorded_recipe != station.loaded.sha256:
            self._journal.append_recipe(station.loaded)
            self._recorded_recipe = station.loaded.sha256
        self._journal.append_inspections([record])
        if slip is not None:
            late = {said.inspector for said in record.opinions if said.status == LATE}
            seats = station.roster.seats
            slip.settle(record.id, {seat.inspector for seat in seats if seat.opinion in late})
        return record

    def _with_references(self, record: InspectionRecord, pair: Pair) -> InspectionRecord:
        loaded = self._in_use.loaded
        if loaded.recipe.from_pair:
            places = [self._keep(pair.reference)] if pair.reference else []
        else:
            for path in loaded.references:
                if path not in self._kept:
                    self._kept[path] = self._keep(path)
            places = [self._kept[path] for path in loaded.references]
        kept = [_kept(stamp, p) for stamp, p in zip(record.references, places, strict=True)]
        return replace(record, references=tuple(kept))

    def _keep(self, path: Path) -> tuple[str, str]:
        sha256 = self._archive.add(path)
        return sha256, str(self._archive.path(sha256))

    def _keep_frame(self, frame: np.ndarray) -> tuple[str, str]:
        return self._keep_bytes(encode_image(frame, ".png"), ".png")

    def _keep_bytes(self, content: bytes, suffix: str) -> tuple[str, str]:
        sha256 = self._archive.add_bytes(content, suffix)
        return sha256, str(self._archive.path(sha256))


def _kept(stamp: ImageStamp, place: tuple[str, str]) -> ImageStamp:
    if place[0] != stamp.sha256:
        raise StorageError(
            f"{stamp.path} changed while it was judged; nothing was recorded. Judge it again."
        )
    return replace(stamp, path=place[1])


def _unreadable(pair: Pair, error: ImageError, station: Station, operator: str) -> InspectionRecord:
    record = unreadable_record(pair, str(error), station.name, station.loaded, software_versions())
    return replace(record, operator=operator)
