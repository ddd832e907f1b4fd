"""What comes to a widget by keys and by dropping: which of it is its own, and what it means."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence

from qeu_station.gui.actions import ACTIONS

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def keeps(event: QEvent, keys: AbstractSet[Qt.Key]) -> bool:
    """Keep keys from the shortcuts of the window; call it first in ``event``.

    Args:
        event: Any event of the widget.
        keys: Kept while neither Ctrl nor Alt is held.

    Returns:
        Whether the event was such a key, and is dealt with.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() not in keys or event.modifiers() & COMMAND:
        return False
    event.accept()
    return True


def action_of(event: QKeyEvent, screen: str = "inspect") -> str:
    """Return the action of a screen whose shortcut a key is, empty for none."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
    return _by_shortcut(screen).get(pressed.toString(), "")


@cache
def _by_shortcut(screen: str) -> dict[str, str]:
    here = [spec for spec in ACTIONS if spec.is_on(screen)]
    return {QKeySequence(keys).toString(): spec.key for spec in here for keys in spec.shortcuts}


def printable(event: QKeyEvent) -> bool:
    """Return whether a key writes something."""
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & COMMAND


def types(event: QKeyEvent) -> bool:
    """Return whether a key writes something other than a blank, which is a key to press."""
    return printable(event) and not event.text().isspace()


def paths_of(event: QDropEvent) -> list[Path]:
    """Return the files and folders of this machine that are dropped."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
