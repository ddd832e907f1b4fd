"""What the dialog has done in jobs; everything heavy is imported there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station.core.pair import Pair
from qeu_station.errors import QeuError
from qeu_station.gui.presenters.sentences import sentence

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.gui.presenters.ports import Task
    from qeu_station.services.calibrate import Learned
    from qeu_station.services.opening import OpenHome
    from qeu_station.services.teaching import Choices, Draft, DraftProblem, Picture, TrialResult
    from qeu_station.storage.recipes import LoadedRecipe


class StoppedError(Exception):
    """Ends a job whose answer nobody wants."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A draft as a presenter knows it, before any service is imported."""

    wanted: Mapping[str, Any]
    references: tuple[Path, ...]
    base: LoadedRecipe | None = None

    def draft(self) -> Draft:
        """Return the services' draft."""
        from qeu_station.services.teaching import Draft

        return Draft(self.wanted, self.references, self.base)


@dataclass(frozen=True, slots=True)
class Read:
    """Pictures that were read, and why others were not."""

    pictures: tuple[Picture, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A recipe to change, with its pictures."""

    draft: Draft
    read: Read = field(default_factory=Read)


class Workshop:
    """The services, for one home; every method blocks and is called in jobs only."""

    def __init__(self, home: Path | None) -> None:
        self._folder = home

    @property
    def _home(self) -> OpenHome:
        from qeu_station.services.opening import open_home

        return open_home(self._folder)

    def open_recipe(self, name: str) -> Opened:
        """Return a recipe as a draft, with its pictures."""
        from qeu_station.services.teaching import open_recipe

        draft = open_recipe(name, self._home)
        mode = draft.wanted.get("image", {}).get("mode", "colour")
        return Opened(draft, self.read(draft.references, mode))

    def choices(self) -> Choices:
        """Return the inspectors there are."""
        from qeu_station.services.teaching import inspectors

        return inspectors(self._home, again=True)

    def name_problem(self, name: str) -> str:
        """Return why a product cannot have this name, empty when it can."""
        from qeu_station.services.teaching import name_problem

        return name_problem(name, self._home)

    def read(self, paths: Sequence[Path], mode: str) -> Read:
        """Read pictures for the screen; what cannot be read is told."""
        from qeu_station.services.teaching import look_at

        home, pictures, refused = self._home, [], []
        for path in paths:
            try:
                pictures.append(look_at(path, home, mode))
            except QeuError as error:
                refused.append(sentence(str(error)))
        return Read(tuple(pictures), tuple(refused))

    def keep_frame(self, frame: np.ndarray, path: Path, mode: str) -> Read:
        """Write a camera's frame and read it for the screen."""
        from qeu_station.services.teaching import keep_frame

        return self.read([keep_frame(frame, path)], mode)

    def check(self, sketch: Sketch) -> tuple[DraftProblem, ...]:
        """Return what stands against a draft."""
        from qeu_station.services.teaching import check_draft

        return check_draft(sketch.draft(), self._home)

    def judge(self, sketch: Sketch, test: Path, reference: Path | None, task: Task) -> TrialResult:
        """Judge a pair with a draft."""
        from qeu_station.services.teaching import try_draft

        pair = Pair(test.stem, test, reference)
        return try_draft(sketch.draft(), pair, self._home, _reporting(task))

    def teach(self, sketch: Sketch, good: Path, task: Task) -> Learned:
        """Learn limits from good parts."""
        from qeu_station.services.teaching import teach_draft

        report = _reporting(task)
        return teach_draft(sketch.draft(), good, self._home, lambda *now: report(now))

    def save(self, sketch: Sketch) -> str:
        """Save a draft and return the recipe's name."""
        from qeu_station.services.teaching import save_draft

        return save_draft(sketch.draft(), self._home).recipe.name


def _reporting(task: Task) -> Callable[[object], None]:
    def report(progress: object) -> None:
        if task.cancelled:
            raise StoppedError
        task.report(progress)

    return report
