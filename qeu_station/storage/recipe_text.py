"""The text of a recipe: TOML to a checked ``Recipe`` and back."""

from __future__ import annotations

import dataclasses
import json
import math
import re
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from qeu_station.core.recipe import InspectorSettings, Recipe
from qeu_station.errors import QeuError, RecipeError, did_you_mean

if typing.TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

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


def parse_recipe(text: str, where: str) -> Recipe:
    """Return the recipe that stands in ``text``.

    Args:
        text: TOML.
        where: File named in every error.

    Raises:
        RecipeError: The text is not TOML, or a key or value is wrong; all mistakes are listed.
    """
    from pydantic import ValidationError

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(f"{where} is not valid TOML: {error}. Correct that place.") from None
    problems = [f"{key}: got {value!r}, {why}" for key, value, why in _odd_values(data)]
    if problems:
        raise RecipeError(_listed(where, problems))
    try:
        recipe = _adapter().validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise RecipeError(_listed(where, _problems(error.errors(), data))) from None
    problems = _cross_problems(recipe)
    if problems:
        raise RecipeError(_listed(where, problems))
    return recipe


def format_recipe(recipe: Recipe) -> str:
    """Return readable TOML that ``parse_recipe`` reads back to an equal recipe.

    Values that are the default are left out, except name, version and reference.

    Raises:
        RecipeError: An inspector's parameter is not a TOML value.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    values = {"name": recipe.name, "version": recipe.version, **_changed(recipe)}
    try:
        return tomlkit.dumps(_plain(values))
    except (TOMLKitError, TypeError, ValueError) as error:
        raise RecipeError(
            f'Recipe "{recipe.name}" has a value that TOML cannot hold: {error}. Parameters are '
            "text, numbers, true, false, lists and tables."
        ) from None


@cache
def _adapter() -> TypeAdapter[Recipe]:
    from pydantic import TypeAdapter

    return TypeAdapter(Recipe)


def _listed(where: str, problems: Sequence[str]) -> str:
    return f"{where}: " + "\n".join(dict.fromkeys(problems))


def _odd_values(value: Any, key: str = "") -> Iterator[tuple[str, Any, str]]:
    """Values that TOML can hold and a recipe cannot: dates, times, nan and inf."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _odd_values(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _odd_values(inner, f"{key}[{number}]")
    elif isinstance(value, float) and not math.isfinite(value):
        yield key, value, "a finite number is needed"
    elif not isinstance(value, str | int | float | bool):
        yield key, value, "a recipe holds no dates; write text or a number"


def _problems(errors: Sequence[ErrorDetails], data: Mapping[str, Any]) -> list[str]:
    return [_problem(error, data) for error in errors]


def _problem(error: ErrorDetails, data: Mapping[str, Any]) -> str:
    path = _path_in(data, error)
    key = _dotted(path)
    if error["type"] == "unexpected_keyword_argument":
        allowed = _keys_at(path[:-1])
        near = did_you_mean(str(path[-1]), allowed)
        return f"{key}: no such key.{near} Allowed: {', '.join(allowed)}."
    if error["type"] in ("missing", "missing_argument"):
        return f"{key}: missing. Add it; {_meaning(path)}."
    got = json.dumps(error["input"], ensure_ascii=False, default=str)
    return f"{key}: got {got}; {_sentence(error['msg'])}."


def _path_in(data: Any, error: ErrorDetails) -> list[str | int]:
    """The error's place in the file, without the names pydantic adds for unions."""
    path: list[str | int] = []
    for step in error["loc"]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            if error["type"] not in ("missing", "missing_argument"):
                continue
        path.append(step)
    return path


def _dotted(path: Sequence[str | int]) -> str:
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "the recipe"


def _sentence(message: str) -> str:
    text = message.removeprefix("Input should be ")
    if text == message:
        return message[:1].lower() + message[1:]
    return "allowed is " + {"an object": "a table", "a valid array": "a list"}.get(text, text)


def _meaning(path: Sequence[str | int]) -> str:
    return {
        "name": "the name of the product",
        "reference": 'files relative to the recipe, or "from pair"',
    }.get(_dotted(path), "it has no default")


def _keys_at(path: Sequence[str | int]) -> list[str]:
    """Names allowed in the table at ``path``."""
    kind: Any = Recipe
    for step in path:
        kind = _item_type(kind) if isinstance(step, int) else typing.get_type_hints(kind)[step]
    kind = kind if dataclasses.is_dataclass(kind) else Recipe
    return [field.name for field in dataclasses.fields(kind)]


def _item_type(kind: Any) -> Any:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        kind = next(part for part in typing.get_args(kind) if part is not types.NoneType)
    return typing.get_args(kind)[0]


def _cross_problems(recipe: Recipe) -> list[str]:
    """What no single key can show."""
    problems: list[str] = []
    grid = recipe.grid
    checks: dict[str, Any] = {
        "decision": lambda: recipe.decision.thresholds,
        "classes": lambda: recipe.class_table.names,
        "grid": lambda: grid.over(len(grid.columns), len(grid.rows)),
    }
    for key, check in checks.items():
        try:
            check()
        except QeuError as error:
            problems.append(f"{key}: {error}")
    problems += _reference_problems(recipe) + _inspector_problems(recipe)
    cells = len(grid.rows) * len(grid.columns)
    if cells > MOST_CELLS:
        problems.append(f"grid: {cells} cells are too many; at most {MOST_CELLS} are possible.")
    if grid.box is not None and grid.corners is not None:
        problems.append("grid: box and corners are both given; keep one of them.")
    if grid.box is not None and not (grid.box[0] < grid.box[2] and grid.box[1] < grid.box[3]):
        problems.append(f"grid.box: got {list(grid.box)}; x1 < x2 and y1 < y2 are needed.")
    if recipe.image.pixel_range is not None:
        low, high = recipe.image.pixel_range
        if low >= high:
            problems.append(f"image.pixel_range: got {[low, high]}; low < high is needed.")
        elif high - low < SMALLEST_SPAN or max(-low, high) > LARGEST_RAW:
            problems.append(
                f"image.pixel_range: got {[low, high]}; at least {SMALLEST_SPAN:g} apart and "
                f"within +-{LARGEST_RAW:g} is needed."
            )
    return problems + [
        f"{key}: got {value:g}; allowed is less than or equal to {most:g}."
        for key, value, most in _upper_limits(recipe)
        if value > most
    ]


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


def _changed(value: Any) -> dict[str, Any]:
    """Fields of a dataclass that differ from their default, simple values first."""
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        current = getattr(value, field.name)
        if current != _default(field):
            changed[field.name] = current
    return dict(sorted(changed.items(), key=lambda item: _is_table(item[1])))


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _is_table(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(dataclasses.is_dataclass(item) for item in value)
    return isinstance(value, Mapping) or dataclasses.is_dataclass(value)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return _plain(_changed(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value
