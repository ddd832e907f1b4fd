"""Cells chosen by clicks or typed addresses, and the class keys that correct them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

SEPARATORS = frozenset(", ;")


class Meaning(Enum):
    """What a key did."""

    TYPED = auto()
    CORRECT = auto()
    WRONG = auto()


@dataclass(frozen=True, slots=True)
class CellEntry:
    """Which cells are chosen, and what is typed of an address.

    Attributes:
        selected: Addresses of chosen cells, in the order of choosing.
        typed: Beginning of an address, as the grid writes it.
        adding: Whether the next address joins the others, after a comma.
    """

    selected: tuple[str, ...] = ()
    typed: str = ""
    adding: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to clear."""
        return not (self.selected or self.typed)

    def click(self, address: str, add: bool) -> CellEntry:
        """Choose a cell alone, or with ``add`` let it join or leave the others."""
        if not add:
            return CellEntry((address,))
        if address in self.selected:
            return CellEntry(tuple(other for other in self.selected if other != address))
        return CellEntry((*self.selected, address))

    def press(
        self, key: str, addresses: Sequence[str], classes: Mapping[str, str]
    ) -> tuple[CellEntry, Meaning, str]:
        """Take a printable key.

        Args:
            key: One character.
            addresses: Cells of the grid that are judged.
            classes: Class name per key, keys in lower case.

        Returns:
            What is chosen now, what the key did, and the class it names when it corrects.
        """
        if key in SEPARATORS:
            return self._separated(addresses)
        longer = _completed(self.typed + key, addresses) if self._types else None
        if longer is not None:
            return self._typed(longer, addresses), Meaning.TYPED, ""
        begun = _completed(key, addresses)
        if self.selected and begun is not None and key.lower() not in classes:
            return CellEntry()._typed(begun, addresses), Meaning.TYPED, ""
        chosen = self.settled(addresses)
        name = classes.get(key.lower(), "")
        if chosen.selected and not chosen.typed and name:
            return chosen, Meaning.CORRECT, name
        return self, Meaning.WRONG, ""

    def settled(self, addresses: Sequence[str]) -> CellEntry:
        """Return the choice with a typed address that is complete taken as meant."""
        if self.typed not in addresses:
            return self
        kept = tuple(other for other in self.selected if other != self.typed)
        return CellEntry((*kept, self.typed))

    @property
    def _types(self) -> bool:
        return not self.selected or bool(self.typed) or self.adding

    def _typed(self, text: str, addresses: Sequence[str]) -> CellEntry:
        entry = replace(self, typed=text)
        open_ended = any(other != text and other.startswith(text) for other in addresses)
        return entry if open_ended else entry.settled(addresses)

    def _separated(self, addresses: Sequence[str]) -> tuple[CellEntry, Meaning, str]:
        chosen = self.settled(addresses)
        if chosen.typed or not chosen.selected:
            return self, Meaning.WRONG, ""
        return replace(chosen, adding=True), Meaning.TYPED, ""


def _completed(text: str, addresses: Sequence[str]) -> str | None:
    """Return the text as the grid writes it when an address begins so, None otherwise."""
    lower = text.casefold()
    return next((a[: len(text)] for a in addresses if a.casefold().startswith(lower)), None)
