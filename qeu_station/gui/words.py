"""Words for people, in their language; presenters use them without knowing Qt.

``pyside6-lupdate`` finds the calls of ``translate`` and ``mark`` with literal arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_translator: Callable[[str, str], str] | None = None


def translate(context: str, text: str) -> str:
    """Return ``text`` in the language of the window, or as it stands.

    Args:
        context: Where it is said, such as ``Inspect``; groups the entries of the translator.
        text: English; values enter afterwards with ``format``, so that they stay out of the entry.
    """
    return translate_marked(context, text)


def mark(context: str, text: str) -> str:
    """Return ``text`` as it stands: it is among the words to translate, and translated later."""
    return text


def translate_marked(context: str, text: str) -> str:
    """Return a text that was marked, in the language of the window."""
    return text if _translator is None else _translator(context, text)


def install_translator(translator: Callable[[str, str], str] | None) -> None:
    """Translate with ``translator(context, text)`` from now on; None speaks English."""
    global _translator  # noqa: PLW0603 - one window, one language
    _translator = translator


@contextmanager
def speaking(translator: Callable[[str, str], str] | None) -> Iterator[None]:
    """Translate otherwise for as long as the block lasts."""
    before = _translator
    install_translator(translator)
    try:
        yield
    finally:
        install_translator(before)
