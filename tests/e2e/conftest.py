"""Running the command line as a user does, in this process, and sample pairs to run it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qeu_station.cli.running import run
from qeu_station.services.demo import samples


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Outcome]


@pytest.fixture
def home(tmp_path: Path, knowing: Callable[[Path], Path]) -> Path:
    return knowing(tmp_path / "home")


@pytest.fixture
def station(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run ``qeu-station`` with a home of its own."""

    def command(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = run(["--home", str(home), *map(str, arguments)])
        captured = capsys.readouterr()
        return Outcome(int(code), captured.out, captured.err)

    return command


@pytest.fixture
def sample_tests() -> list[Path]:
    """The shipped test images, sorted by name."""
    return sorted(samples().glob("*_test.*"))
