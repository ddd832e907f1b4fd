"""Questions that must be answered before work goes on, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qeu_station.gui.presenters.inspect_state import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what it is about, and who takes the answer."""

    topic: str
    question: Question
    take: Callable[[str], None]


class Questions:
    """Questions in the order they came up; the first is shown."""

    def __init__(self) -> None:
        self._asked: list[Asked] = []

    @property
    def shown(self) -> Question | None:
        """The question to answer now."""
        return self._asked[0].question if self._asked else None

    def ask(self, topic: str, question: Question, take: Callable[[str], None]) -> None:
        """Ask something; it takes the place of what was asked about the same topic before."""
        self.drop(topic)
        self._asked.append(Asked(topic, question, take))

    def about(self, topic: str) -> bool:
        """Tell whether the question that is shown is about a topic."""
        return bool(self._asked) and self._asked[0].topic == topic

    def drop(self, topic: str) -> None:
        """Ask no more about a topic."""
        self._asked = [asked for asked in self._asked if asked.topic != topic]

    def answer(self, key: str) -> bool:
        """Take an answer to the question that is shown; tell whether it is one."""
        if not self._asked or key not in dict(self._asked[0].question.answers):
            return False
        self._asked.pop(0).take(key)
        return True
