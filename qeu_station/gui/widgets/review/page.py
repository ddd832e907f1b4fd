"""The Review screen: filters above, the table at the left, the pair and the panels at the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from qeu_station.gui.presenters.inspect_state import ClassKey
from qeu_station.gui.presenters.review import ReviewPresenter
from qeu_station.gui.presenters.review_beside import ReviewBeside
from qeu_station.gui.presenters.review_panels_trying import saver
from qeu_station.gui.presenters.review_state import Phase, ReviewState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.inspector_cards import InspectorCards
from qeu_station.gui.widgets.keys import action_of, keeps, types
from qeu_station.gui.widgets.page import Page
from qeu_station.gui.widgets.review.attention import Attention
from qeu_station.gui.widgets.review.filter_bar import FilterBar
from qeu_station.gui.widgets.review.opening import OpeningPage
from qeu_station.gui.widgets.review.pair_side import PairSide
from qeu_station.gui.widgets.review.status import FootLine, HeadLine
from qeu_station.gui.widgets.review.table import MOVING, ReviewTable, goes_through
from qeu_station.gui.widgets.review_panels import PanelTabs
from qeu_station.gui.widgets.similar_panel import SimilarPanel
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.desk import Desk
    from qeu_station.gui.presenters.review_panels_runs_state import PairWish
    from qeu_station.services.review import Columns, ReviewSource

JOURNAL = "journal.db"
LEFT, RIGHT, LEAST = 578, 622, 592
"""Widths of table and pair in a window of 1280 pixels, and what the pair always has; of more, the
pair takes two thirds."""

COLUMNS = frozenset({"review.columns"})


class ReviewPage(Page):
    """Shows states of the presenter, which the desk keeps, and hands on what the person does.

    Args:
        desk: What is worked with.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.presenter: ReviewPresenter = desk.kept("review", lambda: build_presenter(desk))
        self._state, self._unsaved = ReviewState(), ""
        self._sought = ""
        self._columns: Columns | None = None
        self._source: ReviewSource | None = None
        self.opening = OpeningPage()
        self.head, self.foot = HeadLine(), FootLine()
        self.filters = FilterBar()
        self.table = ReviewTable()
        self.pair = PairSide(self.presenter)
        self.attention = Attention(self.pair.pictures)
        self.cards = InspectorCards()
        self._beside: ReviewBeside = desk.kept("review.panels", lambda: build_beside(desk))
        self.panels = PanelTabs(self._beside)
        self.similar = SimilarPanel(self._beside.similar)
        self._stack = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()
        self.pair.pictures.set_stacked(desk.preferences.stacked)
        self.table.columns.use(desk.preferences.review_columns)
        self.presenter.show = self.show_state
        self.presenter.sees = self._sees_pair
        self.show_state(self.presenter.state)

    @property
    def can(self) -> frozenset[str]:
        """What the presenter allows, and what is about the table alone."""
        return self._state.can | (COLUMNS if self._state.phase is Phase.READY else frozenset())

    @property
    def class_keys(self) -> tuple[ClassKey, ...]:
        """Classes of the recipe."""
        return self._state.pair.classes

    @property
    def title(self) -> str:
        """What is open."""
        if not self._state.place:
            return ""
        review = translate("Actions", "Review")
        return f"{review} — {self._state.place}"

    def open_place(self, place: Path | None) -> None:
        """Open a batch's output folder, or with None the station's own journal."""
        desk = self._desk
        self.presenter.open(lambda: desk.open_review(place))

    def do(self, key: str, on: bool = False) -> None:
        """Do an action of the table, of the pictures, or of the pair."""
        if key == "review.own":
            self.open_place(None)
        elif key == "review.search":
            self.filters.focus_search()
        elif key == "review.columns":
            self.table.columns.open_at_head()
        elif key == "part.note":
            self.panels.setCurrentWidget(self.pair)
            self.pair.edit_note()
        elif key == "correct.box" or key.startswith("view."):
            self.pair.set_view(key, on)
        else:
            if key == "correct.deselect":
                self.table.select_current()
            self.presenter.do(key)
            if key == "review.clear":
                self.filters.panel.forget_typed()

    def scanned(self, code: str) -> bool:
        """Search for a code; while nothing is open, in the station's own journal."""
        if self._state.filter is not None:
            self.filters.search_for(code)
            return True
        self._sought = code
        if self._state.phase is not Phase.OPENING:
            self.open_place(None)
        return True

    def open_dropped(self, paths: list[Path]) -> str:
        """Open the folder of a batch that was dropped, or say why not."""
        places = [path for path in paths if path.name == JOURNAL or (path / JOURNAL).is_file()]
        if len(paths) == 1 and places:
            self.open_place(places[0])
            return ""
        return translate("Review", "Drop the output folder of one batch to review it.")

    def enter(self) -> None:
        """Give the keyboard to the table, or to the ways to begin."""
        if self._stack.currentWidget() is self.opening:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep the note that is being typed."""
        self.pair.note.finish()

    def let_go(self) -> None:
        """Show nothing any more: another window does, or none."""
        if self.presenter.show == self.show_state:  # else the other window's page has taken over
            self.presenter.show = lambda state: None
            self.presenter.sees = lambda: True
        self.table.thumbnails.close()

    def show_state(self, state: ReviewState) -> None:
        """Show a state; each part of the screen draws only what changed of it."""
        before, self._state = self._state, state
        ready = state.phase is Phase.READY
        shown = self._stack.currentIndex() == 1
        self._stack.setCurrentIndex(1 if ready else 0)
        self.opening.show_state(state)
        self._show_source(state)
        for part in (self.head, self.foot, self.filters, self.table):
            part.show_state(state)
        if state.pair is not before.pair:
            self.attention.show(state.pair.inspection if state.pair.pictures else "")
            self.pair.show_state(state.pair)
            self.cards.show_state(state.pair)
            self.similar.presenter.look_at(state.pair)
        unsaved, self._unsaved = self._unsaved, self.presenter.unsaved
        if unsaved and not self._unsaved:
            self.saved.emit()
        if ready != shown and self.isVisible():
            self.enter()
        if (state.can, state.place, ready) != (before.can, before.place, shown):
            self.changed.emit()
        if self._sought and state.filter is not None:
            sought, self._sought = self._sought, ""
            self.filters.search_for(sought)

    def _show_source(self, state: ReviewState) -> None:
        """Let pictures and panels read what is open now."""
        desk, listed = self.presenter.desk, state.listed
        columns = None if listed is None else listed.columns
        source = None if desk is None else desk.source
        if source is not self._source:
            self._source = source
            self.panels.set_source(source)
            self.similar.presenter.set_source(source)
        anew = columns is None or self._columns is None or self._columns.partial
        if columns is not self._columns and (anew or columns is None):
            self.table.thumbnails.use(None)
        if columns is not self._columns:
            self._columns = columns
            if desk is not None and columns is not None:
                self.table.thumbnails.read_with(lambda rows: desk.small(columns, rows))
        if listed is not None and not state.loading:
            self.panels.set_rows(listed.columns, listed.rows, state.filter)
            self.similar.presenter.set_rows(listed.columns)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what is added while the screen is shown."""
        super().showEvent(event)
        self.presenter.wake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for nothing that nobody sees."""
        super().hideEvent(event)
        self.presenter.wake(False)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move through the table from the shortcuts of the window."""
        return keeps(event, MOVING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what no field took: the table moves, the pair gets addresses and class keys."""
        if goes_through(event) and not self.table.hasFocus():  # else the table had it already
            self.table.keyPressEvent(event)
            return
        action = action_of(event, "review")
        if action and action not in self._state.can and not event.isAutoRepeat():
            self.presenter.do(action)
        text = event.text()
        taken = types(event) and (self.pair.answer_with(text) or self.presenter.press(text))
        if not taken:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.panels.insertTab(0, self.pair, translate("Review", "Pair"))
        self.panels.insertTab(1, self.cards, translate("Review", "Inspectors"))
        self.panels.addTab(self.similar, self.similar.windowTitle())
        self.similar.title.hide()
        self.panels.setCurrentIndex(self._beside.tab)
        self.filters.more.setChecked(self._beside.conditions)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.panels)
        self.panels.setMinimumWidth(LEAST)
        split.setSizes([LEFT, RIGHT])
        for place, share in enumerate((1, 2)):
            split.setStretchFactor(place, share)
        working = QWidget()
        column = layouts.column(working, space=SPACE // 2)
        top = layouts.column(space=SPACE // 2, margins=(SPACE, SPACE // 2, SPACE, 0))
        top.addWidget(self.head)
        top.addWidget(self.filters)
        column.addLayout(top)
        column.addWidget(split, 1)
        column.addWidget(self.foot)
        self._stack.addWidget(self.opening)
        self._stack.addWidget(working)
        layouts.column(self).addWidget(self._stack)

    def _connect(self) -> None:
        does, filters = self.presenter, self.filters
        self.opening.wanted.connect(self.wants_action)
        self.foot.wanted.connect(does.do)
        self.table.moved.connect(does.go_to)
        self.table.chosen.connect(does.select)
        self.table.sorted.connect(does.conditions.sort)
        self.table.columns.chosen.connect(self._on_columns)
        filters.wanted.connect(does.conditions.filter)
        filters.dropped.connect(does.conditions.drop)
        filters.saved_chosen.connect(does.conditions.use_saved)
        filters.saved_named.connect(does.conditions.save)
        filters.saved_removed.connect(does.conditions.saved.remove)
        filters.left.connect(self.enter)
        self.pair.left.connect(self.enter)
        self.panels.currentChanged.connect(self._on_tab)
        self.panels.tabBarClicked.connect(lambda tab: self.enter())
        filters.more.toggled.connect(self._on_more)
        self.panels.filter_wanted.connect(does.conditions.wish)
        self.panels.pair_wanted.connect(self._on_pair_wanted)
        self.similar.row_wanted.connect(self._on_row_wanted)
        self.similar.presenter.novel = lambda found: does.take_novelty(found.seq, found.values)

    def _sees_pair(self) -> bool:
        """Tell whether the pictures were seen; a word of what is not seen would be blind."""
        seen = self.panels.currentWidget() is self.pair and self.attention.caught()
        self.panels.setCurrentWidget(self.pair)
        return seen

    def _on_tab(self, tab: int) -> None:
        """Note the tab; what the panel before it had of the keyboard belongs to the table."""
        self._beside.tab = tab
        self.presenter.forget_refusal()
        focused = QApplication.focusWidget()
        kept = (self.panels.tabBar(), self.filters)
        elsewhere = any(part is focused or part.isAncestorOf(focused or self) for part in kept)
        if self.panels.currentWidget() is self.pair and self.isVisible() and not elsewhere:
            self.enter()

    def _on_more(self, on: bool) -> None:
        self._beside.conditions = on

    def _on_columns(self, keys: tuple[str, ...]) -> None:
        self._desk.remember(replace(self._desk.preferences, review_columns=keys))

    def _on_pair_wanted(self, wish: PairWish) -> None:
        self._on_row_wanted(wish.row)

    def _on_row_wanted(self, row: int) -> None:
        self.presenter.show_row(row)
        self.panels.setCurrentWidget(self.pair)


def build_beside(desk: Desk) -> ReviewBeside:
    """Return the presenters of the panels, which the desk keeps."""
    return ReviewBeside(
        desk.jobs, desk.home, lambda place: desk.open_review(place).source, saver(desk.home)
    )


def build_presenter(desk: Desk) -> ReviewPresenter:
    """Return the presenter that the desk keeps."""
    made = ReviewPresenter(
        desk.jobs,
        lambda: desk.preferences,
        desk.failed.emit,
        desk.sign_on_wanted.emit,
        desk.ended.emit,
        home=desk.home,
    )
    made.heard = desk.presenter.said_elsewhere
    desk.preferences_changed.connect(lambda chosen: made.signed_on(chosen.operator))
    return made
