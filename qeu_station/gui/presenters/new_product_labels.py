"""Labels of rows and columns as a person types them: a count, ranges, names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from qeu_station.errors import GridError
from qeu_station.gui.words import translate

MOST_LABELS = 200
"""Most rows or columns of a grid."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DASH = re.compile(r"\s*[-–—−]\s*")
_DIGITS = 9
"""Digits of a number that are read; more of them are too many in any case."""
_SAID = 24
"""Characters of what was typed that are repeated where its problem is said."""


def labels(text: str, letters: bool) -> tuple[str, ...]:
    """Return the labels that were typed: a count (``9``), or ranges (``1-9``) and names.

    Args:
        text: What was typed.
        letters: Whether a count gives letters; 3 gives U, C, D.

    Raises:
        GridError: It is neither; the message says why, and what is allowed.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if re.fullmatch("[0-9]+", text):
        return _counted(text, letters)
    parts = [part for part in re.split(r"[,;、\s]+", _DASH.sub("-", text)) if part]
    if not parts:
        raise GridError(
            translate("NewProduct", "Type a count such as 3, a range such as 1-9, or labels.")
        )
    found = tuple(label for part in parts for label in _named(part))
    if len(found) > MOST_LABELS:
        raise _too_many(text)
    for label in found:
        if found.count(label) > 1:
            words = translate("NewProduct", "“{label}” is there more than once.")
            raise GridError(words.format(label=_short(label)))
    return found


def written(found: Sequence[str]) -> str:
    """Return labels as somebody would type them; one number alone would be a count."""
    text = ", ".join(found)
    return f"{text}," if text.isdigit() else text


def _counted(text: str, letters: bool) -> tuple[str, ...]:
    most = len(_LETTERS) if letters else MOST_LABELS
    count = _number(text)
    if not 1 <= count <= most:
        words = translate(
            "NewProduct",
            "Type a number from 1 to {most}, a range such as {range}, or names.",
        )
        raise GridError(words.format(most=most, range="A-F" if letters else "1-9"))
    if letters:
        return ("U", "C", "D") if count == 3 else tuple(_LETTERS[:count])
    return tuple(str(number) for number in range(1, count + 1))


def _named(part: str) -> tuple[str, ...]:
    """The labels of one part of the list: those of a range, or itself."""
    if "-" in part:
        return _ranged(part)
    if not re.fullmatch(r"\w+", part):
        words = translate(
            "NewProduct", "“{label}” is no label; use letters and digits, such as A, B2 or left."
        )
        raise GridError(words.format(label=_short(part)))
    return (part,)


def _ranged(part: str) -> tuple[str, ...]:
    first, _, last = part.partition("-")
    if re.fullmatch("[0-9]+-[0-9]+", part):
        start, end = _number(first), _number(last)
    elif re.fullmatch("[A-Z]-[A-Z]|[a-z]-[a-z]", part):
        start, end = ord(first), ord(last)
    else:
        words = translate("NewProduct", "“{text}” is no range; write it such as 1-9 or A-F.")
        raise GridError(words.format(text=_short(part)))
    if end < start:
        words = translate("NewProduct", "“{text}” runs backwards; write {range}.")
        raise GridError(words.format(text=_short(part), range=_short(f"{last}-{first}")))
    if end - start >= MOST_LABELS or end == 10**_DIGITS:
        raise _too_many(part)
    named = str if first.isdigit() else chr
    return tuple(named(number) for number in range(start, end + 1))


def _number(digits: str) -> int:
    """The number; one with too many digits is one that is too large."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= _DIGITS else 10**_DIGITS


def _too_many(text: str) -> GridError:
    words = translate("NewProduct", "“{text}” are too many; at most {most} are allowed.")
    return GridError(words.format(text=_short(text), most=MOST_LABELS))


def _short(text: str) -> str:
    return text if len(text) <= _SAID else f"{text[: _SAID - 1]}…"
