"""Prepared pairs with their labels, one after the other, as a trainer sees them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from qeu_station import __version__
from qeu_station.errors import DatasetError, QeuError
from qeu_station.imaging.prepare import Preparation
from qeu_station.learning.census import Census
from qeu_station.learning.examples import Labelled, Outline, label
from qeu_station.learning.outlines import OutlineBook
from qeu_station.pluginhost import Lesson
from qeu_station.services.preparing import PairPreparer
from qeu_station.services.training.records import Known
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.toolkit.bundle_files import sha256_of
from qeu_station.toolkit.splits import group_of

PREPARATION = ("image", "grid", "registration", "difference", "regions")
"""Settings of a recipe that decide how a pair is prepared."""


@dataclass(frozen=True, slots=True)
class Item:
    """A pair to learn from, with the key of everything it is prepared from."""

    known: Known
    key: str


def items_of(
    known: Sequence[Known], loaded: LoadedRecipe
) -> tuple[tuple[Item, ...], dict[str, str]]:
    """Return the pairs with their keys, and those whose pictures are gone or changed.

    Two pairs of the same pictures are one item; the later one is left out.

    Raises:
        DatasetError: One part stands in two groups, so that no split could hold it out.
    """
    _check_serials(known)
    settings = _settings(loaded)
    own = [_sha256(path) for path in loaded.references]
    items: dict[str, Item] = {}
    left_out: dict[str, str] = {}
    for each in known:
        try:
            references = _reference(each) if loaded.recipe.from_pair else own
            key = _key(each, settings, references)
        except QeuError as error:
            left_out[each.pair.name] = str(error)
            continue
        first = items.setdefault(key, Item(each, key))
        if first.known is not each:
            left_out[each.pair.name] = f'its pictures are those of "{first.known.pair.name}"'
    return tuple(items.values()), left_out


def _check_serials(known: Sequence[Known]) -> None:
    groups: dict[str, str] = {}
    for pair in (each.pair for each in known if each.pair.serial):
        group = groups.setdefault(pair.serial, group_of(pair))
        if group != group_of(pair):
            raise DatasetError(
                f'Serial number "{pair.serial}" stands in group "{group}" and in '
                f'"{group_of(pair)}": what was learned from the part would be measured on it. '
                "Give all its pairs one group."
            )


def data_id(items: Sequence[Item], imported: str = "") -> str:
    """Return the id of a set of examples: same pictures, same preparation, same truth.

    Args:
        items: The pairs.
        imported: Id of the records that are learned from beside them, empty for none.
    """
    digest = hashlib.sha256()
    for item in sorted(items, key=lambda item: item.key):
        pair, truth = item.known.pair, json.dumps(asdict(item.known.truth), sort_keys=True)
        digest.update(f"{item.key}\t{group_of(pair)}\t{truth}\n".encode())
    digest.update(imported.encode())
    return digest.hexdigest()[:16]


@dataclass
class ExampleStream:
    """Lessons of one training; counts what it gave and why the rest was left out.

    Attributes:
        on_progress: Told number and count of the pairs, before each.
        on_end: Called after the last pair; it may raise when there is too little.
    """

    loaded: LoadedRecipe
    items: Sequence[Item]
    book: OutlineBook
    max_pixels: int
    on_progress: Callable[[int, int], None]
    on_end: Callable[[ExampleStream], None]
    left_out: dict[str, str] = field(default_factory=dict)
    census: Census = field(default_factory=Census)
    used: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Lesson]:
        preparer = PairPreparer(self.loaded, self.max_pixels)
        for number, item in enumerate(self.items, start=1):
            self.on_progress(number, len(self.items))
            try:
                lesson = self._lesson(item, preparer)
            except QeuError as error:
                self.left_out[item.known.pair.name] = str(error)
                continue
            self.used.append(item.known.pair.name)
            yield lesson
        self.on_end(self)

    def _lesson(self, item: Item, preparer: PairPreparer) -> Lesson:
        outline, prepared = self.book.get(item.key), None
        if outline is None:
            preparation = preparer.prepare(item.known.pair).preparation
            prepared = preparation.pair
            outline = "; ".join(preparation.problems) or _outline(preparation)
            self.book.put(item.key, outline)
        if isinstance(outline, str):
            raise DatasetError(outline)
        labelled = self._labelled(item, outline)
        self.census.add(labelled)
        again = partial(preparer.prepare, item.known.pair)
        return Lesson(labelled.example, lambda: prepared or again().preparation.pair)

    def _labelled(self, item: Item, outline: Outline) -> Labelled:
        pair, truth = item.known.pair, item.known.truth
        grid = self.loaded.recipe.grid.over(outline.width, outline.height)
        return label(pair.name, item.key, group_of(pair), outline, truth, grid)


def _outline(preparation: Preparation) -> Outline:
    pair = preparation.pair
    height, width = pair.shape
    judged = (cell.address for cell in pair.cells)
    return Outline(
        width,
        height,
        pair.regions,
        tuple(address for address in judged if address not in preparation.cell_problems),
        pair.to_reference,
    )


def _key(known: Known, settings: str, references: Sequence[str]) -> str:
    pair = known.pair
    sha256 = _sha256(pair.test)
    if known.sha256 and sha256 != known.sha256:
        raise DatasetError(f"{pair.test} is not the picture that was judged; it was changed since")
    parts = (settings, sha256, *references)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _reference(known: Known) -> Sequence[str]:
    if known.pair.reference is None:
        raise DatasetError(f'pair "{known.pair.name}" has no reference picture')
    return (_sha256(known.pair.reference),)


def _settings(loaded: LoadedRecipe) -> str:
    plain: Mapping[str, object] = asdict(loaded.recipe)
    kept = {"software": __version__, **{name: plain[name] for name in PREPARATION}}
    return json.dumps(kept, sort_keys=True, default=sorted)


def _sha256(file: Path) -> str:
    try:
        return sha256_of(file)
    except OSError as error:
        raise DatasetError(f'"{file}" cannot be read: {error.strerror}') from error
