"""Parameters as people write them: ``NAME=VALUE``."""

from __future__ import annotations

import json
import shlex
import tomllib
from collections.abc import Sequence
from typing import Any

from qeu_station.errors import InputError


def named_values(settings: Sequence[str]) -> dict[str, Any]:
    """Return parameters given as ``name=value``; a value is TOML, or else a text.

    Raises:
        InputError: There is no ``=``, or a name is given twice.
    """
    values: dict[str, Any] = {}
    for each in settings:
        name, equals, text = each.partition("=")
        name = name.strip()
        if not equals or not name or name in values:
            raise InputError(f'Setting "{each}" is not NAME=VALUE, or its name was given twice.')
        values[name] = _value(text)
    return values


def settings_of(line: str) -> list[str]:
    r"""Return the settings of one line; blanks part them, quotes keep blanks, ``\`` is a letter.

    Raises:
        InputError: A quote is not closed.
    """
    words = shlex.shlex(line, posix=True)
    words.whitespace_split, words.escape, words.commenters = True, "", ""
    try:
        return list(words)
    except ValueError:
        raise InputError(f'Settings "{line}" open a quote and do not close it.') from None


def _value(text: str) -> Any:
    """Return a TOML value that JSON has too, or the text."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
        json.dumps(value, allow_nan=False)
    except (tomllib.TOMLDecodeError, TypeError, ValueError):
        return text
    return value
