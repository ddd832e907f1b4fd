"""A live picture as large as its place, or words that say why there is none."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qeu_station.gui.theme import DARK, SPACE, tokens
from qeu_station.gui.words import translate


class LivePreview(QWidget):
    """Shows the newest picture on the surround of all pictures."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: np.ndarray | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.show_preview("")

    @property
    def words(self) -> str:
        """What it says; empty over a picture."""
        return "" if self._picture is not None else self._words

    def sizeHint(self) -> QSize:
        """Return room for a picture of 4 to 3."""
        return QSize(560, 420)

    def show_preview(self, state: str) -> None:
        """Say how the source is: ``opening``, ``live``, ``lost``, ``closed`` or empty."""
        self._words = {
            "opening": translate("LiveSource", "Opening…"),
            "live": "",
            "lost": translate("LiveSource", "No picture. It is tried again."),
            "closed": translate("LiveSource", "The pictures have ended."),
        }.get(state, translate("LiveSource", "Its pictures appear here."))
        if state != "live":
            self._picture = None
        self.setAccessibleName(self._words or translate("LiveSource", "Live picture"))
        self.update()

    def show_picture(self, picture: np.ndarray | None) -> None:
        """Show a picture, uint8 (H, W, 3) BGR or (H, W); None shows the words."""
        if picture is not self._picture:
            self._picture = picture
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture or words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().picture))
        if self._picture is not None:
            image = _image(self._picture)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_fitted(self.rect(), image.size()), image)
            return
        painter.setPen(QColor(DARK.muted))  # the surround of pictures is dark in every theme
        place = self.rect().adjusted(SPACE, SPACE, -SPACE, -SPACE)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place, int(flags), self._words)


def _image(picture: np.ndarray) -> QImage:
    """Return the picture for Qt; it refers to the array's memory."""
    pixels = np.ascontiguousarray(picture)
    rows, columns = pixels.shape[:2]
    kind = QImage.Format.Format_Grayscale8 if pixels.ndim == 2 else QImage.Format.Format_BGR888
    return QImage(pixels.data, columns, rows, pixels.strides[0], kind)


def _fitted(place: QRect, size: QSize) -> QRect:
    fitted = QRect(0, 0, *size.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio).toTuple())
    fitted.moveCenter(place.center())
    return fitted
