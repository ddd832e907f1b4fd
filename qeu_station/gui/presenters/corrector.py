"""What the operator does to the part on the screen: agree, correct cells and boxes, undo, redo.

Everything is bound to the record on the screen at the moment of the act.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qeu_station.core.classes import OK
from qeu_station.core.correction import Correction, DrawnBox
from qeu_station.core.grid import Grid
from qeu_station.core.region import Box
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters import boxes, marks
from qeu_station.gui.presenters.asking import Questions
from qeu_station.gui.presenters.cell_entry import CellEntry, Meaning
from qeu_station.gui.presenters.correcting import (
    Entry,
    History,
    Said,
    Status,
    says_anything,
    withdrawal,
    without_box,
    without_strike,
)
from qeu_station.gui.presenters.inspect_state import CellMark, Question
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.presenters.writing import Writer
from qeu_station.gui.words import translate

TOPIC = "box"
AGREES = {Verdict.PASS: "ok", Verdict.FAIL: "ng"}


class Corrector:
    """Corrects one part; nothing happens while its record or its pictures are not shown.

    Args:
        writer: Where corrections go.
        questions: Where the class of a box is asked for.
        operator: Who is signed on, empty for nobody.
        ask_sign_on: Asks for a name; what was said waits for it.
    """

    def __init__(
        self,
        writer: Writer,
        questions: Questions,
        operator: Callable[[], str],
        ask_sign_on: Callable[[], None],
    ) -> None:
        self._writer = writer
        self._questions = questions
        self._operator = operator
        self._ask_sign_on = ask_sign_on
        self.part: Part | None = None
        self.entry = CellEntry()
        self.box = ""
        self.label = ""
        self.hint = ""
        self.goes_on: Entry | None = None

    def open(self, part: Part | None) -> None:
        """Begin with another part; nothing of it is chosen."""
        self.part = part
        self.entry = CellEntry()
        self.box = self.hint = ""
        self.goes_on = None
        self._questions.drop(TOPIC)

    @property
    def history(self) -> History | None:
        """What was said of the part; None while it is not known."""
        record = self.part.record if self.part else None
        return self._writer.history(record.id) if record else None

    @property
    def ready(self) -> bool:
        """Whether the part can be corrected now."""
        return self.part is not None and self.part.correctable and self.history is not None

    @property
    def said(self) -> Said:
        """What is in force of the part."""
        return self.history.said() if self.history else Said()

    @property
    def grid(self) -> Grid | None:
        """The grid over the reference of the part, by the recipe it was judged with."""
        if self.part is None or self.part.page is None or self.part.recipe is None:
            return None
        height, width = self.part.page.pictures.reference.shape[:2]
        return marks.grid_over(self.part.recipe.grid, width, height)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Cells that can be corrected."""
        return self.grid.addresses if self.grid else ()

    @property
    def colours(self) -> Mapping[str, str]:
        """Colour per class."""
        recipe = self.part.recipe if self.part else None
        return {shown.name: shown.colour for shown in marks.class_keys(recipe)} if recipe else {}

    @property
    def cells(self) -> tuple[CellMark, ...]:
        """The cells as they are drawn."""
        record = self.part.record if self.part else None
        chosen = self.entry.selected
        return marks.cell_marks(record, self.addresses, self.said, self.colours, chosen)

    def agree(self) -> None:
        """Say that the station's verdict is right, where it has one that can be agreed with."""
        history, verdict = self.history, self.verdict
        if not self.ready or history is None:
            self.hint = translate("Inspect", "Nothing to agree with yet: F9 says OK, F10 says NG")
        elif history.of(Status.FAILED):
            self.goes_on = history.of(Status.FAILED)[-1]
            self._writer.retry()
        elif history.unsaved:
            self._ask_again(history)
        elif verdict not in AGREES:
            self.hint = translate("Inspect", "REVIEW needs your word: F9 OK, F10 NG")
        elif self._contradicts():
            self.hint = translate(
                "Inspect", "Your corrections say another thing than the verdict: F9 OK, F10 NG"
            )
        elif self.said.part != AGREES[verdict]:
            self.say(AGREES[verdict])

    @property
    def verdict(self) -> Verdict | None:
        """The station's, None before it is known."""
        record = self.part.record if self.part else None
        return Verdict(record.part.verdict) if record else None

    @property
    def agreed(self) -> bool:
        """Whether the operator's word on the part is on the disk."""
        history = self.history
        return bool(history and self.said.part and not history.unsaved)

    def say(self, part: str) -> None:
        """Say OK or NG of the whole part."""
        self.goes_on = self._add(part=part)

    def note(self, text: str) -> None:
        """Put a note on the part; an empty one takes every note back."""
        history = self.history
        if not self.ready or history is None or text == self.said.note:
            return
        if text:
            self._add(note=text)
            return
        for entry in [entry for entry in history.stacks()[0] if entry.correction.note]:
            self._withdraw(entry, replace(entry.correction, note="", operator=self._operator()))

    def click(self, address: str, add: bool) -> None:
        """Choose a cell."""
        if self.ready and address in self.addresses:
            self.entry, self.box, self.hint = self.entry.click(address, add), "", ""

    def press(self, key: str) -> bool:
        """Take a printable key; tell whether it meant something."""
        if not self.ready:
            return False
        if self._questions.shown is not None:
            return self._questions.answer(self._class_keys().get(key.lower(), ""))
        self.hint = ""
        before = self.entry
        self.entry, meaning, name = before.press(key, self.addresses, self._class_keys())
        if meaning is Meaning.CORRECT:
            self.correct(name)
        elif meaning is Meaning.WRONG:
            self.hint = self._wrong(key)
        return meaning is not Meaning.WRONG

    def correct(self, name: str) -> None:
        """Give the chosen cells a class; without cells it is the class of the next box."""
        if name not in self.colours:
            return
        if self._questions.about(TOPIC):
            self._questions.answer(name)
            return
        chosen = self.entry.settled(self.addresses)
        if self.ready and chosen.selected:
            self.entry = CellEntry()
            self._add(cells=dict.fromkeys(chosen.selected, name))
        elif name != OK:
            self.label = name

    def draw(self, box: Box, label: str | None) -> None:
        """Say that a defect was missed in a box of reference pixels; its class may be asked for."""
        part, history = self.part, self.history
        if not self.ready or part is None or part.page is None or history is None:
            return
        if not part.laid:
            self.hint = translate("Inspect", "The pictures are being read")
            return
        size = history.record.test
        there = boxes.mapped(box, part.page.pictures.to_test, size.width, size.height)
        if there is None:
            self.hint = translate("Inspect", "The box lies outside the test image")
        elif label or self.label:
            self._drawn(history, box, there, label or self.label)
        else:
            self._ask_class(lambda name: self._drawn(history, box, there, name))

    def _drawn(self, history: History, box: Box, there: Box, label: str) -> None:
        """Record a box on the part it was drawn on, whatever is on the screen by now."""
        self.label = label
        x1, y1, x2, y2 = box
        shown = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        said = Correction(history.inspection, self._operator(), added=(DrawnBox(there, label),))
        self._write(history, said, (shown,))

    def _ask_class(self, take: Callable[[str], None]) -> None:
        defects = [name for name in self.colours if name != OK]
        question = Question(
            translate("Inspect", "What is in the box?"), tuple((name, name) for name in defects)
        )
        self._questions.ask(TOPIC, question, take)

    def strike(self) -> None:
        """Strike the chosen finding out, or take the chosen box or the strike back."""
        history = self.history
        if not self.ready or history is None or not self.box:
            return
        number, operator = boxes.drawn_number(self.box), self._operator()
        struck = dict(self.said.struck)
        drawn = self.said.boxes
        if number is not None and number < len(drawn):
            self._withdraw(drawn[number].entry, without_box(drawn[number], operator))
        elif self.box in struck:
            entry = struck[self.box]
            self._withdraw(entry, without_strike(self.box, entry, operator))
        elif number is None:
            self._add(struck=(self.box,))
        self.box = ""

    def undo(self) -> None:
        """Take the last act back."""
        history = self.history
        if not self.ready or history is None or not history.stacks()[0]:
            return
        last = history.stacks()[0][-1]
        self._withdraw(last, withdrawal(last, self._operator()))

    def redo(self) -> None:
        """Do the last undone act again."""
        history = self.history
        content = history.redone(self._operator()) if self.ready and history else None
        if content is not None:
            self._put(content, history.stacks()[1][-1][0].drawn if history else ())

    def choose_box(self, box_id: str) -> None:
        """Choose a finding or a drawn box."""
        if self.ready:
            self.entry, self.box, self.hint = CellEntry(), box_id, ""

    def deselect(self) -> None:
        """Clear what is typed and chosen."""
        self.entry, self.box, self.hint = CellEntry(), "", ""
        self._questions.drop(TOPIC)

    def can(self) -> set[str]:
        """Return which actions of correcting can be used now."""
        history = self.history
        if not self.ready or history is None:
            return set()
        done, undone = history.stacks()
        idle = not history.of(Status.WRITING)
        usable = {
            "part.agree": self.verdict in AGREES or history.unsaved,
            "part.ok": True,
            "part.ng": True,
            "part.note": True,
            "correct.undo": bool(done) and idle,
            "correct.redo": bool(undone) and idle and bool(undone[-1][1].hash),
            "correct.box": bool(self.part and self.part.laid),
            "correct.strike": bool(self.box),
            "correct.deselect": not self.entry.empty
            or bool(self.box)
            or self._questions.about(TOPIC),
        }
        return {key for key, can in usable.items() if can}

    def _contradicts(self) -> bool:
        record = self.part.record if self.part else None
        return record is not None and marks.contradicts(record, self.said, self.cells)

    def _class_keys(self) -> dict[str, str]:
        recipe = self.part.recipe if self.part else None
        shown = marks.class_keys(recipe) if recipe else ()
        return {entry.key.lower(): entry.name for entry in shown if entry.key}

    def _wrong(self, key: str) -> str:
        if self.entry.selected:
            text = translate("Inspect", "{key} is the key of no class")
        else:
            text = translate("Inspect", "No cell begins with {key}")
        return text.format(key=(self.entry.typed + key).upper())

    def _add(
        self,
        part: str | None = None,
        cells: Mapping[str, str] | None = None,
        added: tuple[DrawnBox, ...] = (),
        struck: tuple[str, ...] = (),
        note: str = "",
        drawn: tuple[Box, ...] = (),
    ) -> Entry | None:
        record = self.part.record if self.part else None
        if not self.ready or record is None:
            return None
        return self._put(
            Correction(record.id, self._operator(), cells or {}, part, added, struck, note), drawn
        )

    def _withdraw(self, entry: Entry, content: Correction) -> None:
        """Replace an entry; one that never reached the disk needs no trace."""
        history = self.history
        if history is None or entry.status is Status.WRITING:
            return
        if entry.status is Status.SAVED:
            self._put(replace(content, supersedes=entry.hash), ())
            return
        history.drop(entry)
        if says_anything(content):
            self._put(replace(content, supersedes=entry.correction.supersedes), ())

    def _put(self, content: Correction, drawn: tuple[Box, ...]) -> Entry | None:
        return self._write(self.history, content, drawn) if self.history else None

    def _write(self, history: History, content: Correction, drawn: tuple[Box, ...]) -> Entry:
        self.goes_on, self.hint = None, ""
        entry = self._writer.say(history, content, drawn)
        if entry.status is Status.WAITING:
            self._ask_sign_on()
        return entry

    def _ask_again(self, history: History) -> None:
        if history.of(Status.WAITING):
            self._ask_sign_on()
