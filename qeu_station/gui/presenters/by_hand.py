"""What keys and clicks on a pair do, the same on every screen that shows one to be corrected."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from qeu_station.core.region import Box
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.evidence import cell_evidence
from qeu_station.gui.presenters.inspect_state import CellEvidence
from qeu_station.gui.presenters.unsaved import unsaved_words
from qeu_station.gui.presenters.writing import Writer


class ByHand(ABC):
    """A presenter of a pair that people correct.

    Args:
        correct: Corrects the pair on the screen.
        writer: Brings what is said to the disk.
    """

    def __init__(self, correct: Corrector, writer: Writer) -> None:
        self._correct = correct
        self._writer = writer

    @property
    def unsaved(self) -> str:
        """What failed to be written or lacks a name, in words; empty for nothing."""
        return unsaved_words(self._writer.stuck)

    def press(self, text: str) -> bool:
        """Take a printable key; tell whether it meant something."""
        used = not self._is_meant() or self._correct.press(text)
        self._changed()
        return used

    def click_cell(self, address: str, add: bool) -> None:
        """Choose a cell alone, or with ``add`` together with the others."""
        self._if_meant(lambda: self._correct.click(address, add))

    def click_box(self, box_id: str) -> None:
        """Choose a finding or a drawn box; an empty id chooses none."""
        self._if_meant(lambda: self._correct.click_box(box_id))

    def draw_box(self, box: Box, label: str | None) -> None:
        """Say that a defect was missed.

        Args:
            box: x1, y1, x2, y2 in reference pixels.
            label: Its class; None takes the class chosen last, or asks.
        """
        self._if_meant(lambda: self._correct.boxes.draw(box, label))

    def choose_class(self, name: str) -> None:
        """Give the chosen cells a class; without cells it is the class of the next box."""
        self._if_meant(lambda: self._correct.correct(name))

    def evidence(self, address: str) -> CellEvidence | None:
        """Return what is known of a cell of the pair on the screen."""
        part = self._correct.screen.part
        if part is None or part.record is None:
            return None
        return cell_evidence(part.record, address, part.advice)

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        self._changed()

    @abstractmethod
    def _is_meant(self) -> bool:
        """Tell whether an act means the pair on the screen, not the one that was there before."""

    @abstractmethod
    def _changed(self) -> None:
        """Show what is the case now."""

    def _if_meant(self, act: Callable[[], object]) -> None:
        if self._is_meant():
            act()
        self._changed()
