"""Replaying a record: same pictures, same recipe, and the verdict must be the same."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qeu_station.core.pair import Pair
from qeu_station.core.record import ImageStamp, InspectionRecord, ItemRecord
from qeu_station.errors import JournalError
from qeu_station.imaging.io import read_image
from qeu_station.services.station import Station, StationOptions
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe, load_recipe


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
        _check_picture(stamp)
    with _recipe_of(journal, before) as loaded, Station(loaded, options) as station:
        reference = Path(before.references[0].path) if loaded.recipe.from_pair else None
        pair = Pair(before.pair, Path(before.test.path), reference, before.serial, before.group)
        after = station.inspect(pair, before.operator)
    return Replay(
        before, after, tuple(_differences(before, after)), _changed_software(before, after)
    )


@contextmanager
def _recipe_of(journal: Journal, record: InspectionRecord) -> Iterator[LoadedRecipe]:
    """Lay the recipe out as it was: its text from the journal, its references by their hashes."""
    text = journal.recipe_text(record.recipe.sha256)
    if text is None:
        raise JournalError(
            f"The recipe of inspection {record.id} is not in the journal; it cannot be replayed."
        )
    with tempfile.TemporaryDirectory(prefix="qeu-replay-") as name:
        folder = Path(name)
        (folder / "recipe.toml").write_text(text, encoding="utf-8", newline="\n")
        yield _loaded(folder, record, journal)


def _loaded(folder: Path, record: InspectionRecord, journal: Journal) -> LoadedRecipe:
    from qeu_station.storage.recipe_text import parse_recipe

    recipe = parse_recipe((folder / "recipe.toml").read_text(encoding="utf-8"), "recorded recipe")
    if not recipe.from_pair:
        for name, stamp in zip(recipe.reference, record.references, strict=True):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(Path(stamp.path).read_bytes())
    loaded = load_recipe(folder / "recipe.toml")
    if loaded.sha256 != record.recipe.sha256:
        raise JournalError(
            f"The recipe of inspection {record.id} cannot be laid out as it was: its hash is "
            f"{loaded.sha256[:12]}, the record says {record.recipe.sha256[:12]}."
        )
    return replace(loaded, folder=journal.recipe_folder(record.recipe.sha256) or folder)


def _check_picture(stamp: ImageStamp) -> None:
    if read_image(Path(stamp.path)).sha256 != stamp.sha256:
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
