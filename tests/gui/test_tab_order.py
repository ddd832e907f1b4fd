"""Tab leads through every screen as people read it, and the focus is seen wherever it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qeu_station.gui.presenters.plugins_state import LOG, PARAMETERS, TESTS, WORKER
from qeu_station.gui.theme import TOUCH, apply_theme
from qeu_station.gui.widgets.review_panels.threshold_grip import ThresholdGrip
from qeu_station.services.jobqueue.job import JobState
from tests.gui.test_batches import answers, opened, queue
from tests.gui.test_plugins_page import care
from tests.gui.test_plugins_page import page as plugins
from tests.gui.test_reachable import faults_of
from tests.gui.test_review_page import journal
from tests.gui.test_review_page import page as review
from tests.unit.gui.presenters.test_batches import job

__all__ = ["answers", "care", "journal", "opened", "plugins", "queue", "review"]


@pytest.fixture(autouse=True)
def _themed(qapp):
    apply_theme(qapp, dark=False)
    yield
    qapp.setStyleSheet("")


def walked(page: QWidget, first: QWidget) -> list[QWidget]:
    """Return what Tab reaches of a page, from one control on until it comes round.

    Every control must look otherwise while it has the focus, and have a name.
    """
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in seen:
        seen.append(now)
        focused = now.grab().toImage()
        QTest.keyClick(now, Qt.Key.Key_Tab)
        if page.isAncestorOf(now) and QApplication.focusWidget() is not now:
            assert focused != now.grab().toImage(), f"no focus is seen on {now}"
            assert now.accessibleName() or now.text(), now
    return [each for each in seen if page.isAncestorOf(each)]


def backwards(page: QWidget, seen: list[QWidget], split: int) -> list[tuple[QWidget, QWidget]]:
    """Return steps that lead up or, within a row, to the left; lanes left and right of ``split``
    are read one after the other."""
    places = {w: w.mapTo(page, w.rect().center()) for w in seen if not isinstance(w, ThresholdGrip)}
    return [
        (one, other)
        for (one, a), (other, b) in pairwise(places.items())
        if not (a.x() < split <= b.x())
        and (b.y() < a.y() - TOUCH or (abs(b.y() - a.y()) < TOUCH / 2 and b.x() < a.x()))
    ]


def test_review(qtbot, window, review):
    review.filters.more.setChecked(True)
    review.presenter.click_cell("U4", False)
    qtbot.wait(50)
    split = review.panels.mapTo(review, QPoint()).x()
    for panel, last in (
        (review.pair, review.pair.classes.parts["part.ng"]),
        (review.panels.histogram, review.panels.histogram.controls.overkill),
        (review.panels.runs, review.panels.runs.choose),
    ):
        review.panels.setCurrentWidget(panel)
        qtbot.waitUntil(last.isVisible)
        if panel is review.panels.histogram:
            qtbot.waitUntil(last.isEnabled)
        seen = walked(review, review.filters.search)
        assert [review.filters.more, review.table, review.panels.tabBar(), last] == [
            each for each in seen
            if each in (review.filters.more, review.table, review.panels.tabBar(), last)
        ]  # fmt: skip
        top = [each for each in seen if review.filters.isAncestorOf(each)]
        assert seen[: len(top)] == top
        assert backwards(review, top, 0) == []
        assert backwards(review, seen[len(top) :], split) == []
        assert faults_of(window) == []


def test_plugins(qtbot, window, plugins):
    head, tabs = plugins.head, plugins.component.tabs.tabBar()
    for tab in (WORKER, PARAMETERS, TESTS, LOG):
        plugins.presenter.choose_tab(tab)
        qtbot.wait(20)
        seen = walked(plugins, plugins.list.list)
        order = [seen.index(each) for each in (head._disable, *head.parts.values(), tabs)
                 if each in seen]  # fmt: skip
        assert order == sorted(order)
        if tab == PARAMETERS:
            fields = [row.editor for row in plugins.component.parameters.form.rows.values()]
            assert seen[seen.index(plugins.component.parameters.basis.box) + 1] is fields[0]
        assert faults_of(window) == []


def test_batches(qtbot, window, opened):
    page = opened(job("a", JobState.DONE), job("b", JobState.RUNNING))
    seen = walked(page, page.table)
    assert seen[0] is page.table
    assert len(seen) >= 4
    assert backwards(page, seen, 0) == []
    assert faults_of(window) == []
