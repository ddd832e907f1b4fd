"""The Review screen in every size of window: nothing is cut, nothing lies on anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QToolButton, QWidget

from qeu_station.gui.presenters.notices import Notice
from qeu_station.gui.theme import TOUCH, apply_theme
from qeu_station.gui.widgets.review.column_choice import columns_for
from qeu_station.gui.widgets.review.columns import COLUMNS
from qeu_station.gui.widgets.review.table import ReviewTable
from tests.gui.test_review_page import journal, page, rows

__all__ = ["journal", "page"]

CONTROLS = (QAbstractButton, QComboBox, QLineEdit)


@pytest.fixture(autouse=True)
def _themed(qapp):
    apply_theme(qapp, dark=False)
    yield
    qapp.setStyleSheet("")


def shown(table) -> list[str]:
    head = table.horizontalHeader()
    return [spec.key for n, spec in enumerate(COLUMNS) if not head.isSectionHidden(n)]


@pytest.mark.parametrize("size", [(960, 600), (1280, 800)], ids=["960x600", "1280x800"])
def test_everything_is_there_whole_in_a_window_of(qtbot, window, page, size):
    window.resize(*size)
    qtbot.waitUntil(lambda: window.size().toTuple() == size)
    qtbot.wait(20)
    has_whole_columns_and_no_bar_across(page.table, size[0])
    has_every_tab_whole(page.panels.tabBar())
    page.filters.more.setChecked(True)
    qtbot.wait(30)
    if size[1] >= 800:
        assert page.filters.drawer.height() >= page.filters.panel.sizeHint().height()
    page.filters.verdicts["FAIL"].click()
    qtbot.waitUntil(lambda: rows(page) == [3])
    qtbot.wait(30)
    has_controls_apart(page)
    window.notices.add(Notice("warning", "", "Something is not as it should be."))
    qtbot.wait(30)
    has_controls_apart(page)


def has_whole_columns_and_no_bar_across(table, width: int) -> None:
    assert not table.horizontalScrollBar().isVisible()
    assert table.horizontalHeader().length() == table.viewport().width()
    wanted = ["picture", "verdict", "pair"]
    if width >= 1280:
        wanted += ["cell", "label", "p_ok", "said"]
    assert shown(table)[: len(wanted)] == wanted


def has_every_tab_whole(bar) -> None:
    assert [each for each in bar.findChildren(QToolButton) if each.isVisible()] == []
    assert bar.tabRect(bar.count() - 1).right() <= bar.width()


def has_controls_apart(page) -> None:
    """Every control is large enough, none lies on another, and the pictures have room."""
    seen = [(w, place_of(w, page)) for kind in CONTROLS for w in page.findChildren(kind)
            if w.isVisible() and not isinstance(w.parentWidget(), CONTROLS)]  # fmt: skip
    assert [w.accessibleName() for w, _ in seen if min(w.height(), w.width()) < TOUCH] == []
    overlapping = [
        (a.accessibleName(), b.accessibleName())
        for (a, one), (b, other) in combinations(seen, 2)
        if one.intersects(other)
    ]
    assert overlapping == []
    assert page.pair.pictures.height() >= 60


def place_of(widget: QWidget, page: QWidget) -> QRect:
    """Return what is seen of a widget, in the page's pixels."""
    seen = QRect(widget.mapTo(page, QPoint()), widget.size())
    above = widget.parentWidget()
    while above is not None and above is not page:
        seen &= QRect(above.mapTo(page, QPoint()), above.size())
        above = above.parentWidget()
    return seen


def test_the_column_sorted_by_is_always_there():
    narrow = columns_for(300, (), "novelty")
    assert "novelty" in narrow
    assert narrow[0] == "picture"
    assert sum(spec.width for spec in COLUMNS if spec.key in narrow) <= 300


def test_columns_are_chosen_and_kept(qtbot, page, desk):
    menu = page.table.columns
    page.do("review.columns")
    assert menu.isVisible()
    menu.close()
    menu._ticks["novelty"].trigger()
    assert "novelty" in shown(page.table)
    assert "novelty" in desk.preferences.review_columns
    menu._ticks["picture"].trigger()
    assert "picture" not in shown(page.table)
    menu._fits.trigger()
    assert desk.preferences.review_columns == ()
    assert "picture" in shown(page.table)
    desk.remember(replace(desk.preferences, review_columns=("pair", "lot", "gone")))
    again = ReviewTable()
    qtbot.addWidget(again)
    again.columns.use(desk.preferences.review_columns)
    assert shown(again) == ["pair", "lot"]
