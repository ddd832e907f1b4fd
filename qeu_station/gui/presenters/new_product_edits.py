"""Changes of what was entered: each takes the product and returns the next one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qeu_station.core.grid import Grid
from qeu_station.errors import GridError
from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters import new_product_labels as labels
from qeu_station.gui.presenters import new_product_rules as rules
from qeu_station.gui.presenters.new_product_state import ClassRow, Product, Taught, Use
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.calibrate import Learned
    from qeu_station.services.teaching import Choices, Picture

DEFAULT_INSPECTOR = "difference"
"""Ticked for a new product: it judges without any training."""


def added(product: Product, pictures: Iterable[Picture]) -> tuple[Product, tuple[str, ...]]:
    """Return the product with more pictures, and why some were refused."""
    kept = list(product.pictures)
    refused = []
    for picture in pictures:
        problem = _unfit(picture, kept)
        if problem:
            refused.append(problem)
        else:
            kept.append(picture)
    return replace(product, pictures=tuple(kept)), tuple(refused)


def shifted(product: Product, index: int, by: int) -> Product:
    """Return the product with a picture moved towards the front or the back."""
    pictures = list(product.pictures)
    picture = pictures.pop(index)
    pictures.insert(min(max(index + by, 0), len(pictures)), picture)
    return replace(product, pictures=tuple(pictures))


def toggled(product: Product, address: str) -> Product:
    """Return the product with a cell judged or not.

    Raises:
        GridError: It was the last one.
    """
    made = replace(product, unused=product.unused ^ {address})
    rules.grid_of(made)
    return made


def with_unused(product: Product, text: str) -> Product:
    """Return the product with the typed cells not judged.

    Raises:
        GridError: One is not on the grid, or none is left.
    """
    unused = frozenset(part for part in re.split(r"[,;、\s]+", text) if part)
    grid = rules.grid_of(replace(product, unused=frozenset()))
    Grid(grid.corners, grid.rows, grid.columns, unused)
    return replace(product, unused=unused)


def unused_problem(product: Product, text: str) -> str:
    """Return why the typed cells cannot be those that are never judged, empty for nothing."""
    if rules.label_problem(product.rows, True) or rules.label_problem(product.columns, False):
        return translate("NewProduct", "Mend the rows and columns first.")
    try:
        with_unused(product, text)
    except GridError as error:
        return rules.plain(error)
    return ""


def with_class(product: Product, index: int, **changes: str) -> Product:
    """Return the product with something of a class changed."""
    rows = list(product.classes)
    rows[index] = replace(rows[index], **changes)
    return replace(product, classes=tuple(rows))


def with_use(product: Product, name: str, **changes: Any) -> Product:
    """Return the product with something of an inspector changed."""
    uses = (replace(u, **changes) if u.name == name else u for u in product.uses)
    return replace(product, uses=tuple(uses))


def with_own_names(choices: Choices, product: Product) -> Choices:
    """Return the choices with those that the product calls by names of its own."""
    known = {choice.name: choice for choice in choices.inspectors}
    own = {use.name: known.get(use.rest.get("inspector", "")) for use in product.uses}
    named = {name: replace(choice, name=name) for name, choice in own.items() if choice}
    return replace(choices, inspectors=tuple({**known, **named}.values()))


def with_choices(
    product: Product, choices: Choices, all_forms: Mapping[str, forms.Form]
) -> Product:
    """Return the product with every inspector there is, those it uses already as they are."""
    known = {use.name: use for use in product.uses}
    fresh = not any(use.on for use in product.uses)
    for choice in choices.inspectors:
        use = known.get(choice.name)
        if use is None:
            use = Use(choice.name, fresh and choice.name == DEFAULT_INSPECTOR, choice.role)
        form = all_forms[choice.name]
        entries = use.entries or forms.entries_of(form, use.kept)
        known[choice.name] = replace(use, entries=entries, role=use.role or choice.role)
    return replace(product, uses=tuple(known.values()))


def taught(product: Product, learned: Learned, all_forms: Mapping[str, forms.Form]) -> Product:
    """Return the product with the limits that were learned."""
    uses = []
    for use in product.uses:
        parameters = learned.learned.get(use.name)
        if parameters is not None:
            form = all_forms.get(use.name, forms.Form())
            merged = {**forms.read(form, use.entries, use.kept).parameters, **parameters}
            use = replace(use, entries=forms.entries_of(form, merged), kept=merged)  # noqa: PLW2901
        uses.append(use)
    found = learned.recipe.calibration
    calibration = {
        "id": found.id,
        "parts": found.parts,
        "p_ok_without_region": found.p_ok_without_region,
    }
    before = product.uses if product.taught is None else product.taught.before or product.uses
    now = Taught(calibration, before, learned.parts, learned.skipped)
    return replace(product, uses=tuple(uses), taught=now)


def untaught(product: Product) -> Product:
    """Return the product without learned limits: they hold for their pictures and grid only."""
    if product.taught is None:
        return product
    before = {use.name: use for use in product.taught.before}
    uses = (
        replace(use, entries=before[use.name].entries, kept=before[use.name].kept)
        if use.name in before
        else use
        for use in product.uses
    )
    return replace(product, uses=tuple(uses), taught=None)


def same_ground(first: Product, second: Product) -> bool:
    """Whether limits learned for one hold for the other."""
    return all(
        getattr(first, name) == getattr(second, name)
        for name in ("mode", "from_pair", "pictures", "rows", "columns", "corners", "unused")
    )


def opened(wanted: Mapping[str, Any], pictures: Iterable[Picture]) -> Product:
    """Return an existing recipe as what somebody would have entered."""
    grid, pictures = wanted.get("grid", {}), tuple(pictures)
    calibration = wanted.get("calibration", {})
    return Product(
        name=wanted["name"],
        title=wanted.get("title", ""),
        mode=wanted.get("image", {}).get("mode", "colour"),
        from_pair=not pictures,
        pictures=pictures,
        rows=labels.written(grid.get("rows", ("U", "C", "D"))),
        columns=labels.written(grid.get("columns", tuple("123456789"))),
        corners=rules.corners_in(grid),
        unused=frozenset(grid.get("unused", ())),
        classes=tuple(
            ClassRow(c["name"], c.get("key", ""), c.get("colour", "#d1242f"))
            for c in wanted.get("classes", ())
        ),
        uses=tuple(_opened_use(entry) for entry in wanted.get("inspectors", ())),
        taught=Taught(calibration, (), calibration.get("parts", 0)) if calibration else None,
    )


def _opened_use(entry: Mapping[str, Any]) -> Use:
    shown = ("name", "role", "deadline_s", "patience_s", "weight", "parameters")
    return Use(
        entry["name"],
        on=True,
        role=entry.get("role", ""),
        deadline=f"{entry.get('deadline_s', 2.0):g}",
        weight=f"{entry.get('weight', 1.0):g}",
        kept=entry.get("parameters", {}),
        rest={key: value for key, value in entry.items() if key not in shown},
        patience=f"{entry['patience_s']:g}" if "patience_s" in entry else "",
    )


def _unfit(picture: Picture, others: list[Picture]) -> str:
    name = picture.path.name
    if any(other.path == picture.path for other in others):
        return translate("NewProduct", "{name} is there already.").format(name=name)
    if others and picture.pixels.shape[:2] != others[0].pixels.shape[:2]:
        words = translate(
            "NewProduct",
            "{name} has {size} pixels, but {first} has {needed}. All must have the same size.",
        )
        return words.format(
            name=name,
            size=size_text(picture),
            first=others[0].path.name,
            needed=size_text(others[0]),
        )
    return ""


def size_text(picture: Picture) -> str:
    """Return width and height in words."""
    height, width = picture.pixels.shape[:2]
    return f"{width} × {height}"
