"""From two pictures to the prepared pair that every inspector receives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from qeu_station.api.prepared import Matrix, PreparedPair
from qeu_station.core.recipe import CheckSettings, Recipe
from qeu_station.errors import RecipeError
from qeu_station.imaging.basis import Basis, BasisBuilder
from qeu_station.imaging.cellmap import CellMap, coverage
from qeu_station.imaging.clock import StepClock
from qeu_station.imaging.pixels import Labels, Pixels, Raw, cut, to_eight_bit, to_grey
from qeu_station.imaging.quality import PairCheck
from qeu_station.imaging.references import check_same_size
from qeu_station.imaging.regions import ImageFrame, find_regions
from qeu_station.imaging.registration import Registration
from qeu_station.imaging.spaces import ArraySpace, PlainSpace, stored
from qeu_station.imaging.warp import warped

__all__ = ["ArraySpace", "Preparation", "Preparer"]


@dataclass(frozen=True, slots=True)
class Preparation:
    """A prepared pair, and what stands against judging it.

    Attributes:
        pair: What inspectors receive; its arrays are read-only.
        problems: Failed checks of the pair, one sentence each; any makes it REVIEW.
        cell_problems: Reason per cell that cannot be judged.
        details: JSON values for the record: ``registration``, ``checks`` with value and limit,
            ``milliseconds`` per step.
    """

    pair: PreparedPair
    problems: tuple[str, ...]
    cell_problems: Mapping[str, str]
    details: Mapping[str, Any]


class Preparer:
    """Prepares the pairs of one recipe; holds what depends on the references only.

    Args:
        recipe: How to prepare.
        references: Good parts as read (see ``pixels.Raw``), the first one carrying the grid; None
            when the recipe takes the reference from each pair.

    Raises:
        RecipeError: References are missing, are given to a recipe that takes them from each pair,
            or cannot be laid onto the first one.
        GridError: The grid does not lie on the reference.
        ImageError: References differ in size, or are no pictures.
    """

    def __init__(self, recipe: Recipe, references: Sequence[Raw] | None) -> None:
        if recipe.from_pair and references is not None:
            raise RecipeError(
                f'Recipe "{recipe.name}" takes its reference from each pair, but references were '
                "given; leave them out, or name them in recipe.toml."
            )
        self._recipe = recipe
        self._builder = BasisBuilder(recipe)
        self._basis = None if recipe.from_pair else self._builder.build(references or ())
        self._static: WeakKeyDictionary[ArraySpace, _Static] = WeakKeyDictionary()
        self._plain = PlainSpace()

    def prepare(
        self, name: str, test: Raw, reference: Raw | None = None, space: ArraySpace | None = None
    ) -> Preparation:
        """Return the prepared pair; arguments and errors as of ``arrays``."""
        return self.arrays(name, test, reference, space).checked()

    def arrays(
        self, name: str, test: Raw, reference: Raw | None = None, space: ArraySpace | None = None
    ) -> Unchecked:
        """Return what inspectors receive; the pair is yet to be checked.

        Args:
            name: Name of the pair.
            test: Test image as read (see ``pixels.Raw``), of the reference's size.
            reference: Reference as read, exactly when the recipe takes it from each pair.
            space: Where the arrays are created; None is ordinary memory.

        Raises:
            RecipeError: ``reference`` is missing, or not wanted.
            ImageError: The pictures differ in size, or are no pictures.
            GridError: The grid does not lie on the reference.
        """
        clock = StepClock()
        basis = self._basis_for(name, reference)
        clock.lap("reference")
        laid = self._laid(name, test, basis, clock)
        difference = basis.difference.between(laid.picture, laid.valid)
        clock.lap("difference")
        candidates = find_regions(difference, basis.cell_map, self._recipe.regions, laid.frame)
        clock.lap("regions")
        arrays = self._stored(
            basis,
            space or self._plain,
            test=laid.picture,
            valid=laid.valid,
            difference=difference,
            region_map=candidates.labels,
        )
        clock.lap("store")
        pair = PreparedPair(
            name=name,
            **arrays,
            regions=candidates.regions,
            cells=basis.cell_map.cells,
            mode=self._recipe.image.mode,
            tolerance=self._recipe.difference.tolerance,
            to_reference=_flat(laid.to_reference),
            residual=float(laid.registration.residual),
        )
        return Unchecked(pair, laid, basis, self._recipe.checks, clock)

    def _basis_for(self, name: str, reference: Raw | None) -> Basis:
        if self._basis is not None:
            if reference is not None:
                raise RecipeError(
                    f'Pair "{name}" brings a reference, but recipe "{self._recipe.name}" has its '
                    'own; leave it out, or write reference = "from pair" in recipe.toml.'
                )
            return self._basis
        if reference is None:
            raise RecipeError(
                f'Pair "{name}" has no reference picture, and recipe "{self._recipe.name}" takes '
                "it from each pair; give one, or name references in recipe.toml."
            )
        return self._builder.build((reference,))

    def _laid(self, name: str, test: Raw, basis: Basis, clock: StepClock) -> _Laid:
        picture = to_eight_bit(test, self._recipe.image)
        check_same_size(f'The test image of "{name}"', picture, basis.references[0])
        grey = to_grey(picture)
        clock.lap("pixels")
        found = basis.registrar.register(grey)
        clock.lap("register")
        matrix = np.asarray(found.to_reference, np.float64).reshape(3, 3)
        moved, valid = warped(picture, matrix)
        clock.lap("warp")
        return _Laid(grey, moved, cut(moved, self._recipe.image), valid, matrix, found)

    def _stored(self, basis: Basis, space: ArraySpace, **changing: Pixels) -> dict[str, Pixels]:
        static = self._static_arrays(basis, space)
        arrays = {name: stored(space, name, array) for name, array in changing.items()}
        return arrays | {"references": static.references, "cell_map": static.cell_map}

    def _static_arrays(self, basis: Basis, space: ArraySpace) -> _Static:
        known = self._static.get(space)
        if known is not None and known.basis is basis:
            return known
        cell_map: Labels
        if known is not None and known.basis.cell_map is basis.cell_map:
            cell_map = known.cell_map
        else:
            cell_map = stored(space, "cell_map", basis.cell_map.labels)
        static = _Static(basis, stored(space, "references", basis.references), cell_map)
        self._static[space] = static
        return static


@dataclass(frozen=True, slots=True, eq=False)
class _Static:
    """Arrays that lie in a space already, and the basis they were written from."""

    basis: Basis
    references: Pixels
    cell_map: Labels


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """A test image as taken, in grey, and on the reference, with how it got there."""

    taken: Pixels
    moved: Pixels
    picture: Pixels
    valid: Pixels
    to_reference: np.ndarray
    registration: Registration

    @property
    def frame(self) -> ImageFrame:
        height, width = self.valid.shape
        return ImageFrame(width, height, np.linalg.inv(self.to_reference))


@dataclass(frozen=True, slots=True, eq=False)
class Unchecked:
    """A prepared pair whose checks can be made while inspectors look at it already.

    Attributes:
        pair: What inspectors receive; its arrays are read-only.
    """

    pair: PreparedPair
    _laid: _Laid
    _basis: Basis
    _limits: CheckSettings
    _clock: StepClock

    def checked(self) -> Preparation:
        """Return the pair with what stands against judging it."""
        laid, checker = self._laid, self._basis.checker
        self._clock.resume()
        checks = (
            *checker.before(laid.taken),
            *checker.after(to_grey(laid.moved), laid.valid),
        )
        self._clock.lap("checks")
        found = (laid.registration.problem, *(check.problem for check in checks))
        return Preparation(
            self.pair,
            tuple(problem for problem in found if problem),
            _uncovered(self._basis.cell_map, laid.valid, self._limits.min_coverage),
            _details(laid, checks, self._clock),
        )


def _uncovered(cell_map: CellMap, valid: Pixels, least: float) -> dict[str, str]:
    return {
        address: f"the aligned test image covers only {share:.0%} of the cell ({least:.0%} needed)"
        for address, share in coverage(cell_map, valid).items()
        if share < least
    }


def _details(laid: _Laid, checks: Sequence[PairCheck], clock: StepClock) -> dict[str, Any]:
    found = laid.registration
    return {
        "registration": {
            "model": str(found.model),
            "to_reference": list(_flat(laid.to_reference)),
            "residual": float(found.residual),
            "problem": found.problem or "",
        },
        "checks": [asdict(check) for check in checks],
        "milliseconds": clock.milliseconds,
    }


def _flat(matrix: np.ndarray) -> Matrix:
    a, b, c, d, e, f, g, h, i = (float(value) for value in matrix.ravel())
    return a, b, c, d, e, f, g, h, i
