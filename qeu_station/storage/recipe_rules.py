"""Rules of a recipe that no single key can show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qeu_station.core.recipe import GridSettings, ImageSettings, InspectorSettings, Recipe
from qeu_station.errors import QeuError

RESERVED = "fused"
"""Name of the pool in results; no inspector may carry it."""

_OWN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")

MOST_CELLS = 10_000
"""Most cells of a grid."""

MOST_PIXELS = 1000
"""Most pixels by which regions grow or are merged."""

LONGEST_DEADLINE_S = 86_400.0
LAST_VERSION = 999_999_999

SMALLEST_SPAN, LARGEST_RAW = 1e-3, 1e9
"""Bounds of ``image.pixel_range``: between them no tone overflows."""


def broken_rules(recipe: Recipe) -> list[str]:
    """Return a sentence per rule that a recipe breaks; each key by itself is right."""
    return [
        *_unusable(recipe),
        *_reference_problems(recipe),
        *_inspector_problems(recipe),
        *_grid_problems(recipe.grid),
        *_pixel_problems(recipe.image),
        *(
            f"{key}: got {value:g}; allowed is less than or equal to {most:g}."
            for key, value, most in _upper_limits(recipe)
            if value > most
        ),
    ]


def _unusable(recipe: Recipe) -> Iterator[str]:
    grid = recipe.grid
    checks: dict[str, Callable[[], object]] = {
        "decision": lambda: recipe.decision.thresholds,
        "classes": lambda: recipe.class_table.names,
        "grid": lambda: grid.over(len(grid.columns), len(grid.rows)),
    }
    for key, check in checks.items():
        try:
            check()
        except QeuError as error:
            yield f"{key}: {error}"


def _grid_problems(grid: GridSettings) -> Iterator[str]:
    cells = len(grid.rows) * len(grid.columns)
    if cells > MOST_CELLS:
        yield f"grid: {cells} cells are too many; at most {MOST_CELLS} are possible."
    if grid.box is not None and grid.corners is not None:
        yield "grid: box and corners are both given; keep one of them."
    if grid.box is not None and not (grid.box[0] < grid.box[2] and grid.box[1] < grid.box[3]):
        yield f"grid.box: got {list(grid.box)}; x1 < x2 and y1 < y2 are needed."


def _pixel_problems(image: ImageSettings) -> Iterator[str]:
    if image.pixel_range is None:
        return
    low, high = image.pixel_range
    if low >= high:
        yield f"image.pixel_range: got {[low, high]}; low < high is needed."
    elif high - low < SMALLEST_SPAN or max(-low, high) > LARGEST_RAW:
        yield (
            f"image.pixel_range: got {[low, high]}; at least {SMALLEST_SPAN:g} apart and "
            f"within +-{LARGEST_RAW:g} is needed."
        )


def _upper_limits(recipe: Recipe) -> Iterator[tuple[str, float, float]]:
    """Key, value and limit of what the machine could not count or wait for."""
    yield "version", recipe.version, LAST_VERSION
    yield "regions.grow", recipe.regions.grow, MOST_PIXELS
    yield "regions.merge_distance", recipe.regions.merge_distance, MOST_PIXELS
    for number, entry in enumerate(recipe.inspectors, start=1):
        yield f"inspectors[{number}].deadline_s", entry.deadline_s, LONGEST_DEADLINE_S
        patience_s = entry.patience_s or entry.deadline_s
        yield f"inspectors[{number}].patience_s", patience_s, LONGEST_DEADLINE_S


def _reference_problems(recipe: Recipe) -> list[str]:
    if recipe.from_pair or recipe.reference:
        return []
    return ['reference: got an empty list; name at least one file, or write "from pair".']


def _inspector_problems(recipe: Recipe) -> list[str]:
    names = [entry.name for entry in recipe.inspectors]
    problems = [
        f'inspectors: "{name}" stands {names.count(name)} times; give all but one a name of its '
        f'own, with inspector = "{name}".'
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    problems += [
        f'inspectors: "{entry.name}" is no name that inspector "{entry.inspector}" can be given; '
        "use 1-64 lower-case letters, digits, - and _."
        for entry in recipe.inspectors
        if entry.inspector is not None and not _OWN_NAME.fullmatch(entry.name)
    ]
    problems += [
        f"inspectors[{number}].patience_s: {problem}"
        for number, entry in enumerate(recipe.inspectors, start=1)
        if (problem := _patience_problem(entry))
    ]
    if RESERVED in names:
        problems.append(f'inspectors: "{RESERVED}" is the name of the pool in every result.')
    if not names:
        problems.append("inspectors: the list is empty; at least one is needed to judge anything.")
    return problems


def _patience_problem(entry: InspectorSettings) -> str:
    if entry.patience_s is None:
        return ""
    if entry.role == "gating":
        return "a gating inspector decides, so it cannot answer later; leave patience_s out."
    if entry.patience_s < entry.deadline_s:
        return f"got {entry.patience_s:g}; at least deadline_s = {entry.deadline_s:g} is needed."
    return ""
