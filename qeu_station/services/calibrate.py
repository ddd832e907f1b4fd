"""Learning a recipe's thresholds from parts known to be good."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qeu_station.api import PreparedPair
from qeu_station.core.classes import OK
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import Recipe
from qeu_station.errors import DatasetError, PluginError, QeuError
from qeu_station.learning.evaluation import CellTruth
from qeu_station.pluginhost import learn, load_catalog
from qeu_station.services.opening import OpenHome
from qeu_station.services.preparing import PairPreparer
from qeu_station.services.roster import build_roster
from qeu_station.services.truth import load_truth
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import LoadedRecipe, load_recipe, save_recipe

HIGHEST_WITHOUT_DEFECTS = 0.99
"""P(ok) without a candidate may not exceed this when no defect was among the labelled cells."""


@dataclass(frozen=True, slots=True)
class CalibrateRequest:
    """What to learn from.

    Attributes:
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        pairs: Folder or CSV of pairs.
        truth: Known truth of their cells; without it every part counts as good.
    """

    recipe: str
    pairs: Path
    truth: Path | None = None


@dataclass(frozen=True, slots=True)
class CalibrateResult:
    """The new version, what it learned, and which pairs were left out and why."""

    loaded: LoadedRecipe
    learned: Mapping[str, Mapping[str, Any]]
    parts: int
    skipped: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Learned:
    """A recipe that learned from good parts, not yet saved.

    Attributes:
        recipe: With what was learned, and what it was learned from.
        learned: The new parameters per inspector.
        parts: How many parts were used.
        skipped: Reason per pair that was left out.
    """

    recipe: Recipe
    learned: Mapping[str, Mapping[str, Any]]
    parts: int
    skipped: Mapping[str, str]


def calibrate(
    request: CalibrateRequest,
    home: OpenHome,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> CalibrateResult:
    """Learn every inspector's parameters and save them as a new version of the recipe.

    Raises:
        DatasetError: No pair could be used.
        PluginError: An inspector could not learn; the message says what is missing.
    """
    loaded = load_recipe(request.recipe, home.folder)
    found = learn_limits(loaded, request.pairs, home, on_progress, truth=request.truth)
    saved = save_recipe(found.recipe, loaded.references, home.folder, models=loaded.folder)
    return CalibrateResult(saved, found.learned, found.parts, found.skipped)


def learn_limits(
    loaded: LoadedRecipe,
    source: Path,
    home: OpenHome,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    truth: Path | None = None,
) -> Learned:
    """Learn every inspector's parameters without saving anything.

    Args:
        loaded: The recipe; it need not be saved.
        source: Folder or CSV of pairs.
        home: The station's home.
        on_progress: Called with (number of the pair, how many there are); what it raises ends it.
        truth: Known truth of their cells; without it every part counts as good.

    Raises:
        DatasetError: No pair could be used.
        PluginError: An inspector could not learn; the message says what is missing.
    """
    roster = build_roster(loaded, load_catalog(home.host))
    pairs = read_pairs(source.absolute(), PairRules(loaded.recipe.from_pair))
    known = None if truth is None else load_truth(truth, loaded, pairs)
    stream = _Stream(loaded, pairs, known, home.station.max_pixels, on_progress)
    try:
        learned = {
            use.name: learn(use, stream, home.host) for use in roster.uses if use.entry.spec.learner
        }
    except PluginError as error:
        raise PluginError(f"{error}{_left_out(stream)}") from None
    if not learned:
        raise PluginError(
            f'No inspector of recipe "{loaded.recipe.name}" learns from good parts '
            f"({', '.join(s.name for s in loaded.recipe.inspectors)}); nothing to calibrate."
        )
    recipe = _taught(loaded.recipe, learned, stream)
    return Learned(recipe, learned, len(stream.used), stream.skipped)


def _left_out(stream: _Stream) -> str:
    """Say which parts could not be used, for too few may be left because of them."""
    for name, reason in stream.skipped.items():
        count = f"{len(stream.skipped)} of {len(stream.pairs)}"
        return f" Parts left out: {count}, such as {name} ({reason.rstrip('.')})."
    return ""


@dataclass(slots=True)
class _Stream:
    """Prepares the pairs one after the other and counts what it saw."""

    loaded: LoadedRecipe
    pairs: Sequence[Pair]
    truth: CellTruth | None
    max_pixels: int
    on_progress: Callable[[int, int], None]
    used: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    quiet_good: int = 0
    quiet_bad: int = 0

    def __iter__(self) -> Iterator[tuple[PreparedPair, frozenset[str]]]:
        self.used.clear()
        self.skipped.clear()
        self.quiet_good = self.quiet_bad = 0
        preparer = PairPreparer(self.loaded, self.max_pixels)
        for number, pair in enumerate(self.pairs, start=1):
            self.on_progress(number, len(self.pairs))
            try:
                prepared, good = self._prepared(preparer, pair)
            except QeuError as error:
                self.skipped[pair.name] = str(error)
                continue
            self._count(prepared, good)
            yield prepared, good

    def _prepared(self, preparer: PairPreparer, pair: Pair) -> tuple[PreparedPair, frozenset[str]]:
        read = preparer.prepare(pair)
        preparation = read.preparation
        if preparation.problems:
            raise DatasetError("; ".join(preparation.problems))
        known = {} if self.truth is None else self.truth.get(pair.name)
        if known is None:
            raise DatasetError("its truth is not known")
        self.used[pair.name] = read.sha256
        addresses = [cell.address for cell in preparation.pair.cells]
        good = frozenset(
            address
            for address in addresses
            if known.get(address, OK) == OK and address not in preparation.cell_problems
        )
        return preparation.pair, good

    def _count(self, prepared: PreparedPair, good: frozenset[str]) -> None:
        """Count cells in which preparation saw no candidate, by their truth."""
        seen = {address for region in prepared.regions for address in region.cells}
        quiet = {cell.address for cell in prepared.cells} - seen
        self.quiet_good += len(quiet & good)
        known = {} if self.truth is None else self.truth[prepared.name]
        self.quiet_bad += sum(known.get(a, OK) not in (OK, "ambiguous") for a in quiet)

    def p_ok_without_region(self) -> float:
        """Share of good ones among cells without a candidate, by the rule of succession."""
        share = (self.quiet_good + 1) / (self.quiet_good + self.quiet_bad + 2)
        return share if self.truth is not None else min(share, HIGHEST_WITHOUT_DEFECTS)


def _taught(recipe: Recipe, learned: Mapping[str, Mapping[str, Any]], stream: _Stream) -> Recipe:
    inspectors = tuple(
        replace(settings, parameters={**settings.parameters, **learned.get(settings.name, {})})
        for settings in recipe.inspectors
    )
    digest = hashlib.sha256()
    for name, sha256 in sorted(stream.used.items()):
        digest.update(f"{name}\t{sha256}\n".encode())
    calibration = replace(
        recipe.calibration,
        id=digest.hexdigest()[:16],
        parts=len(stream.used),
        p_ok_without_region=round(stream.p_ok_without_region(), 6),
    )
    return replace(recipe, inspectors=inspectors, calibration=calibration)
