"""Boxes around defects that were missed, and findings that are none."""

from __future__ import annotations

from collections.abc import Callable

from qeu_station.core.classes import OK
from qeu_station.core.correction import Correction, DrawnBox
from qeu_station.core.region import Box
from qeu_station.gui.presenters import boxes
from qeu_station.gui.presenters.acts import Acts
from qeu_station.gui.presenters.asking import Questions
from qeu_station.gui.presenters.correcting import History, without_box, without_strike
from qeu_station.gui.presenters.inspect_state import Question
from qeu_station.gui.presenters.on_screen import OnScreen
from qeu_station.gui.words import translate

TOPIC = "box"


class BoxTool:
    """Draws and strikes boxes of the part on the screen.

    Args:
        screen: The part.
        acts: Makes the corrections.
        questions: Where the class of a box is asked for.

    Attributes:
        chosen: Id of the box that is chosen, empty for none.
        label: Class of the next box, empty before one was chosen.
    """

    def __init__(self, screen: OnScreen, acts: Acts, questions: Questions) -> None:
        self._screen = screen
        self._acts = acts
        self._questions = questions
        self.chosen = ""
        self.label = ""
        self._waiting: Box | None = None

    @property
    def pending(self) -> Box | None:
        """The box whose class is asked for, in reference pixels."""
        return self._waiting if self.asks else None

    @property
    def asks(self) -> bool:
        """Whether the class of a box is asked for."""
        return self._questions.about(TOPIC)

    def answer(self, name: str) -> bool:
        """Give the box that is asked about its class."""
        return self._questions.answer(name)

    def clear(self) -> None:
        """Choose none, and ask no more."""
        self.chosen = ""
        self._questions.drop(TOPIC)

    def choose(self, box_id: str) -> None:
        """Choose a finding or a drawn box of the part; another id chooses none."""
        history = self._screen.correctable
        if history is not None:
            found = any(region.id == box_id for region in history.record.regions)
            self.chosen = box_id if found or self._is_drawn(box_id) else ""
            self._screen.hint = ""

    def draw(self, box: Box, label: str | None) -> None:
        """Say that a defect was missed in a box of reference pixels; its class may be asked for."""
        screen, part, history = self._screen, self._screen.part, self._screen.wanted()
        if history is None or part is None or part.page is None:
            return
        if not part.laid:
            screen.hint = translate("Inspect", "The pictures are being read")
            return
        size = history.record.test
        there = boxes.mapped(box, part.page.pictures.to_test, size.width, size.height)
        if there is None:
            screen.hint = translate("Inspect", "The box lies outside the test image")
        elif label or self.label:
            self._drawn(history, box, there, label or self.label)
        else:
            self._waiting = _upright(box)
            self._ask_class(lambda name: self._drawn(history, box, there, name))

    def strike(self) -> None:
        """Strike the chosen finding out, or take the chosen box or the strike back."""
        if not self.chosen:
            return
        box_id, said, operator = self.chosen, self._screen.said, self._acts.operator()
        struck, number = dict(said.struck), boxes.drawn_number(self.chosen)
        if number is not None and number < len(said.boxes):
            mark = said.boxes[number]
            self._acts.withdraw(mark.entry, without_box(mark, operator))
        elif box_id in struck:
            self._acts.withdraw(struck[box_id], without_strike(box_id, struck[box_id], operator))
        elif number is None:
            self._acts.add(struck=(box_id,))
        self.chosen = ""

    def _is_drawn(self, box_id: str) -> bool:
        number = boxes.drawn_number(box_id)
        return number is not None and 0 <= number < len(self._screen.said.boxes)

    def _drawn(self, history: History, box: Box, there: Box, label: str) -> None:
        """Record a box on the part it was drawn on, whatever is on the screen by now."""
        self.label = label
        who = self._acts.operator()
        said = Correction(history.inspection, who, added=(DrawnBox(there, label),))
        self._acts.write(history, said, (_upright(box),))

    def _ask_class(self, take: Callable[[str], None]) -> None:
        defects = [name for name in self._screen.colours if name != OK]
        text = translate("Inspect", "What is in the box?")
        self._questions.ask(TOPIC, Question(text, tuple((name, name) for name in defects)), take)


def _upright(box: Box) -> Box:
    x1, y1, x2, y2 = box
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
