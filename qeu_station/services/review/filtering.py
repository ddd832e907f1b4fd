"""A filter: every condition a person can set, as plain data that is kept by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from qeu_station.errors import InputError, did_you_mean

Range = tuple[float | None, float | None]
"""Lowest and highest value, both taken; None for no bound. Unknown values are in no range."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What must hold of an inspection for it to be shown; every condition that is set must.

    Attributes:
        text: Words that must all stand, in any case, in pair name, serial, lot, operator, recipe,
            class, cell or id.
        verdicts: PASS, REVIEW, FAIL; any of them.
        cells: Addresses; one of these cells is no PASS.
        classes: One of these is the class of a cell that is no PASS, or of a part that is none.
            With ``cells`` it must be the class of one of those cells.
        p_ok: Range of the part's P(ok).
        inspectors: Opinion names; one of these said one of ``said``.
        said: PASS, REVIEW, FAIL or FAULT, of ``inspectors``, or of any when there are none.
        disagreement: Range of the largest difference of P(ok) between two inspectors.
        novelty: Range of the novelty.
        since: UTC date or time in ISO 8601; judged then or later.
        until: UTC date or time; judged before it.
        serial: Text that stands in the serial number, in any case.
        operators: Any of them; the empty text is nobody.
        lots: Any of them.
        recipes: Any of them.
        corrected: Whether a correction in force speaks of it; None for both.
        contradicted: Whether a correction says something else than the station; None for both.
        newest: Whether only the newest judgement of every pair counts.

    Raises:
        InputError: A verdict is none, or a time cannot be read.
    """

    text: str = ""
    verdicts: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    p_ok: Range = (None, None)
    inspectors: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    disagreement: Range = (None, None)
    novelty: Range = (None, None)
    since: str = ""
    until: str = ""
    serial: str = ""
    operators: tuple[str, ...] = ()
    lots: tuple[str, ...] = ()
    recipes: tuple[str, ...] = ()
    corrected: bool | None = None
    contradicted: bool | None = None
    newest: bool = False

    @property
    def empty(self) -> bool:
        """Whether it lets everything through."""
        return self == EVERYTHING

    def as_json(self) -> dict[str, Any]:
        """Return JSON values only, the conditions that are set."""
        return {
            name: value
            for name, value in asdict(self).items()
            if value != getattr(EVERYTHING, name)
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Filter:
        """Return the filter that ``as_json`` wrote.

        Raises:
            InputError: A condition is not known or has a value of another kind.
        """
        known = {each.name: getattr(EVERYTHING, each.name) for each in fields(cls)}
        for name in data:
            if name not in known:
                raise InputError(
                    f'A filter has no condition "{name}".{did_you_mean(name, known)} '
                    f"Conditions: {', '.join(known)}."
                )
        return cls(**{name: _value(name, known[name], value) for name, value in data.items()})


EVERYTHING = Filter()
"""Lets everything through."""


def _value(name: str, default: object, value: object) -> Any:
    if isinstance(default, tuple) and isinstance(value, (list, tuple)):
        ranged = len(default) == 2
        allowed = (int, float, type(None)) if ranged else (str,)
        if all(isinstance(v, allowed) and not isinstance(v, bool) for v in value) and (
            not ranged or len(value) == 2
        ):
            return tuple(value)
    elif name in ("corrected", "contradicted"):
        if value is None or isinstance(value, bool):
            return value
    elif not isinstance(default, tuple) and type(value) is type(default):
        return value
    raise InputError(f"Condition {name} of a filter cannot be {json.dumps(value, default=str)}.")
