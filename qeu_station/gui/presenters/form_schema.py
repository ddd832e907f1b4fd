"""From the JSON schema of a parameter model to the fields of its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qeu_station.gui.presenters.forms import MISSING, Field, Form, Kind, Path

_SIMPLE = {
    "boolean": Kind.TICK,
    "integer": Kind.INTEGER,
    "number": Kind.NUMBER,
    "string": Kind.TEXT,
}

_TITLES_UP_TO = 1
"""How deep objects become groups of fields; deeper ones are edited as JSON."""


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


def _number(*values: Any) -> float | None:
    """The first that is a number; a plugin may have written anything."""
    numbers = (v for v in values if isinstance(v, int | float) and not isinstance(v, bool))
    return next(numbers, None)
