"""What outlives a window: jobs, presenter, preferences and the open station.

Another language builds a new window around the same desk, so that nothing is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast, runtime_checkable

from PySide6.QtCore import QObject, Signal

from qeu_station import paths
from qeu_station.errors import InputError, QeuError
from qeu_station.gui import session
from qeu_station.gui.jobs import QtJobs
from qeu_station.gui.log_tail import LogTail
from qeu_station.gui.preferences import Preferences, load_preferences, save_preferences
from qeu_station.gui.presenters.inspect import InspectPresenter
from qeu_station.gui.presenters.notices import Notice
from qeu_station.gui.presenters.ports import Task
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.capture.frame import FrameSource
    from qeu_station.services.capturing import LiveSettings
    from qeu_station.services.live import LiveStation
    from qeu_station.services.opening import OpenHome
    from qeu_station.services.reviewing import ReviewDesk

log = logging.getLogger(__name__)

REPORTED = 200
"""Messages in a report."""


class Kept(Protocol):
    """What the desk keeps for a screen."""

    def close(self) -> None:
        """Show nothing any more; what must be on the disk is given to the jobs."""
        ...


@runtime_checkable
class _Writes(Protocol):
    @property
    def unsaved(self) -> str: ...


@runtime_checkable
class _Speaks(Protocol):
    def refresh(self) -> None: ...


P = TypeVar("P", bound=Kept)


class Desk(QObject):
    """The station as one person works with it.

    Args:
        home: The station's home, None for the user's own.
        recipe: Recipe to use first; empty takes the one used last.
        source: Folder or list of pairs to open first; None takes the one opened last.

    Attributes:
        station: What is open, None before.
        opened_home: The home as it was opened, None before.
        problem: Why it is not open, None before that is known and once it is.
        state_changed: A new ``InspectState``.
        preferences_changed: New ``Preferences``.
        failed: An exception, for a notice.
        told: A ``Notice`` of something that is no error.
        ended: The words of an exception whose cause is gone, and its notice with it.
        sign_on_wanted: Something was said that needs a name.
        review_wanted: The output folder of a batch that shall be reviewed.
        opened: The station is open.
        not_opened: The exception that keeps the station from opening.
    """

    state_changed = Signal(object)
    preferences_changed = Signal(object)
    failed = Signal(object)
    told = Signal(object)
    ended = Signal(str)
    sign_on_wanted = Signal()
    review_wanted = Signal(object)
    opened = Signal()
    not_opened = Signal(object)

    def __init__(self, home: Path | None, recipe: str = "", source: Path | None = None) -> None:
        super().__init__()
        self.home = paths.home(home)
        self.preferences = load_preferences(self.home)
        self.problems: tuple[str, ...] = ()
        self.log = LogTail()
        logging.getLogger("qeu_station").addHandler(self.log)
        self.station: LiveStation | None = None
        self.problem: Exception | None = None
        self.opened_home: OpenHome | None = None
        self._began = self._cut = False
        self._arriving: list[LiveStation | FrameSource] = []
        self._kept: dict[str, Kept] = {}
        self._recipe = recipe or self.preferences.recipe
        self._watch = source is None and self.preferences.watch
        self._source = source or _still_there(self.preferences.source)
        for told in (self.failed, self.not_opened):
            told.connect(_write_down)
        self.jobs = QtJobs(self.failed.emit, self)
        self.presenter = InspectPresenter(
            self.jobs,
            self.preferences,
            self.state_changed.emit,
            self.failed.emit,
            self.remember,
            ask_sign_on=self.sign_on_wanted.emit,
            over=self.ended.emit,
        )

    def kept(self, key: str, make: Callable[[], P]) -> P:
        """Return the presenter of a screen, made when it is wanted first; it outlives windows."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast(P, self._kept[key])

    def open(self) -> None:
        """Open journal and recipe, beside the window's thread."""
        self.problem = None
        self.jobs.latest("open", self._open, self._on_open, self._on_not_open)

    def open_review(self, place: Path | None) -> ReviewDesk:
        """Open a batch's output folder for review, or the station's own journal; in a job.

        Raises:
            InputError, JournalError, StorageError: There is none, or it cannot be read.
        """
        from qeu_station.services.opening import open_home
        from qeu_station.services.reviewing import ReviewDesk

        station = self.station
        home = self.opened_home or open_home(self.home)
        return ReviewDesk.open(place, home, None if station is None else station.journal)

    @property
    def unsaved(self) -> str:
        """What failed to be written or lacks a name on any screen; empty for nothing."""
        kept = [each.unsaved for each in self._kept.values() if isinstance(each, _Writes)]
        return "; ".join(filter(None, (self.presenter.unsaved, *kept)))

    def refresh(self) -> None:
        """Say everything anew on every screen, in the language that is spoken now."""
        self.presenter.refresh()
        for each in self._kept.values():
            if isinstance(each, _Speaks):
                each.refresh()

    def use_recipe(self, name: str) -> None:
        """Use a recipe now, and at the next start."""
        log.info("recipe %s", name)
        self.remember(replace(self.preferences, recipe=name))
        self.presenter.use_recipe(name)

    def open_pairs(self, source: Path) -> None:
        """Open a folder or list of pairs now, and at the next start."""
        log.info("source %s", source)
        self.remember(replace(self.preferences, source=str(source), watch=False))
        self.presenter.open_pairs(source)

    def watch(self, folder: Path) -> None:
        """Follow a folder into which pairs are written, now and from the next start on."""
        log.info("watched folder %s", folder)
        self.remember(replace(self.preferences, source=str(folder), watch=True))
        self.presenter.watch(folder)

    def open_sample(self) -> None:
        """Open the shipped sample product."""
        self.jobs.latest("sample", lambda task: _sample(), self._on_sample)

    def open_live(self, settings: LiveSettings) -> None:
        """Start a camera or video, and show it."""
        self.jobs.ordered("live", lambda task: self._started(settings), self._on_live)

    def live_source(self, settings: LiveSettings) -> FrameSource:
        """Start a camera or video; called in a job.

        Raises:
            InputError: The station is not open.
            SourceError: The settings cannot work.
        """
        from qeu_station.services.capturing import open_live

        if self.opened_home is None:
            raise InputError("The station is not open yet; try again in a moment.")
        return open_live(settings, self.opened_home)

    def remember(self, preferences: Preferences) -> None:
        """Follow new preferences, and write them."""
        if preferences == self.preferences:
            return
        self.preferences = preferences
        self.presenter.set_preferences(preferences)
        self.preferences_changed.emit(preferences)
        home = self.home
        self.jobs.ordered(
            "preferences",
            lambda task: save_preferences(home, preferences),
            lambda _: None,
            self.failed.emit,
        )

    def report(self) -> str:
        """Return what who mends a fault must know: versions, recipe, workers, the last messages."""
        from qeu_station.services.recording import software_versions

        state = self.presenter.state
        lines = [f"{name} {version}" for name, version in software_versions().items()]
        lines += [f"recipe {state.recipe or 'none'}", f"settings {self.problems or 'in order'}"]
        lines += [
            f"{card.opinion}: {card.health} {card.device} {card.sentence if card.problem else ''}"
            for card in state.cards
        ]
        return "\n".join([*lines, "", *self.log.lines(REPORTED)])

    def close(self) -> None:
        """End everything; what was given for writing is written.

        What cannot be closed is logged, and keeps nothing else open.
        """
        for presenter in (self.presenter, *self._kept.values()):
            _close(presenter)
        self.jobs.close()
        for each in (self.station, *self._arriving):
            if each is not None:
                _close(each)
        self.station = None
        self._arriving.clear()
        if self._began:
            self._began = False
            session.end(self.home)
        logging.getLogger("qeu_station").removeHandler(self.log)

    def _open(self, task: Task) -> tuple[OpenHome, LiveStation] | None:
        from qeu_station.services.live import LiveStation
        from qeu_station.services.opening import open_home

        home = open_home(self.home)
        station = LiveStation.open(home)
        if task.cancelled:
            station.close()
            return None
        self._arriving.append(station)  # closed even when its answer comes too late
        self._cut, self._began = session.begin(self.home), True
        return home, station

    def _on_not_open(self, error: Exception) -> None:
        self.problem = error
        self.not_opened.emit(error)

    def _on_open(self, opened: tuple[OpenHome, LiveStation] | None) -> None:
        if opened is None:
            return
        home, self.station = opened
        self._arriving.remove(self.station)
        self.opened_home = home
        self.problems = home.problems
        log.info("opened %s", self.home)
        for problem in home.problems:
            self.failed.emit(InputError(problem))
        if self._cut:
            self._sign_off()
        self.presenter.attach(self.station)
        if self._recipe:
            self.use_recipe(self._recipe)
        if self._source is not None and self._watch:
            self.presenter.watch(self._source)
        elif self._source is not None:
            self.presenter.open_pairs(self._source)
        self.opened.emit()

    def _sign_off(self) -> None:
        """Let nobody speak in the name of who was signed on when the window was cut off."""
        if not self.preferences.operator:
            return
        text = translate(
            "Window",
            "The station was not closed the last time. {name} is not signed on any more: sign on "
            "(F3). What was saved is there.",
        )
        told = text.format(name=self.preferences.operator)
        self.remember(replace(self.preferences, operator=""))
        self.told.emit(Notice("warning", "", told))

    def _started(self, settings: LiveSettings) -> FrameSource:
        source = self.live_source(settings)
        self._arriving.append(source)
        return source

    def _on_live(self, source: FrameSource) -> None:
        self._arriving.remove(source)
        self.presenter.open_live(source)

    def _on_sample(self, sample: tuple[str, Path]) -> None:
        recipe, folder = sample
        self.use_recipe(recipe)
        self.open_pairs(folder)


def _close(each: Kept) -> None:
    try:
        each.close()
    except Exception:  # a fault at the end must not cost what others still have to write
        log.exception("%s cannot be closed", type(each).__name__)


def _still_there(source: str) -> Path | None:
    return Path(source) if source and Path(source).exists() else None


def _sample() -> tuple[str, Path]:
    from qeu_station.services.demo import RECIPE, samples

    return RECIPE, samples()


def _write_down(error: Exception) -> None:
    """Put what a notice says into the log too: the notice goes away, the report is asked for."""
    if isinstance(error, QeuError):
        log.info("told: %s", error)
    else:
        log.error("told: %s", error, exc_info=error)
