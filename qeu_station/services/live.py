"""The station at work: one home, its journal, and the recipe in use with its inspectors running."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What was judged of a serial number before.

    Attributes:
        serial: The number.
        times: How often it was judged.
        at: When last, UTC in ISO 8601.
        verdict: What the station said last.
        part: Name of the pair it was last judged with.
    """

    serial: str
    times: int
    at: str
    verdict: str
    part: str


@dataclass(frozen=True, slots=True)
class Shift:
    """What was judged since a time.

    Attributes:
        since: UTC in ISO 8601, empty for the beginning of the journal.
        verdicts: Number of inspections per verdict.
        corrected: Number of inspections that a correction in force contradicts.
        milliseconds: Cycle time of each inspection, in the order of the journal.
    """

    since: str
    verdicts: dict[str, int]
    corrected: int
    milliseconds: tuple[float, ...]
