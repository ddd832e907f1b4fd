"""The text of a recipe: TOML to a checked ``Recipe`` and back."""

from __future__ import annotations

import dataclasses
import json
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from qeu_station.core.recipe import Recipe
from qeu_station.errors import RecipeError
from qeu_station.storage.recipe_mistakes import mistakes
from qeu_station.storage.recipe_rules import broken_rules

if TYPE_CHECKING:
    from pydantic import TypeAdapter


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
        raise RecipeError(_listed(where, mistakes(error.errors(), data))) from None
    problems = broken_rules(recipe)
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
