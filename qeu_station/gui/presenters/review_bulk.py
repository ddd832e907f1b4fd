"""Many pairs corrected at once, with one undo; and a pair corrected as the one before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qeu_station.core.correction import Correction
from qeu_station.gui.presenters.asking import Questions
from qeu_station.gui.presenters.correcting import Said
from qeu_station.gui.presenters.inspect_state import Question
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.review_list import ReviewList
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.bulk import BulkDone
    from qeu_station.services.review.columns import Columns, Rows
    from qeu_station.services.reviewing import ReviewDesk


MOST_UNASKED = 20
"""Pairs that are corrected together without a question: more of them are never seen at once."""

TOPIC = "bulk"
YES, OPEN, NO = "bulk.yes", "bulk.open", "bulk.no"


@dataclass(frozen=True, slots=True)
class Word:
    """What can be said of another pair too: of the part, and of cells by their class."""

    part: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """It in one line, such as ``NG, U4 scratch``."""
        cells = [f"{address} {name}" for address, name in self.cells.items()]
        return ", ".join(filter(None, (self.part.upper(), *cells)))

    @property
    def decision(self) -> str:
        """``ok`` or ``ng`` where it decides the part, else ``corrected``."""
        if any(name != "ok" for name in self.cells.values()):
            return "ng"
        return self.part or "corrected"

    def fitting(self, addresses: Collection[str], classes: Collection[str]) -> dict[str, str]:
        """Return the cells of it that another pair has, as far as its classes are known there."""
        return {a: n for a, n in self.cells.items() if a in addresses and n in classes}


def word_of(said: Said) -> Word | None:
    """Return what was said of a pair so far as it can be said of another; None for nothing."""
    word = Word(said.decision if said.part else "", dict(said.cells))
    return word if word.short else None


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    """What was recorded together, of which rows, and what they were shown as before."""

    what: BulkDone
    desk: ReviewDesk
    rows: Rows = field(repr=False)
    word: str
    undoes: bool = False


class Bulk:
    """Corrects the rows that are selected.

    Args:
        jobs: Where it is written, after all that was said before.
        listed: The rows.
        questions: Where it is asked whether so many pairs are meant.
        operator: Returns who is signed on.
        ask_sign_on: Asks for a name.
        after: Called with the inspections once they are on the disk.
        report: Takes errors for a notice; nothing was recorded then.

    Attributes:
        last: What was said of the last single pair; ``last_but`` tells it for one of them.
        told: What was done last, in words.
        newest: Whether nothing single was said since.
        busy: Whether something is being written.
    """

    def __init__(
        self,
        jobs: Jobs,
        listed: ReviewList,
        questions: Questions,
        operator: Callable[[], str],
        ask_sign_on: Callable[[], None],
        after: Callable[[], None],
        report: Callable[[Exception], None],
    ) -> None:
        self._jobs = jobs
        self._list = listed
        self._questions = questions
        self._operator = operator
        self._ask_sign_on = ask_sign_on
        self._after = after
        self._report = report
        self._done: _Done | None = None
        self.last: Word | None = None
        self._last_of, self.told = "", ""
        self._before: Word | None = None
        self.newest = self.busy = False

    def forget(self) -> None:
        """Begin anew with another journal."""
        self.drop()
        self._done, self.last, self.told, self.newest = None, None, "", False
        self._last_of, self._before = "", None

    @property
    def asked(self) -> bool:
        """Whether the question that is shown is if all selected pairs are meant."""
        return self._questions.about(TOPIC)

    def drop(self) -> None:
        """Ask no more whether the selected pairs are meant."""
        self._questions.drop(TOPIC)

    def single(self, inspection: str, word: Word | None) -> None:
        """Note that something single was said: it is what is undone first."""
        self.newest, self.told = False, ""
        if word is None:
            return
        if inspection != self._last_of:
            self._last_of, self._before = inspection, self.last
        self.last = word

    def last_but(self, inspection: str) -> Word | None:
        """Return what was said last of another pair than this one; None for nothing."""
        return self._before if inspection == self._last_of else self.last

    @property
    def undoable(self) -> bool:
        """Whether a bulk correction can be taken back."""
        return self._done is not None and not self._done.undoes and not self.busy

    @property
    def redoable(self) -> bool:
        """Whether one that was taken back can be done again."""
        return self._done is not None and self._done.undoes and not self.busy

    def say(self, rows: Rows, word: Word) -> None:
        """Say the same of many rows; all is recorded, or nothing.

        It is asked first where they are very many, or some are reviewed already: what was said of
        those may be another's, and the same word would stand over it.
        """
        desk, columns, who = self._list.desk, self._list.columns, self._operator()
        if desk is None or columns is None or self.busy or not len(rows):
            return
        if not who:
            self.told = translate("Review", "Nothing was recorded: sign on first (F3)")
            self._ask_sign_on()
            return
        spoken = self._list.spoken_of(rows)
        if len(rows) <= MOST_UNASKED and not spoken.any():
            self._say(desk, columns, rows, word, who)
            return

        def take(answer: str) -> None:
            meant = rows[~spoken] if answer == OPEN else rows
            if answer in (YES, OPEN):
                self._say(desk, columns, meant, word, who)

        self._questions.ask(TOPIC, _question(word, len(rows), int(spoken.sum())), take)

    def _say(self, desk: ReviewDesk, columns: Columns, rows: Rows, word: Word, who: str) -> None:
        corrections = [
            Correction(str(columns.id[row]), who, dict(word.cells), word.part or None)
            for row in rows
        ]
        self._begin(
            lambda: desk.correct_all(corrections),
            lambda what: _Done(what, desk, rows, word.decision),
            translate("Review", "{count} pairs: {word}. Ctrl+Z takes all of it back").format(
                count=f"{len(rows):,}", word=word.short
            ),
        )

    def undo(self) -> None:
        """Take the last bulk correction back."""
        if self.undoable:
            self._turn(translate("Review", "Taken back for {count} pairs. Ctrl+Y does it again"))

    def redo(self) -> None:
        """Do what was taken back again."""
        if self.redoable:
            self._turn(translate("Review", "Done again for {count} pairs. Ctrl+Z takes it back"))

    def _turn(self, words: str) -> None:
        done, who = self._done, self._operator()
        if done is None:
            return
        desk = done.desk
        self._begin(
            lambda: desk.undo_all(done.what, who),
            lambda what: _Done(what, desk, done.rows, done.word, not done.undoes),
            words.format(count=f"{len(done.rows):,}"),
        )

    def _begin(
        self, work: Callable[[], BulkDone], made: Callable[[BulkDone], _Done], words: str
    ) -> None:
        self.busy, self.told = True, translate("Review", "Being saved")
        self._jobs.ordered(
            "journal", lambda task: work(), lambda what: self._on_done(made(what), words),
            self._on_failed,
        )  # fmt: skip

    def _on_done(self, done: _Done, words: str) -> None:
        self.busy = False
        if done.desk is self._list.desk:
            told = ". ".join(filter(None, (words, _left(done.what))))
            self._done, self.newest, self.told = done, True, told
            self._list.say_all(done.rows, "" if done.undoes else done.word)
        self._after()

    def _on_failed(self, error: Exception) -> None:
        self.busy, self.told = False, translate("Review", "NOT SAVED: nothing was recorded")
        self._report(error)
        self._after()


def _question(word: Word, count: int, reviewed: int) -> Question:
    said = {
        "count": f"{count:,}",
        "reviewed": f"{reviewed:,}",
        "rest": f"{count - reviewed:,}",
        "word": word.short,
    }
    text = translate("Review", "{count} pairs are selected. Say {word} of all of them?")
    if reviewed:
        text = translate(
            "Review", "{reviewed} of the {count} selected pairs are reviewed already. Say {word}?"
        )
    answers = [
        (OPEN, translate("Review", "{word} for the {rest} that are not")),
        (YES, translate("Review", "{word} for {count} pairs")),
        (NO, translate("Review", "No, keep them as they are")),
    ]
    meant = answers if 0 < reviewed < count else answers[1:]
    return Question(
        text.format(**said), tuple((key, answer.format(**said)) for key, answer in meant)
    )


def _left(done: BulkDone) -> str:
    if not done.left:
        return ""
    text = translate("Review", "Left alone, because somebody spoke of them since: {count}")
    return text.format(count=len(done.left))
