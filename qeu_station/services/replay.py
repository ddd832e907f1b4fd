"""Replaying a record: same pictures, same recipe, and the verdict must be the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qeu_station.core.pair import Pair
from qeu_station.core.record import UNHEARD, ImageStamp, InspectionRecord, ItemRecord
from qeu_station.errors import JournalError
from qeu_station.imaging.io import read_image
from qeu_station.services.station import Station, StationOptions
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipe_text import parse_recipe
from qeu_station.storage.recipes import LoadedRecipe, fingerprint


@dataclass(frozen=True, slots=True)
class Replay:
    """A record beside what the same road gives today.

    Attributes:
        differences: What is not exactly the same, one sentence each; empty when all is.
        software: Versions that changed since, name to (then, now).
    """

    before: InspectionRecord
    after: InspectionRecord
    differences: tuple[str, ...]
    software: Mapping[str, tuple[str, str]]

    @property
    def same(self) -> bool:
        """Whether every verdict and every probability came out exactly the same."""
        return not self.differences


def replay(journal: Journal, inspection: str, options: StationOptions) -> Replay:
    """Judge a recorded pair again with the recipe as it was.

    An advisory inspector whose answer came late is not asked: it had no part in the verdict.

    Raises:
        JournalError: There is no such inspection, it was decided by a time-out, or its recipe or
            pictures are gone or changed.
    """
    before = journal.inspection(inspection)
    if not before.replayable:
        raise JournalError(
            f"Inspection {before.id} cannot be replayed: it was decided by a fault of the moment "
            f"or an unreadable picture ({'; '.join(before.part.reasons)})."
        )
    for stamp in (before.test, *before.references):
        _check_picture(stamp, options.max_pixels)
    loaded = _without_late(_recipe_of(journal, before), before)
    with Station(loaded, options) as station:
        reference = Path(before.references[0].path) if loaded.recipe.from_pair else None
        pair = Pair(before.pair, Path(before.test.path), reference, before.serial, before.group)
        after = station.inspect(pair, before.operator)
    return Replay(
        before, after, tuple(_differences(before, after)), _changed_software(before, after)
    )


def _recipe_of(journal: Journal, record: InspectionRecord) -> LoadedRecipe:
    """Return the recipe as it was: its text from the journal, its references as recorded.

    Nothing is laid out on disk: a recorded recipe may name any path.
    """
    stamp = record.recipe
    text = journal.recipe_text(stamp.sha256)
    if text is None:
        raise JournalError(
            f"The recipe of inspection {record.id} is not in the journal; it cannot be replayed."
        )
    recipe = parse_recipe(text, "The recorded recipe")
    own = () if recipe.from_pair else record.references
    references = tuple(Path(picture.path) for picture in own)
    sha256 = fingerprint(text, references)
    if sha256 != stamp.sha256:
        raise JournalError(
            f"The recipe of inspection {record.id} is not what it was: its hash is "
            f"{sha256[:12]}, the record says {stamp.sha256[:12]}."
        )
    folder = journal.recipe_folder(stamp.sha256) or Path()
    return LoadedRecipe(recipe, folder, text, sha256, references)


def _without_late(loaded: LoadedRecipe, record: InspectionRecord) -> LoadedRecipe:
    """Return the recipe without those whose answer came after the verdict, or was not asked for."""
    late = {opinion.inspector for opinion in record.opinions if opinion.status in UNHEARD}
    asked = tuple(
        each
        for each in loaded.recipe.inspectors
        if not any(name == each.name or name.startswith(f"{each.name}.") for name in late)
    )
    return replace(loaded, recipe=replace(loaded.recipe, inspectors=asked))


def _check_picture(stamp: ImageStamp, max_pixels: int) -> None:
    if read_image(Path(stamp.path), max_pixels).sha256 != stamp.sha256:
        raise JournalError(
            f"{stamp.path} is not the picture that was judged: its SHA-256 changed. "
            "Restore the file to replay the inspection."
        )


def _differences(before: InspectionRecord, after: InspectionRecord) -> Iterator[str]:
    yield from _items("part", {"": before.part}, {"": after.part})
    yield from _items("cell", before.cells, after.cells)
    yield from _items("region", before.fused, after.fused)
    if before.regions != after.regions:
        yield f"candidate regions differ ({len(before.regions)} then, {len(after.regions)} now)"
    said = {opinion.inspector: opinion for opinion in after.opinions}
    for opinion in before.opinions:
        now = said.get(opinion.inspector)
        if opinion.status in UNHEARD:
            continue
        if now is None:
            yield f"inspector {opinion.inspector} is not there"
        elif (opinion.version, opinion.model_sha256) != (now.version, now.model_sha256):
            yield f"inspector {opinion.inspector} is version {now.version}, was {opinion.version}"


def _items(
    kind: str, before: Mapping[str, ItemRecord], after: Mapping[str, ItemRecord]
) -> Iterator[str]:
    for name in {**before, **after}:
        then, now = before.get(name), after.get(name)
        if then is None or now is None:
            yield f"{kind} {name} is only in one of the two"
        elif (then.verdict, then.probabilities) != (now.verdict, now.probabilities):
            yield f"{kind} {name}".strip() + f": {_said(then)} then, {_said(now)} now"


def _said(item: ItemRecord) -> str:
    return item.verdict if item.p_ok is None else f"{item.verdict} P(ok) {item.p_ok!r}"


def _changed_software(
    before: InspectionRecord, after: InspectionRecord
) -> dict[str, tuple[str, Any]]:
    return {
        name: (version, after.software.get(name, "not there"))
        for name, version in before.software.items()
        if after.software.get(name) != version
    }
