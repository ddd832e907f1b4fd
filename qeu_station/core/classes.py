"""The classes of a recipe: ``ok``, ``unknown``, then the product's own defects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from qeu_station.errors import RecipeError, did_you_mean

OK = "ok"
UNKNOWN = "unknown"
IGNORE = "ignore"
"""What a model bundle's class map says of a label the recipe does not want."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class DefectClass:
    """One class an inspector may name.

    Attributes:
        name: Lower-case name, unique in the recipe.
        key: One key the operator presses for it; empty for none.
        colour: ``#rrggbb`` in which its findings are drawn.

    Raises:
        RecipeError: The name is empty, has blanks around it or capitals, or is the reserved word
            ``ignore``; the key is longer than one character; or the colour is not ``#rrggbb``.
    """

    name: str
    key: str = ""
    colour: str = "#d1242f"

    def __post_init__(self) -> None:
        if not self.name or self.name != self.name.strip().lower() or self.name == IGNORE:
            raise RecipeError(
                f'Class name "{self.name}" cannot be used; give a lower-case name without blanks '
                f'around it, other than "{IGNORE}". Check [[classes]] in recipe.toml.'
            )
        if len(self.key) > 1:
            raise RecipeError(
                f'Key "{self.key}" of class "{self.name}" is {len(self.key)} characters long; give '
                "one character or none. Check [[classes]] in recipe.toml."
            )
        if not _COLOUR.fullmatch(self.colour):
            raise RecipeError(
                f'Colour "{self.colour}" of class "{self.name}" is not #rrggbb, such as "#d1242f". '
                "Check [[classes]] in recipe.toml."
            )


_BUILT_IN = (DefectClass(OK, "o", "#1a7f37"), DefectClass(UNKNOWN, "?", "#9a6700"))


@dataclass(frozen=True)
class Classes:
    """All classes of a recipe in their fixed order: 0 ``ok``, 1 ``unknown``, then its own.

    Raises:
        RecipeError: A name or key is used twice, or a built-in name is redefined.
    """

    own: tuple[DefectClass, ...] = ()

    def __post_init__(self) -> None:
        _check_unique("Class name", (entry.name for entry in self.entries))
        _check_unique("Class key", (entry.key for entry in self.entries if entry.key))

    @cached_property
    def entries(self) -> tuple[DefectClass, ...]:
        """Every class with key and colour."""
        return _BUILT_IN + self.own

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names in the order of every probability vector."""
        return tuple(entry.name for entry in self.entries)

    def index(self, name: str) -> int:
        """Return the position of a class in every probability vector.

        Raises:
            RecipeError: There is no such class.
        """
        if name not in self.names:
            raise RecipeError(
                f'Class "{name}" is not in this recipe (classes {", ".join(self.names)}).'
                f"{did_you_mean(name, self.names)} Check [[classes]] in recipe.toml."
            )
        return self.names.index(name)


def _check_unique(what: str, values: Iterable[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            raise RecipeError(
                f'{what} "{value}" is used {count} times ("ok" with key o and "unknown" with key '
                "? are built in); each must be unique. Check [[classes]] in recipe.toml."
            )


def likeliest_defect(probabilities: Sequence[float], names: Sequence[str]) -> tuple[str, float]:
    """Return the most probable class other than ``ok`` with its probability.

    Args:
        probabilities: One per class, ``ok`` first.
        names: The classes, in the same order.
    """
    best = max(range(1, len(names)), key=probabilities.__getitem__)
    return names[best], float(probabilities[best])
