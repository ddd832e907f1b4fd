"""What the operator does to the part on the screen: agree, correct cells, note, undo, redo.

Everything is bound to the record on the screen at the moment of the act.
"""

from __future__ import annotations

from dataclasses import replace

from qeu_station.core.classes import OK
from qeu_station.core.correction import Correction
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.acts import Acts
from qeu_station.gui.presenters.asking import Questions
from qeu_station.gui.presenters.box_tool import BoxTool
from qeu_station.gui.presenters.cell_entry import CellEntry, Meaning
from qeu_station.gui.presenters.correcting import History, Status, withdrawal
from qeu_station.gui.presenters.on_screen import OnScreen
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.words import translate

AGREES = {Verdict.PASS: "ok", Verdict.FAIL: "ng"}


class Corrector:
    """Corrects one part; nothing happens while its record or its pictures are not shown.

    Args:
        screen: The part.
        acts: Makes the corrections.
        questions: Open questions go before keys that correct.

    Attributes:
        entry: Which cells are chosen.
        boxes: Draws and strikes boxes.
    """

    def __init__(self, screen: OnScreen, acts: Acts, questions: Questions) -> None:
        self.screen = screen
        self.acts = acts
        self.boxes = BoxTool(screen, acts, questions)
        self.entry = CellEntry()
        self._questions = questions

    def open(self, part: Part | None) -> None:
        """Begin with another part; nothing of it is chosen."""
        early = self.screen.early and part is self.screen.part  # its verdict is there now
        self.screen.part = part
        self.acts.goes_on = None
        self.deselect()
        self.screen.early = early

    @property
    def begun(self) -> bool:
        """Whether something of the part is begun and not done, or not on the disk."""
        history = self.screen.history
        chosen = bool(self.boxes.chosen) or not self.entry.empty
        asked = self._questions.shown is not None
        return chosen or asked or bool(history and history.unsaved)

    def agree(self) -> None:
        """Say that the station's verdict is right, where it has one that can be agreed with."""
        screen, history = self.screen, self.screen.wanted()
        if history is None:
            return
        if history.failed:
            self.acts.retry(history)
        elif history.unsaved:
            self.acts.ask_for_name(history)
        elif screen.verdict not in AGREES:
            screen.hint = translate("Inspect", "REVIEW needs your word: F9 OK, F10 NG")
        elif screen.contradicted:
            screen.hint = translate(
                "Inspect", "Your corrections say another thing than the verdict: F9 OK, F10 NG"
            )
        else:
            self.say(AGREES[screen.verdict])

    def say(self, part: str) -> None:
        """Say OK or NG of the whole part; once is enough."""
        history, who = self.screen.history, self.acts.operator()
        if history is not None and self.screen.correctable and history.decided(part, who):
            self._said_so(history, part, who)
        else:
            self.acts.goes_on = self.acts.add(part=part)

    def note(self, text: str, inspection: str = "") -> None:
        """Put a note on the part; an empty one takes every note back.

        Args:
            text: The note.
            inspection: Whose note it is, when its part may have left the screen; empty for the
                part on the screen.
        """
        left = self.acts.left(inspection)
        history = left or self.screen.wanted()
        if history is None or text == history.said().note:
            return
        operator = self.acts.operator()
        if text:
            self.acts.write(history, Correction(history.inspection, operator, note=text))
            return
        if left is not None:
            return
        for entry in [entry for entry in history.stacks()[0] if entry.correction.note]:
            self.acts.withdraw(entry, replace(entry.correction, note="", operator=operator))

    def click(self, address: str, add: bool) -> None:
        """Choose a cell."""
        if self.screen.wanted() and address in self.screen.addresses:
            self.entry, self.boxes.chosen = self.entry.click(address, add), ""
            self.screen.hint = ""

    def click_box(self, box_id: str) -> None:
        """Choose a finding or a drawn box."""
        self.entry = CellEntry()
        self.boxes.choose(box_id)

    def press(self, key: str) -> bool:
        """Take a printable key; tell whether it meant something."""
        if self.screen.wanted() is None:
            return False
        classes = {shown.key.lower(): shown.name for shown in self.screen.classes if shown.key}
        if self._questions.shown is not None:
            return self.boxes.asks and self.boxes.answer(classes.get(key.lower(), ""))
        self.screen.hint = ""
        self.entry, meaning, name = self.entry.press(key, self.screen.addresses, classes)
        if meaning is Meaning.CORRECT:
            self.correct(name)
        elif meaning is Meaning.WRONG:
            self.screen.hint = self._wrong(key)
        return meaning is not Meaning.WRONG

    def correct(self, name: str) -> None:
        """Give the chosen cells a class; without cells it is the class of the next box."""
        if self.screen.wanted() is None or name not in self.screen.colours:
            return
        if self.boxes.asks:
            self.boxes.answer(name)
            return
        chosen = self.entry.settled(self.screen.addresses)
        if chosen.selected:
            self.entry = CellEntry()
            self.acts.add(cells=dict.fromkeys(chosen.selected, name))
        elif name != OK:
            self.boxes.label = name

    def undo(self) -> None:
        """Take the last act back."""
        history = self.screen.correctable
        done = history.stacks()[0] if history else []
        if done:
            self.acts.withdraw(done[-1], withdrawal(done[-1], self.acts.operator()))

    def redo(self) -> None:
        """Do the last undone act again."""
        history = self.screen.correctable
        content = history.redone(self.acts.operator()) if history else None
        if history is not None and content is not None:
            self.acts.write(history, content, history.stacks()[1][-1][0].drawn)

    def deselect(self) -> None:
        """Clear what is typed and chosen."""
        self.entry, self.screen.hint, self.screen.early = CellEntry(), "", False
        self.boxes.clear()

    def can(self) -> set[str]:
        """Return which actions of correcting can be used now."""
        screen, history = self.screen, self.screen.correctable
        if history is None:
            return set()
        done, undone = history.stacks()
        idle = not history.of(Status.WRITING)
        usable = {
            "part.agree": screen.verdict in AGREES or history.unsaved or screen.agreed,
            "part.ok": True,
            "part.ng": True,
            "part.note": True,
            "correct.undo": bool(done) and idle,
            "correct.redo": bool(undone) and idle and bool(undone[-1][1].hash),
            "correct.box": screen.part is not None and screen.part.laid,
            "correct.strike": bool(self.boxes.chosen),
            "correct.deselect": bool(self.boxes.chosen) or self.boxes.asks or not self.entry.empty,
        }
        return {key for key, can in usable.items() if can}

    def _said_so(self, history: History, part: str, who: str) -> None:
        if history.failed:
            self.acts.retry(history)
        elif history.unsaved:
            self.acts.ask_for_name(history)
        else:
            text = translate("Inspect", "{what} by {name} is recorded already. Right: next part")
            self.screen.hint = text.format(what=part.upper(), name=who)

    def _wrong(self, key: str) -> str:
        if self.entry.selected:
            text = translate("Inspect", "{key} is the key of no class")
        else:
            text = translate("Inspect", "No cell begins with {key}")
        return text.format(key=(self.entry.typed + key).upper())
