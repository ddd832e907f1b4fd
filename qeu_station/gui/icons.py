"""Icons: one drawing each, in the colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from qeu_station import paths

SIZES = (20, 40, 64)
"""Pixels of the renderings that Qt chooses from."""


@lru_cache(maxsize=256)
def icon(name: str, colour: str, disabled: str, on: str = "") -> QIcon:
    """Return an icon of resources/icons.

    Args:
        name: File without its suffix; one that is missing gives an empty icon.
        colour: ``#rrggbb`` of its lines.
        disabled: ``#rrggbb`` when what it stands for cannot be done.
        on: ``#rrggbb`` while its button is checked, empty for ``colour``.
    """
    made = QIcon()
    file = paths.resources() / "icons" / f"{name}.svg"
    if not file.is_file():
        return made
    drawing = file.read_text(encoding="utf-8")
    for size in SIZES:
        made.addPixmap(_rendered(drawing, colour, size), QIcon.Mode.Normal)
        made.addPixmap(_rendered(drawing, disabled, size), QIcon.Mode.Disabled)
        if on:
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
                made.addPixmap(_rendered(drawing, on, size), mode, QIcon.State.On)
    return made


def _rendered(drawing: str, colour: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    coloured = drawing.replace("currentColor", colour)
    QSvgRenderer(QByteArray(coloured.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
