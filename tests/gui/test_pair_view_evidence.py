"""The sheet of evidence: what it draws as a length, how long it gets, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLabel, QWidget

from qeu_station.gui.presenters.inspect_state import CellEvidence
from qeu_station.gui.widgets.pair_view.evidence_panel import (
    EvidencePanel,
    ProbabilityBar,
    beside,
    probability,
)

AREA = QRect(0, 0, 1200, 500)
CELL = QRect(600, 200, 60, 90)


@pytest.fixture
def panel(qtbot) -> Iterator[EvidencePanel]:
    """A sheet over a shown window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(AREA.size())
    window.show()
    yield EvidencePanel(window)


@pytest.mark.parametrize(
    ("name", "value", "share"),
    [
        ("P(ok)", "0.25", 0.25),
        ("P(scratched)", "1.2e-05", 1.2e-05),
        ("soart3.weight", "■ FAIL  P(ok) 0.031", 0.031),
        ("share", "93 %", 0.93),
        ("soart3 beta", "0.87", None),
        ("soart3.bias", "▲ REVIEW", None),
        ("P(ok)", "nan", None),
        ("P(ok)", "7", None),
        ("gain", "250 %", None),
    ],
)
def test_only_probabilities_become_lengths(name, value, share):
    assert probability(name, value) == share


@given(
    st.integers(0, 1100), st.integers(0, 420), st.integers(5, 100), st.integers(5, 80),
    st.integers(100, 380), st.integers(40, 200),
)  # fmt: skip
def test_the_cell_is_never_covered_while_there_is_room(x, y, width, height, wide, high):
    cell = QRect(x, y, width, height)
    assume(AREA.contains(cell))
    place = beside(cell, QSize(wide, high), AREA)
    assert AREA.contains(place)
    assert not place.intersects(cell)


def test_a_cell_that_fills_the_pane_leaves_most_of_itself_free():
    cell = QRect(0, 0, 600, 500)
    assert not beside(cell, QSize(300, 200), AREA).intersects(cell)


def test_a_sheet_larger_than_the_view_is_cut_to_it():
    assert AREA.contains(beside(CELL, QSize(3000, 3000), AREA))


def test_a_row_of_each_kind(panel):
    rows = (("P(ok)", "0.25"), ("beta", "0.9"))
    panel.show_evidence(CellEvidence("U4", "U4 ■ FAIL", rows, ("too dark",)), CELL, AREA)
    assert [bar.share for bar in panel.findChildren(ProbabilityBar)] == [0.25]
    words = [label.text() for label in panel.findChildren(QLabel)]
    assert words == ["U4 ■ FAIL", "P(ok)", "0.25", "beta", "0.9", "too dark"]
    assert panel.isVisible()


def test_a_plugin_that_gives_much_does_not_hide_the_pictures(panel):
    rows = tuple((f"value {n}", str(n)) for n in range(40))
    panel.show_evidence(CellEvidence("U4", "U4", rows), CELL, AREA)
    assert "and 12 more in the record" in [label.text() for label in panel.findChildren(QLabel)]
    assert panel.height() < 400


def test_words_of_a_plugin_are_never_taken_for_markup(panel):
    panel.show_evidence(CellEvidence("U4", "<b>U4</b>", (("<i>x</i>", "&lt;"),)), CELL, AREA)
    assert all(not label.text() or "Plain" in label.textFormat().name
               for label in panel.findChildren(QLabel))  # fmt: skip


def test_a_new_cell_takes_the_place_of_the_one_before(panel, qtbot):
    panel.show_evidence(CellEvidence("U4", "U4"), CELL, AREA)
    panel.show_evidence(CellEvidence("U5", "U5"), CELL, AREA)
    qtbot.waitUntil(lambda: [label.text() for label in panel.findChildren(QLabel)] == ["U5"])
