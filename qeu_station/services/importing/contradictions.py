"""What lines of one file cannot all mean: each is a problem then, whichever stands first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from qeu_station.core.classes import OK
from qeu_station.services.importing.reading import Row

PART = "part"
_BOX = "box "


@dataclass(frozen=True, slots=True)
class Telling:
    """What one line says of one thing: the part, a cell or a drawn box."""

    line: int
    item: str
    what: str
    when: datetime | None

    def differs(self, other: Telling) -> bool:
        """Return whether both cannot be true at one time."""
        if self.item == other.item:
            return self.what != other.what and not self.item.startswith(_BOX)
        part, place = (self, other) if self.item == PART else (other, self)
        return part.item == PART and part.what == OK and place.what != OK

    def replaces(self, earlier: Telling) -> bool:
        """Return whether it is the later word: both say when, and this is after the other."""
        return self.when is not None and earlier.when is not None and earlier.when < self.when


class Told:
    """What the file said of every inspection so far, by whomever.

    Attributes:
        problems: Per line that contradicts another one, what it contradicts.
    """

    def __init__(self) -> None:
        self.problems: dict[int, str] = {}
        self._told: dict[str, dict[str, list[Telling]]] = {}
        self._replaced: dict[tuple[int, str], int] = {}

    def hear(self, inspection: str, row: Row, address: str) -> None:
        """Compare a line with everything said of its inspection before."""
        told = self._told.setdefault(inspection, {})
        for new in _tellings(row, address):
            for old in _against(told, new):
                if not old.differs(new):
                    continue
                if not new.replaces(old):
                    self.problems.setdefault(old.line, _contradiction(old, new))
                    self.problems.setdefault(new.line, _contradiction(new, old))
                elif old.item == new.item:
                    self._replaced[old.line, old.item] = new.line
            now = [old for old in told.get(new.item, ()) if not _is_over(old, new)]
            # of lines that are left out anyway one is enough to compare with
            known = new.line in self.problems and any(_same(old, new) for old in now)
            told[new.item] = now if known else [*now, new]

    def replaced(self, left_out: Collection[int]) -> set[tuple[int, str]]:
        """Return (line, item) of every word that a later line replaced, unless that is left out."""
        return {old for old, new in self._replaced.items() if new not in left_out}


def _tellings(row: Row, address: str) -> Iterator[Telling]:
    if row.part:
        yield Telling(row.line, PART, row.part.lower(), row.when)
    if address:
        yield Telling(row.line, address, row.label, row.when)
    if row.box is not None:
        yield Telling(row.line, f"{_BOX}{list(row.box)}", row.label, row.when)


def _against(told: dict[str, list[Telling]], new: Telling) -> Iterator[Telling]:
    """Earlier words that may differ; cells never differ from other cells."""
    yield from told.get(new.item, ())
    if new.item != PART:
        yield from told.get(PART, ())
    elif new.what == OK:
        yield from (old for item, listed in told.items() if item != PART for old in listed)


def _is_over(old: Telling, new: Telling) -> bool:
    return old.differs(new) and new.replaces(old)


def _same(old: Telling, new: Telling) -> bool:
    return (old.what, old.when) == (new.what, new.when)


def _contradiction(here: Telling, there: Telling) -> str:
    where = "in the same line" if here.line == there.line else f"in line {there.line}"
    what = "" if here.item == there.item else f"{there.item} to be "
    return f'{here.item} is said to be "{here.what}" here and {what}"{there.what}" {where}.'
