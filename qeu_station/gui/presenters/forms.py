"""Forms from a JSON schema: which fields there are, and what was entered in them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
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

_TITLES_UP_TO = 1
"""How deep objects become groups of fields; deeper ones are edited as JSON."""


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


def form_of(schema: Mapping[str, Any] | None) -> Form:
    """Return the form of a parameter model's JSON schema; None has no fields."""
    if not schema:
        return Form()
    properties, defs = schema.get("properties"), schema.get("$defs")
    if not isinstance(properties, Mapping):
        return Form()
    known = defs if isinstance(defs, Mapping) else {}
    made: list[Field] = []
    for name in properties:
        try:
            made += _fields({**schema, "properties": {name: properties[name]}}, known, (), "")
        except (AttributeError, KeyError, TypeError, ValueError):  # a plugin wrote it
            made.append(Field((str(name),), Kind.JSON, str(name), default={}))
    return Form(tuple(made))


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


def _fields(
    schema: Mapping[str, Any], defs: Mapping[str, Any], path: Path, group: str
) -> Iterator[Field]:
    required = schema.get("required", ())
    inherited = schema.get("default", {})
    for name, raw in schema.get("properties", {}).items():
        node, optional = _resolved(raw, defs)
        if name in inherited:
            node = {**node, "default": inherited[name]}
        place = (*path, name)
        if _is_group(node) and len(place) <= _TITLES_UP_TO:
            yield from _fields(node, defs, place, _title(node, name, raw))
        else:
            yield _field(node, place, optional, name in required, group)


def _field(
    node: Mapping[str, Any], path: Path, optional: bool, required: bool, group: str
) -> Field:
    kind, item, choices = _kind(node)
    above, below = "exclusiveMinimum" in node, "exclusiveMaximum" in node
    default = node.get("default", MISSING if required else _nothing(kind, optional))
    return Field(
        path=path,
        kind=kind,
        title=_title(node, path[-1]),
        description=str(node.get("description", "")).partition("\n")[0],
        default=default,
        lowest=_number(node.get("exclusiveMinimum"), node.get("minimum")),
        highest=_number(node.get("exclusiveMaximum"), node.get("maximum")),
        above=above,
        below=below,
        choices=choices,
        item=item,
        optional=optional,
        words=any(option.get("type") == "string" for option in node.get("anyOf", ())),
        group=group,
    )


def _resolved(raw: Mapping[str, Any], defs: Mapping[str, Any]) -> tuple[Mapping[str, Any], bool]:
    """A property without references, and whether it may be null."""
    node = dict(raw)
    if "$ref" in node:
        target = defs.get(str(node.pop("$ref")).rpartition("/")[2], {})
        node = {**target, **node}
    options = node.get("anyOf") or node.get("oneOf")
    if not options:
        return node, False
    rest = [option for option in options if option.get("type") != "null"]
    optional = len(rest) < len(options)
    if len(rest) != 1:
        return node, optional
    inner, _ = _resolved(rest[0], defs)
    outer = {key: value for key, value in node.items() if key not in ("anyOf", "oneOf")}
    return {**inner, **outer}, optional


def _kind(node: Mapping[str, Any]) -> tuple[Kind, Kind, tuple[Any, ...]]:
    """How a property is edited, what its items are, and its choices."""
    if "enum" in node or "const" in node:
        return Kind.CHOICE, Kind.TEXT, tuple(node.get("enum", [node.get("const")]))
    simple = _SIMPLE.get(str(node.get("type")))
    if simple is not None:
        return simple, Kind.TEXT, ()
    if node.get("type") == "array":
        return _array(node)
    return Kind.JSON, Kind.TEXT, ()


def _array(node: Mapping[str, Any]) -> tuple[Kind, Kind, tuple[Any, ...]]:
    items = node.get("items")
    if items is None and node.get("prefixItems"):
        kinds = {str(entry.get("type")) for entry in node["prefixItems"]}
        items = {"type": kinds.pop()} if len(kinds) == 1 else None
    if not isinstance(items, Mapping):
        return Kind.JSON, Kind.TEXT, ()
    if "enum" in items:
        return Kind.CHOICES, Kind.TEXT, tuple(items["enum"])
    item = _SIMPLE.get(str(items.get("type")))
    if item in (Kind.INTEGER, Kind.NUMBER, Kind.TEXT):
        return Kind.LIST, item, ()
    return Kind.JSON, Kind.TEXT, ()


_SIMPLE = {
    "boolean": Kind.TICK,
    "integer": Kind.INTEGER,
    "number": Kind.NUMBER,
    "string": Kind.TEXT,
}


def _is_group(node: Mapping[str, Any]) -> bool:
    return node.get("type") == "object" and bool(node.get("properties"))


def _title(node: Mapping[str, Any], name: str, raw: Mapping[str, Any] | None = None) -> str:
    """The schema's title, or the name; a model's own title would be the name of its class."""
    given = str((node if raw is None else raw).get("title", ""))
    return given or name.replace("_", " ").capitalize()


def _nothing(kind: Kind, optional: bool) -> Any:
    """Stands for a default that the schema does not tell; it is left out of the recipe."""
    if optional:
        return None
    return {Kind.TICK: False, Kind.JSON: {}, Kind.LIST: [], Kind.CHOICES: []}.get(kind, MISSING)


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


def _number(*values: Any) -> float | None:
    """The first that is a number; a plugin may have written anything."""
    numbers = (v for v in values if isinstance(v, int | float) and not isinstance(v, bool))
    return next(numbers, None)


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
