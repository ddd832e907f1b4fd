"""Choosing a live source: what is entered, and a look through it before it is used."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from qeu_station.capture.places import without_password
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.services.capturing import (
    CameraPlace,
    LiveSettings,
    check_settings,
    list_cameras,
)

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.capture.frame import FrameSource

KINDS = ("camera", "stream", "video", "folder")
_QUEUE = "live-preview"


@dataclass(frozen=True, slots=True)
class LiveChoiceState:
    """What the dialog shows.

    Attributes:
        settings: What is entered.
        cameras: Cameras that the system names.
        preview: State of the source looked through, empty while none is.
        problem: What is wrong, a sentence; empty for nothing.
        leaving: Whether the source looked through is being closed, and the dialog with it.
    """

    settings: LiveSettings
    cameras: tuple[CameraPlace, ...] = ()
    preview: str = ""
    problem: str = ""
    leaving: bool = False

    @property
    def sized(self) -> bool:
        """Whether this kind of source can be asked for a size."""
        return self.settings.kind == "camera"

    @property
    def ends(self) -> bool:
        """Whether this kind of source has an end."""
        return self.settings.kind in ("video", "folder")


class LiveChoice:
    """Decides for the dialog; all sources are opened and closed in one queue of jobs.

    Args:
        jobs: Where sources are opened.
        show: Takes each new state.
        open_source: Opens what was chosen; runs in a job.
        last: What ``remembered`` gave the last time, empty for nothing.
    """

    def __init__(
        self,
        jobs: Jobs,
        show: Callable[[LiveChoiceState], None],
        open_source: Callable[[LiveSettings], FrameSource],
        last: str = "",
    ) -> None:
        self._jobs = jobs
        self._show = show
        self._open_source = open_source
        self._source: FrameSource | None = None
        self._generation = 0
        settings = recalled(last)
        self._places = {settings.kind: settings.place}
        self.state = LiveChoiceState(settings)

    def start(self) -> None:
        """Show what was used last, and ask the system for its cameras."""
        self._show(self.state)
        self._jobs.latest("cameras", lambda task: list_cameras(), self._on_cameras)

    def choose(self, kind: str) -> None:
        """Change the kind of source; what was entered for each kind is kept."""
        settings = self.state.settings
        if kind == settings.kind:
            return
        self._places[settings.kind] = settings.place
        default = self._first_camera() if kind == "camera" else ""
        self.enter(kind=kind, place=self._places.get(kind, default))

    def enter(self, **changes: Any) -> None:
        """Change values of the settings; a source that is looked through is closed."""
        settings = replace(self.state.settings, **changes)
        if settings == self.state.settings:
            return
        if self.state.preview:
            self._reopen(None)
        self._become(settings=settings, preview="", problem="")

    def look_through(self) -> None:
        """Open what is entered and show its pictures."""
        self._become(preview="opening", problem="")
        self._reopen(self.state.settings)

    def frame(self) -> np.ndarray | None:
        """Return the newest picture of the source looked through, None while there is none."""
        source = self._source if self.state.preview else None
        newest = None if source is None else source.newest()
        return None if newest is None else newest.pixels

    def look(self) -> None:
        """Show how the source looked through is now."""
        source = self._source
        if source is not None and self.state.preview and not self.state.leaving:
            self._become(preview=source.state, problem=sentence(source.problem))

    def accept(self, done: Callable[[], None]) -> None:
        """Close the source looked through, then call ``done`` if what is entered can work."""
        settings = self.state.settings
        self._become(leaving=True, problem="")
        self._generation += 1

        def check() -> None:
            self._swap(None, self._generation)
            check_settings(settings)

        self._jobs.ordered(_QUEUE, lambda task: check(), lambda nothing: done(), self._on_error)

    def close(self) -> None:
        """Close the source looked through; not waited for."""
        self._jobs.forget("cameras")
        self.state = replace(self.state, preview="")  # what still comes is shown to nobody
        self._reopen(None)

    def _reopen(self, settings: LiveSettings | None) -> None:
        self._generation += 1
        generation = self._generation
        self._jobs.ordered(
            _QUEUE,
            lambda task: self._swap(settings, generation),
            lambda nothing: self.look(),
            self._on_error if settings is not None else None,
        )

    def _swap(self, settings: LiveSettings | None, generation: int) -> None:
        """In a job, one at a time."""
        source, self._source = self._source, None
        if source is not None:
            source.close()
        if settings is not None and generation == self._generation:
            self._source = self._open_source(settings)

    def _first_camera(self) -> str:
        return self.state.cameras[0].place if self.state.cameras else "0"

    def _on_cameras(self, cameras: tuple[CameraPlace, ...]) -> None:
        settings = self.state.settings
        if cameras and settings == LiveSettings():  # nothing was entered yet
            settings = replace(settings, place=cameras[0].place)
        self._become(cameras=cameras, settings=settings)

    def _on_error(self, error: Exception) -> None:
        self._become(preview="", problem=sentence(str(error)), leaving=False)

    def _become(self, **changes: Any) -> None:
        state = replace(self.state, **changes)
        if state != self.state:
            self.state = state
            self._show(state)


def remembered(settings: LiveSettings) -> str:
    """Return settings as text for the window's preferences, without any password."""
    place = without_password(settings.place)
    return json.dumps(asdict(replace(settings, place=place)), ensure_ascii=False)


def recalled(text: str) -> LiveSettings:
    """Return the settings that ``remembered`` wrote; the default for anything else."""
    default = LiveSettings()
    try:
        values = json.loads(text)
        names = {field.name for field in fields(LiveSettings)}
        settings = LiveSettings(**{name: values[name] for name in names & values.keys()})
    except (ValueError, TypeError, AttributeError):
        return default
    alike = all(
        type(getattr(settings, field.name)) is type(getattr(default, field.name))
        for field in fields(LiveSettings)
    )
    return settings if alike and settings.kind in KINDS else default
