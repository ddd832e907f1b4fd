"""The order of a batch as the dialog shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewBatchState:
    """The order as it stands.

    Attributes:
        recipes: Names to choose from.
        recipe: The chosen one.
        pairs: Folder or CSV of pairs, as typed.
        out: Output folder, as typed or proposed.
        lanes: Processes side by side.
        archive: Whether every picture is copied.
        looking: Whether the order is being looked through.
        found: What it would do, in words; empty before.
        problems: What keeps it from being taken.
        remarks: What a person should know.
        ready: Whether it can be taken.
    """

    recipes: tuple[str, ...] = ()
    recipe: str = ""
    pairs: str = ""
    out: str = ""
    lanes: int = 1
    archive: bool = False
    looking: bool = False
    found: str = ""
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    ready: bool = False
