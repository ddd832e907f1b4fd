"""Everything the Review screen shows, as one frozen snapshot; arrays compare by identity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.inspect_state import InspectState
from qeu_station.gui.presenters.review_pace import Progress

if TYPE_CHECKING:
    from qeu_station.services.review import Columns, Filter, Order
    from qeu_station.services.review.columns import Rows


class Phase(Enum):
    """How far the journal is opened."""

    EMPTY = "nothing is open"
    OPENING = "being opened"
    READY = "open"
    PROBLEM = "could not be opened"


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """What the table lists.

    Attributes:
        columns: Every inspection that was read.
        rows: int32 (m,), row numbers in the order they are listed.
        said: What was said on this screen and is not in ``columns`` yet: ``ok``, ``ng``,
            ``corrected`` or empty for taken back, by row.
    """

    columns: Columns
    rows: Rows = field(repr=False)
    said: Mapping[int, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition in force: the fields of the filter it stands in, and what it says."""

    fields: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the conditions can be chosen from, as the journal has it."""

    classes: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    inspectors: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    lots: tuple[str, ...] = ()
    recipes: tuple[str, ...] = ()


NO_PAIR, NO_PROGRESS = InspectState(), Progress()


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The Review screen.

    Attributes:
        phase: How far the journal is opened.
        place: What is open, in words.
        problem: Why nothing can be shown, empty for no problem.
        note: What the person should know of what is open; empty for nothing.
        loading: Whether the table shows only the first part of the journal.
        listed: What the table lists, None while nothing is.
        total: Number of inspections in the journal, as far as it was read.
        current: Row of the pair on the screen, -1 for none.
        position: Its place in the list from 0, -1 when it is not listed.
        filter: In force; None before anything was opened.
        order: In force; None before anything was opened.
        chips: The conditions in force.
        saved: Names of the saved filters.
        choices: What conditions can be chosen from.
        progress: How far the triage of the list is.
        fresh: Number of pairs that came since the list was made and stand at its end.
        told: What was done last, with how to undo it; empty for nothing.
        selected: Number of selected rows.
        pair: The pair on the screen.
        can: Keys of the actions that may be used now.
    """

    phase: Phase = Phase.EMPTY
    place: str = ""
    problem: str = ""
    note: str = ""
    loading: bool = False
    listed: Listed | None = None
    total: int = 0
    current: int = -1
    position: int = -1
    filter: Filter | None = None
    order: Order | None = None
    chips: tuple[Chip, ...] = ()
    saved: tuple[str, ...] = ()
    choices: Choices = Choices()
    progress: Progress = NO_PROGRESS
    fresh: int = 0
    told: str = ""
    selected: int = 0
    pair: InspectState = NO_PAIR
    can: frozenset[str] = frozenset()
