"""The folder of one training: what it keeps when it is interrupted, and what it leaves when done.

It lies in the station's home under ``trainings``, named after everything that decides the result.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from qeu_station import paths
from qeu_station.api import TrainerContext, TrainingStep
from qeu_station.errors import InputError
from qeu_station.storage.atomic import storage_errors, write_bytes

RUNNING, FINISHED, WITHHELD = "running", "finished", "withheld"
"""States of a training; the model of one that is withheld was made, but not put to use."""


@dataclass(frozen=True, slots=True)
class TrainingFolder:
    """Where everything of one training lies."""

    path: Path

    @property
    def work(self) -> Path:
        """What the trainer keeps for itself."""
        return self.path / "work"

    @property
    def extras(self) -> Path:
        """What the trainer left for its report."""
        return TrainerContext(work=self.work).report

    @property
    def outlines(self) -> Path:
        """Outlines of the pairs that were prepared."""
        return self.path / "outlines.jsonl"

    @property
    def made(self) -> Path:
        """The bundle as the trainer writes it."""
        return self.path / "made"

    @property
    def bundle(self) -> Path:
        """The bundle as the station keeps it."""
        return self.path / "bundle"

    @property
    def state(self) -> Path:
        """What is trained, and whether it is finished."""
        return self.path / "training.json"

    def noted(self) -> dict[str, Any]:
        """Return what was noted last; nothing for a folder that is none, or damaged."""
        try:
            return dict(json.loads(self.state.read_bytes()))
        except (OSError, ValueError, TypeError):
            return {}

    def note(self, facts: Mapping[str, Any]) -> None:
        """Write what is trained and how far it is, all or nothing."""
        write_bytes(self.state, json.dumps(facts, indent=2, ensure_ascii=False).encode())

    def keep(self, step: TrainingStep) -> None:
        """Remember the values of a step, for the curves of the report."""
        if step.values:
            writing = storage_errors(f'write "{self._steps}"')
            with writing, self._steps.open("a", encoding="utf-8") as stream:
                stream.write("\n" + json.dumps([step.done, dict(step.values)]))

    def curves(self) -> dict[str, list[tuple[float, float]]]:
        """Return every value over the steps, those before an interruption included."""
        curves: dict[str, dict[float, float]] = {}
        text = self._steps.read_text(encoding="utf-8") if self._steps.is_file() else ""
        for line in text.splitlines():
            try:
                done, values = json.loads(line)
            except (ValueError, TypeError):
                continue  # torn by a kill, or empty
            for name, value in values.items():
                curves.setdefault(name, {})[done] = value
        return {name: sorted(points.items()) for name, points in curves.items()}

    @property
    def _steps(self) -> Path:
        return self.path / "steps.jsonl"


@contextmanager
def training_folder(
    home: Path, name: str, goes_on: Callable[[TrainingFolder], bool]
) -> Iterator[TrainingFolder]:
    """Give the folder of a training, held against a second one of the same.

    Args:
        home: The station's home.
        name: Name of the training.
        goes_on: Asked whether the training goes on with what the folder keeps, or begins anew; it
            may raise.

    Raises:
        InputError: It is running already, or there is nothing to go on with.
        StorageError: It cannot be written.
    """
    folder = TrainingFolder(paths.trainings(home) / name)
    with storage_errors(f'write the folder "{folder.path}"'):
        folder.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder.path.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise InputError(
                "This very training is running already; wait for it, or choose another --seed."
            ) from None
    try:
        anew = not goes_on(folder)
        with storage_errors(f'write the folder "{folder.path}"'):
            _make_ready(folder, anew)
        yield folder
    finally:
        lock.release()


def _make_ready(folder: TrainingFolder, anew: bool) -> None:
    stale = (folder.path,) if anew else (folder.made, folder.bundle)
    for place in stale:  # what cannot be removed must not be taken for new
        if place.exists():
            shutil.rmtree(place)
    folder.work.mkdir(parents=True, exist_ok=True)
