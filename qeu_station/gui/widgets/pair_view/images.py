"""Arrays as Qt images, and the smaller copies from which they are drawn when zoomed out."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

NEAREST_FROM = 2.0
"""Screen pixels per picture pixel from which pixels are shown as they are."""


def to_qimage(pixels: np.ndarray, bgr: bool = False) -> QImage:
    """Return an image of its own in the format that the screen draws fastest.

    One pass over the pixels: drawing 24-bit images directly costs three times as much per frame.

    Args:
        pixels: uint8, (H, W), (H, W, 1) or (H, W, 3).
        bgr: Whether three channels are blue, green, red.

    Raises:
        ValueError: Other shape or type.
    """
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        pixels = pixels[:, :, 0]
    grey, colour = pixels.ndim == 2, pixels.ndim == 3 and pixels.shape[2] == 3
    if pixels.dtype != np.uint8 or not (grey or colour) or not pixels.size:
        raise ValueError(
            f"A picture of uint8 with shape (H, W) or (H, W, 3) is needed, got {pixels.dtype} "
            f"with shape {pixels.shape}."
        )
    plain = np.ascontiguousarray(pixels)
    formats = QImage.Format
    three = formats.Format_BGR888 if bgr else formats.Format_RGB888
    height, width = plain.shape[:2]
    wrapped = QImage(
        plain.data, width, height, plain.strides[0], formats.Format_Grayscale8 if grey else three
    )
    return wrapped.convertToFormat(formats.Format_RGB32)


def heat_qimage(difference: np.ndarray, table: list[int]) -> QImage:
    """Return a difference (uint8, (H, W)) coloured by a table of 256 colours ``0xffrrggbb``."""
    plain = np.ascontiguousarray(difference)
    height, width = plain.shape
    wrapped = QImage(plain.data, width, height, plain.strides[0], QImage.Format.Format_Indexed8)
    wrapped.setColorTable(table)
    return wrapped.convertToFormat(QImage.Format.Format_RGB32)


class Pyramid:
    """An image with copies of half, a quarter ... of its size, made when first needed.

    Averaging on the way down keeps a defect of one pixel visible in a small view, where taking
    every n-th pixel would lose it.
    """

    def __init__(self, image: QImage) -> None:
        self._levels = [image]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self._levels[0].width(), self._levels[0].height()

    def faded(self) -> Pyramid:
        """Return the picture without colours and half as bright: it is not of this moment."""
        grey = self._levels[0].convertToFormat(QImage.Format.Format_Grayscale8)
        made = grey.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(made)
        painter.fillRect(made.rect(), QColor(0, 0, 0, 140))
        painter.end()
        return Pyramid(made)

    def draw(self, painter: QPainter, window: QRectF, target: QRectF, ratio: float) -> None:
        """Draw the part ``window`` of the picture (in its pixels) onto ``target``.

        Args:
            painter: In screen coordinates.
            window: May reach beyond the picture; only what lies inside is drawn.
            target: Where ``window`` goes.
            ratio: Device pixels per screen pixel.
        """
        width, height = self.size
        seen = window.intersected(QRectF(0, 0, width, height))
        if seen.isEmpty() or window.isEmpty():
            return
        scale = target.width() / window.width()
        place = QRectF(
            target.x() + (seen.x() - window.x()) * scale,
            target.y() + (seen.y() - window.y()) * scale,
            seen.width() * scale,
            seen.height() * scale,
        )
        level = self._level(scale * ratio)
        kx, ky = level.width() / width, level.height() / height
        source = QRectF(seen.x() * kx, seen.y() * ky, seen.width() * kx, seen.height() * ky)
        smooth = QPainter.RenderHint.SmoothPixmapTransform
        painter.setRenderHint(smooth, scale * ratio < NEAREST_FROM)
        painter.drawImage(place, level, source)

    def _level(self, scale: float) -> QImage:
        wanted = 0
        while scale <= 0.5 and min(self.size) >> (wanted + 1):
            wanted, scale = wanted + 1, scale * 2
        while len(self._levels) <= wanted:
            last = self._levels[-1]
            half = QSize(max(last.width() // 2, 1), max(last.height() // 2, 1))
            self._levels.append(
                last.scaled(
                    half,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        return self._levels[wanted]


class Kept:
    """Pictures that were already prepared: parts of one product share their reference."""

    def __init__(self) -> None:
        self._known: list[tuple[np.ndarray, Pyramid]] = []

    def of(self, pixels: np.ndarray) -> Pyramid:
        """Return the picture of an array (see :func:`to_qimage`), prepared once."""
        for known, picture in self._known:
            if known is pixels:
                return picture
        made = Pyramid(to_qimage(pixels))
        self._known.append((pixels, made))
        return made

    def forget_others(self, *shown: Pyramid | None) -> None:
        """Keep only what is shown, so that memory does not grow from part to part."""
        self._known = [(known, picture) for known, picture in self._known if picture in shown]
