"""Records that teach a model of pictures and language: out of a journal or data set, and in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from qeu_station.core.classes import OK
from qeu_station.core.grid import Grid
from qeu_station.errors import DatasetError, ImageError, InputError
from qeu_station.imaging.io import read_image
from qeu_station.learning.evaluation import AMBIGUOUS
from qeu_station.learning.examples import Outline, label
from qeu_station.services.exporting.finetune import lesson_of
from qeu_station.services.exporting.items import read_items
from qeu_station.services.exporting.lessons import HELD_OUT, Lesson, LessonWriter
from qeu_station.services.opening import OpenHome
from qeu_station.services.preparing import PairPreparer
from qeu_station.services.review.source import ReviewSource, open_review
from qeu_station.services.training.records import Known
from qeu_station.services.training.records import read_records as read_known
from qeu_station.storage import schema
from qeu_station.storage.atomic import new_folder
from qeu_station.storage.recipes import LoadedRecipe, load_recipe
from qeu_station.toolkit.recorded_pair import recorded_pair
from qeu_station.toolkit.records import METADATA, Record, Records, read_records
from qeu_station.toolkit.splits import group_of


@dataclass(frozen=True, slots=True)
class RecordsRequest:
    """What becomes records, and where they go.

    Attributes:
        out: Folder to make.
        journal: A batch's output folder or a journal; None with ``dataset`` None is the station's.
        dataset: Folder made by ``dataset import``, or pairs, instead of a journal.
        truth: What is known of ``dataset``, where it does not say so itself.
        recipe: Takes the pairs of a journal that were judged with it; needed for a data set.
        share: Share of the records to measure on.
        seed: Same seed, same split.
    """

    out: Path
    journal: Path | None = None
    dataset: Path | None = None
    truth: Path | None = None
    recipe: str | None = None
    share: float = HELD_OUT
    seed: int = 0


@dataclass(frozen=True, slots=True)
class RecordsDone:
    """How many records there are on each side, and the pairs that were left out with the reason."""

    train: int
    test: int
    left_out: Mapping[str, str] = field(default_factory=dict)


def export_records(
    request: RecordsRequest, home: OpenHome, on_progress: Callable[[int], None] = lambda done: None
) -> RecordsDone:
    """Write records into a new folder, whole or not at all.

    Args:
        request: What becomes records.
        home: The station's home.
        on_progress: Told how many pairs are done.

    Raises:
        InputError: The request contradicts itself.
        DatasetError: Nothing is known, so there is no record.
        StorageError: The folder is there already, or cannot be written.
    """
    if not 0 <= request.share < 1:
        raise InputError(f"--share must be at least 0 and below 1, got {request.share:g}.")
    if request.dataset is not None and request.journal is not None:
        raise InputError("Give a journal or a data set, not both.")
    if request.dataset is not None and request.recipe is None:
        raise InputError("A data set has no grid of its own; name its recipe with --recipe.")
    lessons = _of_journal if request.dataset is None else _of_dataset
    left_out: dict[str, str] = {}
    with new_folder(request.out) as folder:
        writer, written = LessonWriter(folder, request.share, request.seed), 0
        for number, (name, make) in enumerate(lessons(request, home), start=1):
            try:
                writer.add(make())
                written += 1
            except (DatasetError, ImageError) as error:
                left_out[name] = str(error)
            on_progress(number)
        if not written:
            raise DatasetError(_nothing(left_out))
        return RecordsDone(*writer.finish(), left_out)


def import_records(source: Path, out: Path) -> RecordsDone:
    """Check records made elsewhere, and copy them into a new folder as they are.

    Raises:
        DatasetError: A line or a picture is wrong; nothing was written.
        StorageError: The folder is there already, or cannot be written.
    """
    records = read_records(source)
    for record in (*records.train, *records.test):
        _check_pictures(record)
    with new_folder(out) as folder:
        for split, kept in (("train", records.train), ("test", records.test)):
            _copy(folder / split, kept)
        if (source / "README.md").is_file():
            shutil.copyfile(source / "README.md", folder / "README.md")
    return _counted(records)


Making = tuple[str, Callable[[], Lesson]]


def _of_journal(request: RecordsRequest, home: OpenHome) -> Iterator[Making]:
    with open_review(request.journal, home) as source:
        for item in read_items(source, _spoken_of(source, request.recipe)):
            yield item.record.pair, lambda item=item: lesson_of(item)  # type: ignore[misc]


def _spoken_of(source: ReviewSource, recipe: str | None) -> list[int]:
    """Return the inspections of which somebody said something."""
    table, said = schema.inspections, schema.corrections
    query = (
        select(table.c.seq)
        .where(
            table.c.station == source.reader.station,
            table.c.id.in_(select(said.c.inspection).where(said.c.station == table.c.station)),
        )
        .order_by(table.c.seq)
    )
    if recipe is not None:
        query = query.where(table.c.recipe == recipe)
    return [int(row.seq) for row in source.reader.rows(query)]


def _of_dataset(request: RecordsRequest, home: OpenHome) -> Iterator[Making]:
    assert request.recipe is not None
    loaded = load_recipe(request.recipe, home.folder)
    preparer = PairPreparer(loaded, home.settings.max_pixels)
    for known in read_known(request.dataset, request.truth, loaded, home).known:
        yield known.pair.name, lambda known=known: _taught(known, loaded, preparer)  # type: ignore[misc]


def _taught(known: Known, loaded: LoadedRecipe, preparer: PairPreparer) -> Lesson:
    """Return what a pair of a data set teaches.

    Raises:
        DatasetError: It cannot be prepared, or not all of its cells are known.
        ImageError: A picture cannot be read.
    """
    recipe, read = loaded.recipe, preparer.prepare(known.pair)
    if read.preparation.problems:
        raise DatasetError("; ".join(read.preparation.problems))
    pair = read.preparation.pair
    height, width = pair.shape
    addresses = tuple(cell.address for cell in pair.cells)
    outline = Outline(width, height, pair.regions, addresses, pair.to_reference)
    grid: Grid = recipe.grid.over(width, height)
    group = group_of(known.pair)
    found = label(known.pair.name, "", group, outline, known.truth, grid).example.cells
    unknown = [a for a in addresses if found.get(a, AMBIGUOUS) == AMBIGUOUS]
    if unknown:
        raise DatasetError(f"Not all of its cells are known, such as {unknown[0]}.")
    return Lesson(
        name=known.pair.name,
        group=group,
        reference=pair.reference,
        test=pair.test,
        difference=pair.difference,
        grid=grid,
        cells={address: name for address, name in found.items() if name != OK},
        names=recipe.class_table.names[1:],
        mode=pair.mode,
        tolerance=pair.tolerance,
        provenance={
            "pair": known.pair.name,
            "serial": known.pair.serial,
            "recipe": recipe.name,
            "recipe_version": recipe.version,
            "recipe_sha256": loaded.sha256,
            "test_sha256": read.sha256,
        },
    )


def _check_pictures(record: Record) -> None:
    """Check that the pictures of a record can be used.

    Raises:
        DatasetError: One cannot; the message names file and line.
    """
    if record.has_pair:
        recorded_pair(record)
    try:
        read_image(record.pictures[0])
    except ImageError as error:
        raise DatasetError(f"{record.place}: {error}") from None


def _copy(folder: Path, records: tuple[Record, ...]) -> None:
    if not records:
        return
    folder.mkdir()
    source = records[0].folder
    for record in records:
        for picture in record.pictures:
            target = folder / picture.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(picture, target)
    shutil.copyfile(source / METADATA, folder / METADATA)


def _counted(records: Records) -> RecordsDone:
    return RecordsDone(len(records.train), len(records.test))


def _nothing(left_out: Mapping[str, str]) -> str:
    if not left_out:
        return "Nobody has confirmed or corrected anything there, so there is no record to write."
    name, reason = next(iter(left_out.items()))
    return f'None of {len(left_out)} pairs can be a record, such as "{name}": {reason}'
