"""What may be entered for a new product, and what it becomes in a recipe: pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qeu_station.core.classes import Classes, DefectClass
from qeu_station.core.grid import Grid, Point, Quad
from qeu_station.errors import GridError, QeuError, RecipeError
from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters.new_product_labels import labels
from qeu_station.gui.presenters.new_product_state import ClassRow, Product, Use
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

COLOURS = (
    "#0072b2", "#d55e00", "#cc79a7", "#56b4e9", "#e69f00", "#6a3d9a", "#b15928", "#00798c",
)  # fmt: skip
"""Colours that people with any colour vision tell apart (after Okabe and Ito, 2008)."""

KEYS = "123456789abcdefghijklmnpqrstvwxyz"
"""Keys offered to new classes; o and u mean ok and unknown."""

_LATIN_END = 0x100
"""First character beyond those that western keyboards have signs for."""


def label_problem(text: str, letters: bool) -> str:
    """Return what is wrong with the labels that were typed, empty for nothing."""
    try:
        labels(text, letters)
    except GridError as error:
        return plain(error)
    return ""


def whole(width: int, height: int) -> Quad:
    """Return the corners of a whole picture."""
    return (0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))


def size_of(product: Product) -> tuple[int, int] | None:
    """Return width and height of the picture under the grid, or None without one."""
    if product.ground is None:
        return None
    height, width = product.ground.pixels.shape[:2]
    return width, height


def grid_of(product: Product) -> Grid:
    """Return the grid; without a picture it lies on a square per cell.

    Raises:
        GridError: Labels or corners are wrong.
    """
    rows, columns = labels(product.rows, True), labels(product.columns, False)
    width, height = size_of(product) or (len(columns), len(rows))
    known = {row + column for row in rows for column in columns}
    corners = product.corners or whole(width, height)
    return Grid(corners, rows, columns, product.unused & known)


def moved(corners: Quad, which: int | None, by: Point, size: tuple[int, int]) -> Quad:
    """Return the corners with one of them, or all, moved; none leaves the picture.

    Args:
        corners: As they are.
        which: 0..3, or None for the whole grid.
        by: Pixels to the right and down.
        size: Width and height of the picture.
    """
    dx, dy = by
    if which is None:
        dx = min(max(dx, -min(x for x, _ in corners)), size[0] - max(x for x, _ in corners))
        dy = min(max(dy, -min(y for _, y in corners)), size[1] - max(y for _, y in corners))
    made = [
        (_held(x + dx, size[0]), _held(y + dy, size[1])) if which in (None, number) else (x, y)
        for number, (x, y) in enumerate(corners)
    ]
    return made[0], made[1], made[2], made[3]


def new_class(rows: Sequence[ClassRow]) -> ClassRow:
    """Return an empty class with a key and a colour that no other has."""
    keys = {row.key for row in rows}
    colours = {row.colour for row in rows}
    key = next((k for k in KEYS if k not in keys), "")
    colour = next((c for c in COLOURS if c not in colours), COLOURS[len(rows) % len(COLOURS)])
    return ClassRow("", key, colour)


def class_problems(rows: Sequence[ClassRow]) -> tuple[str, ...]:
    """Return what is wrong with each class, empty for nothing."""
    return tuple(_class_problem(row, rows[:number]) for number, row in enumerate(rows))


def typed_by_one_key(text: str) -> bool:
    """Whether a text is one character that a press of one key gives on usual keyboards."""
    if len(text) != 1 or not text.isprintable() or text.isspace():
        return False
    cased = unicodedata.category(text) in ("Lu", "Ll") and text < "\uffff"
    return ord(text) < _LATIN_END or cased


def use_problems(use: Use, form: forms.Form) -> dict[forms.Path, str]:
    """Return a problem per field of an inspector, ``("deadline",)`` for its own settings."""
    problems = dict(forms.read(form, use.entries, use.kept).problems)
    for name, lowest in (("deadline", 0.001), ("weight", 0.0)):
        if problem := _number_problem(getattr(use, name), lowest):
            problems[(name,)] = problem
    if _is_patient(use) and ("deadline",) not in problems:
        problem = _number_problem(use.patience, float(use.deadline))
        problems |= {("patience",): problem} if problem else {}
    return problems


def _number_problem(text: str, lowest: float) -> str:
    field = forms.Field(("",), forms.Kind.NUMBER, "", lowest=lowest, highest=86_400)
    try:
        forms.value_of(field, text)
    except ValueError as error:
        return str(error)
    return ""


def _is_patient(use: Use) -> bool:
    """Whether it may answer after the verdict for a time of its own; who decides may not."""
    return bool(use.patience.strip()) and use.role != "gating"


def wanted_of(
    product: Product, base: Mapping[str, Any], all_forms: Mapping[str, forms.Form]
) -> dict[str, Any]:
    """Return the product as keys and values of recipe.toml, without ``reference``.

    Args:
        product: What was entered, without problems.
        base: The recipe that is changed; what the dialog does not show stays as it is there.
        all_forms: Form per inspector.
    """
    grid = grid_of(product)
    made = {
        **base,
        "name": product.name.strip(),
        "title": product.title.strip(),
        "image": {**base.get("image", {}), "mode": product.mode},
        "grid": {
            "rows": list(grid.rows),
            "columns": list(grid.columns),
            "unused": sorted(grid.unused),
            **_geometry(product, base.get("grid", {})),
        },
        "classes": [
            {"name": row.name.strip(), "key": row.key, "colour": row.colour}
            for row in product.classes
        ],
        "inspectors": [
            _use(use, all_forms.get(use.name, forms.Form())) for use in product.uses if use.on
        ],
    }
    made.pop("calibration", None)
    if product.taught is not None and product.taught.calibration:
        made["calibration"] = dict(product.taught.calibration)
    return made


def corners_in(grid: Mapping[str, Any]) -> Quad | None:
    """Return the corners that a recipe's ``[grid]`` gives, or None for the whole picture."""
    if "corners" in grid:
        made = [(float(x), float(y)) for x, y in grid["corners"]]
        return made[0], made[1], made[2], made[3]
    if "box" in grid:
        x1, y1, x2, y2 = (float(value) for value in grid["box"])
        return (x1, y1), (x2, y1), (x2, y2), (x1, y2)
    return None


