"""Names of operators: what may be one, and who signed on lately."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from qeu_station.errors import InputError
from qeu_station.gui.words import translate

LONGEST = 60
"""Characters of the longest name or badge."""

RECENT = 6
"""Names that are remembered."""


def operator_name(text: str) -> str:
    """Return a typed or scanned name as it is recorded.

    Raises:
        InputError: It is empty, too long, or holds characters that cannot be printed.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name:
        raise InputError(translate("SignOn", "Type a name or scan a badge."))
    if not name.isprintable():
        words = translate("SignOn", "The name holds a character that cannot be printed; type it.")
        raise InputError(words)
    if len(name) > LONGEST:
        words = translate("SignOn", "The name has {count} characters; {most} are allowed.")
        raise InputError(words.format(count=len(name), most=LONGEST))
    return name


def with_recent(recent: Sequence[str], name: str) -> tuple[str, ...]:
    """Return who signed on lately, ``name`` first, each once, ``RECENT`` at most."""
    return (name, *(other for other in recent if other != name))[:RECENT] if name else (*recent,)
