"""A repository in miniature and a runner that only remembers what it was asked to run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from installer.environment import python_of
from installer.process import Finished, Runner

PROJECT = {
    "ステーション": '[project.optional-dependencies]\ntest = ["a"]\nbenchmarks = ["b"]\n',
    "qeu-a": "name = 'qeu-a'\n",
    "qeu-b": '[project.optional-dependencies]\ntrain = ["c"]\n',
}


class FakeRunner(Runner):
    """Plays the programs: ``venv`` leaves an interpreter, everything else ends with ``codes``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.calls: list[list[str]] = []
        self.codes: dict[str, int] = {}

    def run(self, command: Sequence[str | Path]) -> int:
        return self._play(command).code

    def collect(self, command: Sequence[str | Path], show: bool = False) -> Finished:
        return self._play(command)

    def modules(self) -> list[str]:
        """First words after ``-m`` of every call, such as ``pip install``."""
        return [" ".join(call[2:4]) for call in self.calls if call[3:] != ["--version"]]

    def _play(self, command: Sequence[str | Path]) -> Finished:
        words = [str(word) for word in command]
        self.calls.append(words)
        code = next((c for part, c in self.codes.items() if part in " ".join(words)), 0)
        if words[1:3] == ["-m", "venv"] and code == 0:
            interpreter = python_of(Path(words[3]))
            interpreter.parent.mkdir(parents=True)
            interpreter.touch()
        return Finished(code, "the last line it wrote")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "ステーション"
    for folder in (root, root / "plugins" / "qeu-b", root / "plugins" / "qeu-a"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pyproject.toml").write_text(PROJECT[folder.name], encoding="utf-8")
    return root


@pytest.fixture
def runner(repository: Path) -> FakeRunner:
    return FakeRunner(repository)
