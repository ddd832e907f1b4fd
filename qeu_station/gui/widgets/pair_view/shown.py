"""Which picture lies in which pane: pairs, live frames, blinking and the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer

from qeu_station.gui.widgets.pair_view.heat import heat_table
from qeu_station.gui.widgets.pair_view.images import Kept, Pyramid, heat_qimage, to_qimage
from qeu_station.gui.widgets.pair_view.marks import NOTHING, Marks
from qeu_station.gui.widgets.pair_view.pane import Pane
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.viewing import ViewedPair

BLINK_MS = 250
"""Each picture shows this long: two rounds a second."""


class Shown(QObject):
    """Holds the pictures of one part and lays them into two panes."""

    def __init__(self, first: Pane, second: Pane) -> None:
        super().__init__(first)
        self._panes = first, second
        self._pair: ViewedPair | None = None
        self._reference: Pyramid | None = None
        self._test: Pyramid | None = None
        self._live = False
        self._stale = ""
        self._faded: Pyramid | None = None
        self._frame_reference: np.ndarray | None = None
        self._kept = Kept()
        self._marks = NOTHING
        self._blink = self._difference = self._visible = False
        self._overlay = 0.4
        self._turn = False
        self._timer = QTimer(self, interval=BLINK_MS)
        self._timer.timeout.connect(self._on_blink)

    @property
    def empty(self) -> bool:
        """Whether there are no pictures."""
        return self._reference is None and self._test is None

    @property
    def is_live(self) -> bool:
        """Whether the test picture is a camera's."""
        return self._live

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height of the reference, or of the frame where there is none."""
        first = self._reference or self._test
        return None if first is None else first.size

    def clear(self) -> None:
        """Show no pictures."""
        self.show_pair(None, False)

    def show_pair(self, pair: ViewedPair | None, live: bool) -> None:
        """Show a part's pictures; without any, nothing of another part stays."""
        self._pair, self._live, self._frame_reference = pair, live and pair is None, None
        self._stale, self._faded = "", None
        self._reference = None if pair is None else self._kept.of(pair.reference)
        self._test = None if pair is None else self._kept.of(pair.test)
        self._kept.forget_others(self._reference, self._test)
        self._lay()

    def show_frame(self, frame: np.ndarray, reference: np.ndarray | None) -> bool:
        """Show a camera's newest picture; return whether anything but the frame is new."""
        begins = not self._live or self._pair is not None
        self._live, self._pair = True, None
        before = self.size
        self._stale, self._faded = "", None
        self._test = Pyramid(to_qimage(frame, bgr=True))
        if begins or self.size != before or reference is not self._frame_reference:
            self._frame_reference = reference
            self._reference = None if reference is None else self._kept.of(reference)
            self._lay()
            return True
        self._lay_test()
        return False

    def set_stale(self, words: str) -> None:
        """Fade the last live picture and write across it how old it is; the next one ends that."""
        if words == self._stale:
            return
        self._stale = words
        if not words:
            self._faded = None
        elif self._live and self._test is not None and self._faded is None:
            self._faded = self._test.faded()
        self._lay()

    def show_marks(self, marks: Marks) -> None:
        """Show marks over the reference, and over the test where they fit it."""
        self._marks = marks
        self._lay_marks()

    def set_blink(self, on: bool) -> None:
        """Show both pictures in turn in the first pane."""
        self._blink, self._turn = on, False
        self._panes[1].setVisible(not on)
        self._run_timer()
        self._lay()

    def set_difference(self, on: bool) -> None:
        """Show the difference in place of the test picture."""
        self._difference = on
        self._lay()

    def set_overlay(self, opacity: float) -> None:
        """Let the reference shine through live pictures."""
        self._overlay = min(max(opacity, 0.0), 1.0)
        self._lay_test()

    def set_visible(self, visible: bool) -> None:
        """Blink only while somebody can see it."""
        self._visible = visible
        self._run_timer()

    def _run_timer(self) -> None:
        if self._blink and self._visible:
            self._timer.start()
        else:
            self._timer.stop()

    def _on_blink(self) -> None:
        self._turn = not self._turn
        self._lay()

    def _lay(self) -> None:
        for pane in self._panes:
            pane.set_extent(self.size or (1, 1))
        if self._blink and self._turn:
            self._lay_test(self._panes[0])
        else:
            title = translate("PairView", "Reference")
            note = translate("PairView", "No picture")
            self._panes[0].show_legend(False)
            self._panes[0].picture.set_above(None, 0.0)
            self._panes[0].warn("")
            self._panes[0].show_picture(self._reference, title, note)
        self._lay_test()
        self._lay_marks()

    def _lay_test(self, pane: Pane | None = None) -> None:
        pane = pane or self._panes[1]
        above = self._reference if self._live and self._faded is None else None
        if self._difference and not self._live and not self._blink:
            self._lay_difference(pane)
            return
        title = translate("PairView", "Live") if self._live else translate("PairView", "Test")
        if self._faded is not None:
            title = translate("PairView", "Last picture")
        if self._pair is not None and not self._pair.aligned:
            title = translate("PairView", "Test (not aligned: the grid lies on the reference only)")
        pane.show_legend(False)
        pane.picture.set_above(above, self._overlay)
        pane.warn(self._stale if self._faded is not None else "")
        pane.show_picture(self._faded or self._test, title, translate("PairView", "No picture"))

    def _lay_difference(self, pane: Pane) -> None:
        data = None if self._pair is None else self._pair.difference
        image = None if data is None else Pyramid(heat_qimage(data, heat_table()))
        pane.show_legend(image is not None)
        pane.picture.set_above(None, 0.0)
        pane.warn("")
        title = translate("PairView", "Difference")
        pane.show_picture(image, title, translate("PairView", "No difference yet"))

    def _lay_marks(self) -> None:
        aligned = self._live or (self._pair is not None and self._pair.aligned)
        shows_test = self._blink and self._turn
        self._panes[0].show_marks(self._marks if aligned or not shows_test else NOTHING)
        self._panes[1].show_marks(self._marks if aligned else NOTHING)
