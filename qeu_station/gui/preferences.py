"""What the window remembers from one start to the next: a file of its own in the home.

The station's settings are written by people, this file by the window; a damaged one never keeps
the window from starting.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

FILE = "window.json"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Choices of the people at this station.

    Attributes:
        language: ``en``, ``ja``, or empty for the system's.
        theme: ``light``, ``dark``, or empty for the system's.
        operator_mode: Whether only what operators need is shown.
        auto_inspect: Whether a part that is opened is judged at once.
        advance: Whether agreeing or saying OK or NG goes on to the next part.
        stacked: Whether the pictures stand above each other; None chooses by their shape.
        recipe: Recipe in use last.
        source: Folder opened last, empty for none.
        watch: Whether that folder was watched.
        live: Camera or video opened last, as its dialog remembers it.
        training: What was trained last, and whether it can go on, as its screen remembers it.
        operator: Who was signed on.
        recent_operators: Who was signed on before, the last first.
        shift_since: Start of the shift, UTC in ISO 8601, empty for the beginning of the journal.
        scanner_prefix: Characters a barcode scanner sends first, empty for none.
        scanner_gap_ms: Longest time between two keys of a scanner, in milliseconds.
        review_columns: Columns of the Review table that somebody chose; empty for as many as fit.
        geometry: Place and size of the window as Qt writes it, in hexadecimal.
    """

    language: str = ""
    theme: str = ""
    operator_mode: bool = False
    auto_inspect: bool = True
    advance: bool = True
    stacked: bool | None = None
    recipe: str = ""
    source: str = ""
    watch: bool = False
    live: str = ""
    training: str = ""
    operator: str = ""
    recent_operators: tuple[str, ...] = ()
    shift_since: str = ""
    scanner_prefix: str = ""
    scanner_gap_ms: int = 35
    review_columns: tuple[str, ...] = ()
    geometry: str = ""


def load_preferences(home: Path) -> Preferences:
    """Return what was remembered; anything missing or damaged has its default."""
    try:
        data = json.loads((home / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(data, dict):
        return Preferences()
    default = Preferences()
    kept = {
        field.name: _thawed(data[field.name])
        for field in fields(Preferences)
        if field.name in data and _fits(data[field.name], getattr(default, field.name))
    }
    return Preferences(**kept)


def save_preferences(home: Path, preferences: Preferences) -> None:
    """Write them, all or nothing.

    Raises:
        StorageError: They cannot be written.
    """
    from qeu_station.storage.atomic import write_bytes

    text = json.dumps(asdict(preferences), ensure_ascii=False, indent=2)
    write_bytes(home / FILE, text.encode("utf-8"))


def _fits(value: Any, default: Any) -> bool:
    if default is None:
        return value is None or isinstance(value, bool)
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return type(value) is type(default)


def _thawed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
