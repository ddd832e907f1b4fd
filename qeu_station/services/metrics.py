"""soaRT3 metrics of one pair: every cell against every unit space, with what they stand on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station import __version__
from qeu_station.core.recipe import Recipe
from qeu_station.core.record import ImageStamp, RecipeStamp
from qeu_station.errors import RecipeError
from qeu_station.imaging.io import LoadedImage, read_image
from qeu_station.imaging.prepare import Preparation, Preparer
from qeu_station.services.opening import OpenHome
from qeu_station.storage.atomic import replacing
from qeu_station.storage.pairs import pair_name
from qeu_station.storage.recipes import LoadedRecipe, load_recipe
from qeu_station.storage.tables import write_table
from qeu_station.storage.text import printable
from qeu_station.toolkit.soart3 import (
    Metrics,
    UnitSpaces,
    ViewPictures,
    cell_windows,
    in_words,
    window_metrics,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

INSPECTOR = "soart3"
"""Inspector whose parameter ``metrics`` in the recipe says which unit spaces are shown."""

SETTING = "metrics"


@dataclass(frozen=True, slots=True)
class MetricsRequest:
    """One pair to measure.

    Attributes:
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        reference: File of the reference, whatever references the recipe names.
        test: File of the test image.
        csv: Where to write the table, or None.
    """

    recipe: str
    reference: Path
    test: Path
    csv: Path | None = None


@dataclass(frozen=True, slots=True)
class MetricsRow:
    """One cell against one unit space; metrics are NaN where they have no value.

    Attributes:
        epsilon: Constant that was added to the dot products.
        notes: What stands against the numbers, or must be known of them.
    """

    cell: str
    unit_space: str
    log_beta: float
    log_eta: float
    log_gamma: float
    epsilon: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairMetrics:
    """The metrics of a pair.

    Attributes:
        pixel_range: Range in which pixels were read, ``0..1`` or ``0..255``.
        problems: Failed checks of the pair: the numbers are not to be trusted then.
        rows: Cells in the grid's order, unit spaces within.
    """

    pair: str
    recipe: RecipeStamp
    reference: ImageStamp
    test: ImageStamp
    unit_spaces: UnitSpaces
    pixel_range: str
    problems: tuple[str, ...]
    rows: tuple[MetricsRow, ...]
    software: str = __version__

    def as_json(self) -> Mapping[str, Any]:
        """Return JSON values only."""
        return asdict(self)


def measure_pair(request: MetricsRequest, home: OpenHome) -> PairMetrics:
    """Prepare one pair and return its metrics; the CSV is written when it is asked for.

    Raises:
        QeuError: The recipe or a picture cannot be used, or the CSV cannot be written.
    """
    loaded = load_recipe(request.recipe, home.folder)
    spaces = recipe_unit_spaces(loaded.recipe)
    limit = home.settings.max_pixels
    reference, test = (read_image(path, limit) for path in (request.reference, request.test))
    preparer = Preparer(replace(loaded.recipe, reference="from pair"), None)
    name = pair_name(request.test.name)
    prepared = preparer.prepare(name, test.pixels, reference.pixels)
    done = PairMetrics(
        pair=printable(name),
        recipe=_recipe_stamp(loaded),
        reference=_stamp(reference),
        test=_stamp(test),
        unit_spaces=spaces,
        pixel_range=f"0..{spaces.white}",
        problems=prepared.problems,
        rows=tuple(_rows(prepared, spaces)),
    )
    if request.csv is not None:
        _write(done, request.csv)
    return done


def recipe_unit_spaces(recipe: Recipe) -> UnitSpaces:
    """Return the unit spaces that the recipe's soaRT3 inspector asks for, else the default ones.

    Raises:
        RecipeError: They are not what ``UnitSpaces`` allows.
    """
    from pydantic import ValidationError

    for inspector in recipe.inspectors:
        if inspector.name == INSPECTOR and SETTING in inspector.parameters:
            wanted = inspector.parameters[SETTING]
            try:
                return _adapter().validate_json(json.dumps(wanted, default=str), strict=True)
            except ValidationError as error:
                problems = (_problem(dict(mistake)) for mistake in error.errors())
                raise RecipeError(
                    f'Recipe "{recipe.name}", inspector {INSPECTOR}: ' + "; ".join(problems)
                ) from None
    return UnitSpaces()


@cache
def _adapter() -> TypeAdapter[UnitSpaces]:
    from pydantic import TypeAdapter

    return TypeAdapter(UnitSpaces)


def _problem(mistake: Mapping[str, Any]) -> str:
    place = ".".join((SETTING, *map(str, mistake["loc"])))
    return f"{place}: got {mistake['input']!r}; {mistake['msg']}"


def _rows(prepared: Preparation, spaces: UnitSpaces) -> Iterator[MetricsRow]:
    pair = prepared.pair
    views = ViewPictures(pair.references, spaces)
    windows = cell_windows(pair)
    metrics = window_metrics(views, pair.test, windows, pair.tolerance)
    for n, cell in enumerate(pair.cells):
        uncovered = prepared.cell_problems.get(cell.address)
        for k, name in enumerate(spaces.names(views.parts)):
            yield _row(cell.address, name, metrics, (n, k), uncovered)


def _row(
    cell: str, unit_space: str, metrics: Metrics, at: tuple[int, int], uncovered: str | None
) -> MetricsRow:
    notes = in_words(int(metrics.flags[at]))
    return MetricsRow(
        cell,
        unit_space,
        float(metrics.log_beta[at]),
        float(metrics.log_eta[at]),
        float(metrics.log_gamma[at]),
        float(metrics.epsilon[at]),
        notes if uncovered is None else (*notes, uncovered),
    )


def _write(done: PairMetrics, path: Path) -> None:
    facts = {
        "pair": done.pair,
        "recipe": done.recipe.name,
        "version": done.recipe.version,
        "recipe_sha256": done.recipe.sha256,
        "reference_sha256": done.reference.sha256,
        "test_sha256": done.test.sha256,
        "software": done.software,
        "pixel_range": done.pixel_range,
        "problems": " ".join(done.problems),
    }
    columns = ("cell", "unit_space", "log_beta", "log_eta", "log_gamma", "epsilon")
    rows = (
        (*(getattr(row, name) for name in columns), "; ".join(row.notes), *facts.values())
        for row in done.rows
    )
    with replacing(path) as file:
        write_table(file, (*columns, "notes", *facts), rows)


def _recipe_stamp(loaded: LoadedRecipe) -> RecipeStamp:
    return RecipeStamp(loaded.recipe.name, loaded.recipe.version, loaded.sha256)


def _stamp(image: LoadedImage) -> ImageStamp:
    height, width = image.pixels.shape[:2]
    return ImageStamp(printable(str(image.path)), image.sha256, width, height)