def _held(value: float, most: int) -> float:
    return round(min(max(value, 0.0), float(most)), 1)


def _class_problem(row: ClassRow, before: Sequence[ClassRow]) -> str:
    if not row.name.strip():
        return translate("NewProduct", "Give it a name.")
    if row.key and not typed_by_one_key(row.key):
        words = translate(
            "NewProduct",
            "“{key}” is no key; give one letter, digit or sign that one press types, or none.",
        )
        return words.format(key=row.key)
    try:
        own = DefectClass(row.name.strip(), row.key, row.colour)
    except RecipeError as error:
        return plain(error)
    others: list[DefectClass | ClassRow] = [*Classes().entries, *before]
    for other in others:
        if other.name == own.name:
            words = translate("NewProduct", "The name “{name}” is used already.")
            return words.format(name=own.name)
        if own.key and other.key == own.key:
            words = translate("NewProduct", "The key “{key}” already means “{name}”.")
            return words.format(key=own.key, name=other.name)
    return ""


def plain(error: QeuError) -> str:
    """Return an error's sentence for people, without the remark on where recipe.toml says it."""
    return sentence(re.sub(r"\s*Check \[[^ ]*\]* in recipe\.toml\.", "", str(error)))


def _geometry(product: Product, base: Mapping[str, Any]) -> dict[str, Any]:
    if product.corners is None:
        return {}
    if "box" in base and corners_in(base) == product.corners:
        return {"box": base["box"]}
    return {"corners": [list(corner) for corner in product.corners]}


def _use(use: Use, form: forms.Form) -> dict[str, Any]:
    parameters = dict(forms.read(form, use.entries, use.kept).parameters)
    made: dict[str, Any] = {**use.rest, "name": use.name}
    if use.role:
        made["role"] = use.role
    made["deadline_s"], made["weight"] = float(use.deadline), float(use.weight)
    if _is_patient(use):
        made["patience_s"] = float(use.patience)
    return {**made, "parameters": parameters} if parameters else made


def summary(product: Product, grid: Grid | None) -> Iterator[tuple[str, str]]:
    """Yield (what, how) for the last look before saving."""
    yield (
        translate("NewProduct", "Product"),
        " — ".join(filter(None, (product.name, product.title))),
    )
    if product.from_pair:
        yield (
            translate("NewProduct", "Reference"),
            translate("NewProduct", "every pair brings its own"),
        )
    else:
        words = translate("NewProduct", "Pictures of good parts: {count}")
        yield translate("NewProduct", "Reference"), words.format(count=len(product.pictures))
    if grid is not None:
        words = translate("NewProduct", "{rows} × {columns}, cells judged: {used}")
        yield (
            translate("NewProduct", "Grid"),
            words.format(rows=len(grid.rows), columns=len(grid.columns), used=len(grid.addresses)),
        )
    names = ", ".join(row.name for row in product.classes)
    yield (
        translate("NewProduct", "Classes"),
        names or translate("NewProduct", "none; every defect is “unknown”"),
    )
    yield translate("NewProduct", "Inspectors"), ", ".join(u.name for u in product.uses if u.on)
    yield translate("NewProduct", "Limits"), _limits(product)


def _limits(product: Product) -> str:
    if product.taught is None or not product.taught.parts:
        return translate("NewProduct", "not learned yet; the inspectors' own defaults are used")
    words = translate("NewProduct", "learned from good parts: {count}")
    return words.format(count=product.taught.parts)
