"""Forms: the fields there are, and what was entered in them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qeu_station.gui.words import translate

Path = tuple[str, ...]
Entry = str | bool | tuple[Any, ...]
"""What a field holds while it is edited: text, a tick, or the choices that are ticked."""

MISSING: Any = object()
"""Default of a field that has none: it must be filled in."""

_EXACT = 2.0**53
"""Whole numbers below it are written without a decimal point."""


class Kind(StrEnum):
    """How a field is edited."""

    TICK = "tick"
    INTEGER = "integer"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    LIST = "list"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter.

    Attributes:
        path: Names from the outside in; two for a field of a nested object.
        kind: How it is edited.
        title: Its name for people.
        description: What it means.
        default: Its value when nothing is entered, or ``MISSING``.
        lowest, highest: Bounds of a number, or None; ``above`` and ``below`` exclude them.
        choices: Values of ``CHOICE`` and ``CHOICES``.
        item: Kind of each entry of a ``LIST``.
        optional: Whether it may be empty, which is null.
        words: Whether what is no JSON is taken as text.
        group: Title of the nested object it belongs to.
    """

    path: Path
    kind: Kind
    title: str
    description: str = ""
    default: Any = MISSING
    lowest: float | None = None
    highest: float | None = None
    above: bool = False
    below: bool = False
    choices: tuple[Any, ...] = ()
    item: Kind = Kind.TEXT
    optional: bool = False
    words: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a schema, in its order."""

    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was entered: parameters that differ from their default, and a problem per field."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    problems: Mapping[Path, str] = field(default_factory=dict)


def entries_of(form: Form, parameters: Mapping[str, Any]) -> dict[Path, Entry]:
    """Return what the fields hold for these parameters; absent ones hold their default."""
    return {f.path: entry_of(f, _at(parameters, f.path, f.default)) for f in form.fields}


def entry_of(field: Field, value: Any) -> Entry:
    """Return a value as its field holds it."""
    if field.kind is Kind.TICK:
        return value is True
    if field.kind is Kind.CHOICES:
        return tuple(value) if isinstance(value, list | tuple) else ()
    if value is MISSING or value is None or value in ({}, []):
        return ""
    if field.kind is Kind.JSON and not (field.words and isinstance(value, str)):
        return json.dumps(value, ensure_ascii=False)
    if field.kind is Kind.LIST and isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return _written(value)


def read(form: Form, entries: Mapping[Path, Entry], kept: Mapping[str, Any]) -> Reading:
    """Return the parameters that were entered.

    Args:
        form: The fields.
        entries: What they hold; one that is absent holds its default.
        kept: Parameters as they were; those that no field shows stay, and those that say their
            default stay said.
    """
    shown = {each.path[0] for each in form.fields}
    parameters: dict[str, Any] = {k: v for k, v in kept.items() if k not in shown}
    problems: dict[Path, str] = {}
    for each in form.fields:
        if each.path not in entries:
            continue
        try:
            value = value_of(each, entries[each.path])
        except ValueError as error:
            problems[each.path] = str(error)
            continue
        said = _at(kept, each.path, MISSING) is not MISSING
        if value is not None and (said or not _same(value, each.default)):  # none can hold null
            _put(parameters, each.path, value)
    return Reading(parameters, problems)


def value_of(field: Field, entry: Entry) -> Any:
    """Return the value of an entry.

    Raises:
        ValueError: It is none; the message says what is allowed.
    """
    if not isinstance(entry, str):
        return list(entry) if isinstance(entry, tuple) else entry
    text = entry.strip()
    if not text and field.kind is not Kind.LIST:
        return _empty(field)
    if field.kind is Kind.LIST:
        items = [part.strip() for part in text.split(",") if part.strip()]
        return [_simple(field.item, item, field) for item in items]
    if field.kind is Kind.JSON:
        return _json(text, field.words)
    if field.kind is Kind.CHOICE:
        return _chosen(field, text)
    return _simple(field.kind, text, field)


def allowed(field: Field) -> str:
    """Return what a number may be, such as ``1 to 101``, or an empty string."""
    low, high = field.lowest, field.highest
    if low is not None and high is not None:
        words = (
            translate("NewProduct", "above {low:g}, up to {high:g}")
            if field.above
            else translate("NewProduct", "{low:g} to {high:g}")
        )
        return words.format(low=low, high=high)
    if low is not None:
        words = (
            translate("NewProduct", "above {low:g}")
            if field.above
            else translate("NewProduct", "at least {low:g}")
        )
        return words.format(low=low)
    if high is not None:
        words = (
            translate("NewProduct", "below {high:g}")
            if field.below
            else translate("NewProduct", "at most {high:g}")
        )
        return words.format(high=high)
    return ""


def _empty(field: Field) -> Any:
    if field.optional:
        return None
    if field.kind is Kind.TEXT and field.default is not MISSING:
        return ""
    if field.default is not MISSING:
        return field.default
    raise ValueError(translate("NewProduct", "This must be filled in."))


def _simple(kind: Kind, text: str, field: Field) -> Any:
    if kind is Kind.TEXT:
        return text
    try:
        value = int(text) if kind is Kind.INTEGER else float(text)
    except ValueError:
        words = (
            translate("NewProduct", "“{text}” is not a whole number.")
            if kind is Kind.INTEGER
            else translate("NewProduct", "“{text}” is not a number.")
        )
        raise ValueError(words.format(text=text)) from None
    if not math.isfinite(value) or not _inside(field, value):
        words = translate("NewProduct", "{text} is out of range; allowed is {allowed}.")
        finite = translate("NewProduct", "a finite number")
        raise ValueError(words.format(text=text, allowed=allowed(field) or finite))
    return value


def _inside(field: Field, value: float) -> bool:
    low, high = field.lowest, field.highest
    if low is not None and (value < low or (field.above and value == low)):
        return False
    return high is None or not (value > high or (field.below and value == high))


def _chosen(field: Field, text: str) -> Any:
    for choice in field.choices:
        if str(choice) == text:
            return choice
    words = translate("NewProduct", "“{text}” is no choice; allowed are {allowed}.")
    raise ValueError(words.format(text=text, allowed=", ".join(map(str, field.choices))))


def _json(text: str, words: bool) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        if words:
            return text
        problem = translate("NewProduct", "This is not valid JSON: {reason}.")
        raise ValueError(problem.format(reason=error)) from None


def _same(value: Any, default: Any) -> bool:
    if default is MISSING:
        return False
    listed = list(default) if isinstance(default, tuple) else default
    return bool(value == listed) and isinstance(value, bool) == isinstance(listed, bool)


def _written(value: Any) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value)


def _at(parameters: Mapping[str, Any], path: Path, default: Any) -> Any:
    value: Any = parameters
    for step in path:
        if not isinstance(value, Mapping) or step not in value:
            return default
        value = value[step]
    return value


def _put(parameters: dict[str, Any], path: Path, value: Any) -> None:
    for step in path[:-1]:
        parameters = parameters.setdefault(step, {})
    parameters[path[-1]] = value
