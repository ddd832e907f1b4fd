"""How results look in a terminal, and as JSON for programs."""

from __future__ import annotations

import json
import math
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import typer

from qeu_station.core.verdict import SHAPES

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDEST = 10_000
"""Columns of what is no terminal."""

STYLES = {"PASS": "bold green", "REVIEW": "bold yellow", "FAIL": "bold red"}


def console() -> Console:
    """Return the terminal to print on; names are shown as they are, never as markup.

    What goes into a file or another program is as wide as it is: no name is cut or folded there.
    """
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, width=WIDEST if _endless() else None)


def _endless() -> bool:
    """Whether lines go into a file or another program, and may be as long as they are."""
    return not (sys.stdout.isatty() or "COLUMNS" in os.environ)


def print_json(value: Any) -> None:
    """Print ``value`` as JSON; NaN becomes null, so that every reader understands it."""
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    typer.echo(json.dumps(_finite(value), indent=2, ensure_ascii=ascii_only, default=str))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "") -> None:
    """Print a table; numbers stand to the right."""
    from rich import box
    from rich.table import Table

    listed = [list(row) for row in rows]
    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for index, name in enumerate(columns):
        numeric = bool(listed) and all(isinstance(row[index], int | float) for row in listed)
        table.add_column(
            name, justify="right" if numeric else "left", overflow="fold", no_wrap=numeric
        )
    for row in listed:
        table.add_row(*(value if _is_text(value) else visible(str(value)) for value in row))
    console().print(table)


def visible(text: str) -> str:
    """Return ``text`` with control characters replaced: a file name must not steer a terminal."""
    return "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else "\ufffd" for c in text)


def shortened(text: str, limit: int = 48) -> str:
    """Return ``text``, on a terminal with its middle left out where it is longer than ``limit``."""
    if len(text) <= limit or _endless():
        return text
    tail = (limit - 3) // 2
    return f"{text[: limit - 3 - tail]}...{text[-tail:]}"


def verdict_text(verdict: str) -> Text:
    """Return a verdict with its shape and colour."""
    from rich.text import Text

    return Text(f"{SHAPES[verdict]} {verdict}", style=STYLES[verdict])


def _is_text(value: Any) -> bool:
    from rich.text import Text

    return isinstance(value, Text)


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
