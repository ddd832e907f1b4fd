"""An inspect screen without a window."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.inspect import InspectPresenter
from qeu_station.gui.presenters.inspect_state import InspectState
from tests.unit.gui.presenters.doubles import FakeStation, HandJobs


@dataclass
class Bench:
    """A presenter with hand-driven jobs and all that came out of it."""

    station: FakeStation = field(default_factory=FakeStation)
    preferences: Preferences = field(default_factory=lambda: Preferences(operator="Sato"))
    jobs: HandJobs = field(default_factory=HandJobs)
    shown: list[InspectState] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    remembered: list[Preferences] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """What was told of errors and not taken back."""
        return [str(error) for error in self.errors if str(error) not in self.ended]

    def __post_init__(self) -> None:
        self.presenter = InspectPresenter(
            self.jobs,
            self.preferences,
            self.shown.append,
            self.errors.append,
            self.remembered.append,
            clock=lambda: self.jobs.now,
            ask_sign_on=lambda: self.asked.append("name"),
            over=self.ended.append,
        )
        self._listen()
        self.presenter.attach(self.station)
        self.presenter.use_recipe("tray")
        self.jobs.run_all()

    def _listen(self) -> None:
        """Note the inspection of every correction on its way to the journal."""
        writer = self.presenter._writer
        say = writer.say

        def noted(history, content, drawn=()):
            self.given.append(content.inspection)
            return say(history, content, drawn)

        writer.say = noted  # type: ignore[method-assign]

    @property
    def state(self) -> InspectState:
        return self.presenter.state

    @property
    def said(self) -> list[str]:
        """What each written correction says, in short."""
        return [f"{said.inspection} {said.part or dict(said.cells) or '-'}"
                for _, said in self.station.written]  # fmt: skip

    def open(self) -> Bench:
        """Open the folder; the first part is shown, not yet judged."""
        self.presenter.open_pairs(Path("folder"))
        self.jobs.run_all()
        return self

    def judge(self) -> Bench:
        """Let the part rest until it is judged and its pictures are laid."""
        self.jobs.pass_time(0.2)
        self.jobs.run_all()
        return self

    def do(self, *keys: str) -> None:
        """Do actions, each with all that comes of it."""
        for key in keys:
            self.presenter.do(key)
            self.jobs.run_all()

    def press(self, text: str) -> None:
        for key in text:
            self.presenter.press(key)
        self.jobs.run_all()


@pytest.fixture
def bench() -> Bench:
    """A station with a recipe, nothing open."""
    return Bench()


@pytest.fixture
def judged() -> Bench:
    """The first part of the folder, judged."""
    return Bench().open().judge()
