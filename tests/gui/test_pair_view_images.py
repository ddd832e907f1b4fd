"""Pictures of every kind reach the screen with their own colours."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from qeu_station.gui.widgets.pair_view.heat import heat_table
from qeu_station.gui.widgets.pair_view.images import Kept, Pyramid, heat_qimage, to_qimage
from qeu_station.gui.widgets.pair_view.layers import laid_into


def rgb(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    """Return a pixel of an image."""
    return image.pixelColor(x, y).toTuple()[:3]


def drawn(picture: Pyramid, window: QRectF, size: int) -> QImage:
    """Return what a pane of ``size`` shows of a picture; red where there is none."""
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(255, 0, 0))
    painter = QPainter(image)
    picture.draw(painter, window, QRectF(0, 0, size, size), 1.0)
    painter.end()
    return image


def test_channels_keep_their_order():
    pixels = np.zeros((2, 3, 3), np.uint8)
    pixels[1, 2] = 10, 20, 30
    assert rgb(to_qimage(pixels), 2, 1) == (10, 20, 30)
    assert rgb(to_qimage(pixels, bgr=True), 2, 1) == (30, 20, 10)


@pytest.mark.parametrize("shape", [(5, 7), (5, 7, 1)])
def test_grey_pictures_stay_grey(shape):
    pixels = np.arange(35, dtype=np.uint8).reshape(shape)
    assert rgb(to_qimage(pixels), 3, 2) == (17, 17, 17)


def test_a_view_of_a_larger_array_is_shown_right():
    pixels = np.arange(10 * 10 * 3, dtype=np.uint8).reshape(10, 10, 3)
    cut = pixels[2:7, 3:8, ::-1]
    assert rgb(to_qimage(cut), 1, 1) == tuple(cut[1, 1].tolist())


def test_the_image_outlives_its_array():
    pixels = np.full((8, 8, 3), 200, np.uint8)
    image = to_qimage(pixels)
    pixels[:] = 0
    assert rgb(image, 4, 4) == (200, 200, 200)


@pytest.mark.parametrize(
    "pixels",
    [np.zeros((4, 4), np.uint16), np.zeros((4, 4, 4), np.uint8), np.zeros((0, 4, 3), np.uint8)],
)
def test_what_is_no_picture_is_refused(pixels):
    with pytest.raises(ValueError, match="uint8 with shape"):
        to_qimage(pixels)


def test_a_lonely_pixel_survives_a_small_view():
    pixels = np.zeros((512, 512), np.uint8)
    pixels[255, 255] = 255
    image = drawn(Pyramid(to_qimage(pixels)), QRectF(0, 0, 512, 512), 128)
    brightest = max(rgb(image, x, y)[0] for x in range(60, 68) for y in range(60, 68))
    assert brightest >= 8


def test_pixels_are_shown_as_they_are_when_zoomed_in():
    pixels = np.array([[0, 255], [255, 0]], np.uint8)
    image = drawn(Pyramid(to_qimage(pixels)), QRectF(0, 0, 2, 2), 64)
    assert {rgb(image, x, 5)[0] for x in range(64)} == {0, 255}
    assert rgb(image, 30, 5)[0] == 0
    assert rgb(image, 34, 5)[0] == 255


def test_beyond_the_picture_nothing_is_drawn():
    image = drawn(Pyramid(to_qimage(np.full((4, 4), 9, np.uint8))), QRectF(-4, 0, 8, 8), 64)
    assert rgb(image, 20, 10) == (255, 0, 0)
    assert rgb(image, 40, 10) == (9, 9, 9)
    assert rgb(image, 40, 40) == (255, 0, 0)


def test_heat_grows_lighter_with_the_difference():
    assert len(heat_table()) == 256
    lightness = [QColor(colour & 0xFFFFFF).lightness() for colour in heat_table()[::32]]
    levels = heat_qimage(np.array([[0, 255]], np.uint8), heat_table())
    assert sum(rgb(levels, 0, 0)) < 20
    assert sum(rgb(levels, 1, 0)) > 500
    assert lightness[0] < lightness[2] < lightness[5]


def test_a_shared_reference_is_prepared_once():
    kept, first, second = Kept(), np.zeros((2, 2), np.uint8), np.ones((2, 2), np.uint8)
    picture = kept.of(first)
    kept.of(second)
    kept.forget_others(picture, None)
    assert kept.of(first) is picture
    assert kept.of(second) is not picture


def test_a_frame_of_another_size_is_fitted_into_the_reference():
    bounds = QRectF(0, 0, 100, 100)
    assert laid_into((200, 200), bounds, QRectF(0, 0, 50, 50)) == QRectF(0, 0, 100, 100)
    assert laid_into((200, 100), bounds, bounds) == QRectF(0, -50, 200, 200)
