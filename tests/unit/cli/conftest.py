"""Running commands in this process, with a home of their own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from qeu_station.cli.running import run


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def station(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    knowing: Callable[[Path], Path],
) -> Iterator[Command]:
    monkeypatch.setenv("QEU_STATION_HOME", str(knowing(tmp_path / "home")))
    monkeypatch.setenv("COLUMNS", "200")

    def command(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    yield command
    logger = logging.getLogger("qeu_station")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
