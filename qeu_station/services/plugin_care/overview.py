"""What plugins there are, what they bring, what failed and why, and who uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from qeu_station.errors import QeuError
from qeu_station.pluginhost import (
    Catalog,
    ComponentEntry,
    InspectorEntry,
    PluginOrigin,
    normalised,
)
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipe_text import parse_recipe
from qeu_station.storage.recipes import RecipePlace, list_recipes

PluginState = Literal["loaded", "partly", "failed", "disabled"]
ComponentKind = Literal["inspector", "trainer", "source", "sink"]


@dataclass(frozen=True, slots=True)
class RecipeUse:
    """How the newest version of a recipe uses an inspector."""

    recipe: str
    version: int
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ComponentView:
    """One thing that a plugin brings.

    Attributes:
        kind: What it is.
        name: Its name, unique among its kind.
        version: Its own version.
        summary: One sentence.
        schema: JSON schema of its parameters; None when it has none.
        scopes: What an inspector judges, sorted.
        role: Default role of an inspector.
        opinions: Names of the opinions it gives when there are several.
        uses: Recipes that use an inspector, in the order of their names.
    """

    kind: ComponentKind
    name: str
    version: str
    summary: str
    schema: Mapping[str, Any] | None = field(default=None, repr=False)
    scopes: tuple[str, ...] = ()
    role: str = ""
    opinions: tuple[str, ...] = ()
    uses: tuple[RecipeUse, ...] = ()


@dataclass(frozen=True, slots=True)
class PluginView:
    """One plugin.

    Attributes:
        name: Name of its distribution, or its drop-in file without ``.py``.
        version: Of the distribution; empty for a drop-in file.
        path: The drop-in file, or the folder it lies in; empty when that is not known.
        dropin: Whether it is a single file of the drop-in folder.
        state: ``partly`` when something of it failed and something works.
        problems: What failed and why, one sentence each.
        components: What it brings, inspectors first.
    """

    name: str
    version: str
    path: str
    dropin: bool
    state: PluginState
    problems: tuple[str, ...] = ()
    components: tuple[ComponentView, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Every plugin, those with problems first, then by name; ``catalog`` is what it stands on."""

    plugins: tuple[PluginView, ...]
    catalog: Catalog = field(repr=False)


def overview(catalog: Catalog, home: OpenHome) -> Overview:
    """Return what is known of every plugin."""
    users = _users(home)
    failed = {each.name for each in catalog.failed}
    origins = {normalised(origin.name): origin for origin in catalog.plugins}
    gone = {normalised(name): name for name in failed}
    views = [_view(origin, catalog, users) for origin in origins.values()]
    views += [_broken(name, catalog) for key, name in gone.items() if key not in origins]
    views += [
        PluginView(each.name, each.version, each.path, each.dropin, "disabled")
        for each in catalog.skipped
    ]
    order = {"failed": 0, "partly": 0, "loaded": 1, "disabled": 2}
    ordered = sorted(views, key=lambda view: (order[view.state], view.name.casefold()))
    return Overview(tuple(ordered), catalog)


def _view(
    origin: PluginOrigin, catalog: Catalog, users: Mapping[str, tuple[RecipeUse, ...]]
) -> PluginView:
    problems = _problems(origin.name, catalog)
    return PluginView(
        name=origin.name,
        version=origin.version,
        path=origin.path,
        dropin=origin.dropin,
        state="partly" if problems else "loaded",
        problems=problems,
        components=tuple(_components(origin, catalog, users)),
    )


def _broken(name: str, catalog: Catalog) -> PluginView:
    version = next(each.version for each in catalog.failed if each.name == name)
    return PluginView(name, version, "", False, "failed", _problems(name, catalog))


def _problems(name: str, catalog: Catalog) -> tuple[str, ...]:
    return tuple(each.error for each in catalog.failed if normalised(each.name) == normalised(name))


def _components(
    origin: PluginOrigin, catalog: Catalog, users: Mapping[str, tuple[RecipeUse, ...]]
) -> Iterator[ComponentView]:
    for inspector in catalog.inspectors.values():
        if inspector.origin == origin:
            yield _inspector(inspector, users.get(inspector.name, ()))
    kinds: tuple[tuple[ComponentKind, Mapping[str, ComponentEntry]], ...] = (
        ("trainer", catalog.trainers),
        ("source", catalog.sources),
        ("sink", catalog.sinks),
    )
    for kind, entries in kinds:
        for entry in entries.values():
            if entry.origin == origin:
                spec = entry.spec
                yield ComponentView(
                    kind, spec.name, spec.version, spec.summary, entry.parameters_schema
                )


def _inspector(entry: InspectorEntry, uses: tuple[RecipeUse, ...]) -> ComponentView:
    return ComponentView(
        kind="inspector",
        name=entry.name,
        version=entry.version,
        summary=entry.spec.summary,
        schema=entry.parameters_schema,
        scopes=tuple(sorted(entry.scopes)),
        role=entry.role,
        opinions=entry.spec.opinions,
        uses=uses,
    )


def _users(home: OpenHome) -> dict[str, tuple[RecipeUse, ...]]:
    """Return the recipes that use each inspector; one that cannot be read uses none."""
    newest: dict[str, RecipePlace] = {}
    for place in list_recipes(home.folder):  # by name, then version
        newest[place.name] = place
    users: dict[str, tuple[RecipeUse, ...]] = {}
    for place in newest.values():
        try:
            recipe = parse_recipe(place.file.read_text("utf-8-sig"), str(place.file))
        except (QeuError, OSError, ValueError):
            continue
        for wanted in recipe.inspectors:
            use = RecipeUse(place.name, place.version, dict(wanted.parameters))
            users[wanted.name] = (*users.get(wanted.name, ()), use)
    return users
