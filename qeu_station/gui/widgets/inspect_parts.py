"""What the inspect screen is made of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qeu_station.gui.widgets.class_bar import ClassBar
from qeu_station.gui.widgets.counters_panel import CountersPanel
from qeu_station.gui.widgets.empty_panel import EmptyPanel
from qeu_station.gui.widgets.hint_bar import HintBar
from qeu_station.gui.widgets.inspector_cards import InspectorCards
from qeu_station.gui.widgets.note_editor import NoteEditor
from qeu_station.gui.widgets.pair_view import PairView
from qeu_station.gui.widgets.question_bar import QuestionBar
from qeu_station.gui.widgets.serial_field import SerialField
from qeu_station.gui.widgets.strip import Strip
from qeu_station.gui.widgets.verdict_band import VerdictBand


class InspectParts(QWidget):
    """The parts, before they have a place and before anything connects them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.band = VerdictBand()
        self.serial = SerialField()
        self.pictures = PairView()
        self.empty = EmptyPanel()
        self.question = QuestionBar()
        self.note = NoteEditor()
        self.classes = ClassBar()
        self.cards = InspectorCards()
        self.counters = CountersPanel()
        self.strip = Strip()
        self.hint = HintBar()
