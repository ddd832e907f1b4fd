"""Marks differ by shape, not by colour alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from qeu_station.core.verdict import Verdict
from qeu_station.gui import theme
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.widgets.marks import (
    Mark,
    draw_mark,
    draw_pencil,
    kind_of,
    mark_icon,
    mark_pixmap,
)
from tests.gui.test_theme import contrast


def drawn(kind: Kind, size: int) -> np.ndarray:
    """The mark in black and white, float 0..1, (size, size)."""
    image = QImage(size, size, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    draw_mark(painter, QRectF(0, 0, size, size), kind, QColor("black"), QColor("white"))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(size, image.bytesPerLine())
    return rows[:, :size] / 255


@pytest.mark.parametrize("size", [11, 18, 52, 200])
def test_no_two_verdicts_or_problems_look_the_same_without_colour(qapp, size):
    kinds = (Kind.PASS, Kind.REVIEW, Kind.FAIL, Kind.PROBLEM)
    for first, second in combinations(kinds, 2):
        assert np.abs(drawn(first, size) - drawn(second, size)).mean() > 0.03, (first, second)


@pytest.mark.parametrize("kind", Kind)
def test_every_state_has_a_mark_inside_its_square(qapp, kind):
    mark = drawn(kind, 40)
    assert mark.min() < 0.5
    assert mark[[0, -1]].min() > 0.4


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_has_the_kind_of_its_name(verdict):
    assert kind_of(verdict).name == verdict.value


def test_a_pixmap_has_the_pixels_of_its_screen(qapp):
    pixmap = mark_pixmap(Kind.PASS, 16, 2.0)
    assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (32, 16.0)


def test_a_mark_can_be_taken_away(qtbot):
    mark = Mark(24)
    qtbot.addWidget(mark)
    blank = mark.grab().toImage()
    mark.show_kind(Kind.FAIL)
    assert mark.grab().toImage() != blank
    mark.show_kind(None)
    assert mark.grab().toImage() == blank


def test_the_pencil_is_drawn(qapp):
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    before = image.copy()
    painter = QPainter(image)
    draw_pencil(painter, QRectF(2, 2, 16, 16), QColor("black"))
    painter.end()
    assert image != before


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", Kind)
def test_a_mark_is_seen_on_a_row_that_is_chosen(qapp, monkeypatch, colours, kind):
    monkeypatch.setattr(theme, "_current", colours)
    shown = mark_icon(kind, 20).pixmap(20, QIcon.Mode.Selected).toImage()
    solid = (shown.pixelColor(x, y) for x in range(20) for y in range(20))
    inks = {colour.name() for colour in solid if colour.alpha() == 255}
    assert any(contrast(ink, colours.accent) >= 3 for ink in inks)
