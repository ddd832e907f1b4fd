"""Sentences from below the window, in the language of the window.

What judges and records knows nothing of languages and speaks English. The sentences that operators
meet most are known here by their form; any other stays as it is.
"""

from __future__ import annotations

import re
import string
from functools import lru_cache

from qeu_station.gui import words
from qeu_station.gui.presenters.sentences_import import IMPORT
from qeu_station.gui.presenters.sentences_judging import JUDGING
from qeu_station.gui.presenters.sentences_models import MODELS
from qeu_station.gui.presenters.sentences_plugins import PLUGINS
from qeu_station.gui.presenters.sentences_screens import SCREENS
from qeu_station.gui.presenters.sentences_sources import SOURCES
from qeu_station.gui.presenters.sentences_window import WINDOW
from qeu_station.gui.words import mark

_NESTED = {"reason"}
"""Places that hold a sentence themselves."""

_ONE_WORD = {"cell", "inspector"}

_AROUND = (
    mark("Sentences", "inspector {inspector} {reason}"),
    mark("Sentences", "{cell}: {reason}"),
)
"""What only leads to another sentence; tried last, for it fits almost anything."""

TEMPLATES = (*JUDGING, *MODELS, *SOURCES, *SCREENS, *IMPORT, *PLUGINS, *_AROUND)
"""Forms of the sentences that are known, with places for what changes."""


def sentence(text: str) -> str:
    """Return a sentence in the language of the window; as it stands when its form is not known."""
    template, values = parsed(text)
    if not template:
        return text
    for name in _NESTED & values.keys():
        values[name] = sentence(values[name])
    return words.translate_marked("Sentences", WINDOW.get(template, template)).format(**values)


def parsed(text: str) -> tuple[str, dict[str, str]]:
    """Return the template that a sentence fits with what stands in its places, or nothing."""
    template = form_of(text)
    found = _patterns()[template].fullmatch(text) if template else None
    return ("", {}) if found is None else (template, found.groupdict())


@lru_cache(maxsize=1024)
def form_of(text: str) -> str:
    """Return the first template that a sentence fits, or an empty string."""
    return next((form for form, known in _patterns().items() if known.fullmatch(text)), "")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    known = (*WINDOW, *TEMPLATES)
    return {template: re.compile(_pattern(template), re.DOTALL) for template in known}


def _pattern(template: str) -> str:
    places = ((name, r"\S+?" if name in _ONE_WORD else ".+?") for name in _names(template))
    pattern = re.escape(template)
    for name, what in places:
        pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>{what})")
    return pattern


def _names(template: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]
