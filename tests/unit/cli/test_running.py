"""What a command ends with, whatever happens in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from qeu_station.cli import running
from qeu_station.cli.exits import ExitCode, for_verdict
from qeu_station.cli.running import run
from qeu_station.errors import JournalError, QeuError, RecipeError
from qeu_station.services.demo import samples
from tests.unit.cli.conftest import Command


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def broken() -> None:
        raise error

    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(broken)
    monkeypatch.setattr(running, "app", app)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (RecipeError("Recipe x is wrong."), 3, "Error: Recipe x is wrong."),
        (JournalError("It was cut."), 3, "Error: It was cut."),
        (QeuError("A bug."), 4, "Error: A bug."),
        (ValueError("boo"), 4, "Internal error: ValueError: boo"),
        (MemoryError(), 4, "Internal error: MemoryError"),
        (RecursionError("deep"), 4, "doctor"),
        (OSError(28, "No space left on device"), 4, "No space left"),
        (KeyboardInterrupt(), 130, ""),
        (typer.Abort(), 130, ""),
        (typer.Exit(2), 2, ""),
        (BrokenPipeError(32, "Broken pipe"), 141, ""),
    ],
)
def test_every_end_has_its_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    said: str,
) -> None:
    raising(monkeypatch, error)
    monkeypatch.setattr(sys, "stdout", sys.stdout)  # typer silences them when a pipe breaks
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    assert run([]) == code
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


def test_verdicts() -> None:
    assert [for_verdict(v) for v in ("PASS", "FAIL", "REVIEW")] == [0, 1, 2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["inspekt"],
        ["inspect"],
        ["inspect", "--no-such-option"],
        ["batch", "--lanes", "many"],
        ["batch", "--recipe", "sample"],
        ["journal", "show", "--limit", "0"],
        ["journal", "show", "--verdict", "PAS"],
        ["plugins", "run", "difference"],
        ["recipe", "calibrate", "sample"],
        ["recipe", "new", "x"],
        ["recipe", "new", "x", "--from-pair", "--columns", "9-1"],
        ["recipe", "new", "x", "--from-pair", "--columns", "1-"],
        ["recipe", "new", "x", "--from-pair", "--rows", "-3"],
        ["recipe", "new", "x", "--from-pair", "--rows", "1-100000000"],
        ["recipe", "new", "x", "--from-pair", "--rows", "1-1000", "--columns", "1-1000"],
        ["batch", "--recipe", "sample", "--pairs", "nowhere", "--out", "x"],
    ],
)
def test_a_wrong_command_is_three_and_leads_on(station: Command, arguments: list[str]) -> None:
    done = station(*arguments)
    assert done.code == 3
    assert "Error: " in done.err
    assert "Traceback" not in done.err
    assert "judging" not in done.err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_our_signs_gets_its_verdict(tmp_path: Path, encoding: str) -> None:
    """As on Windows, when the output goes into a file."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    part = samples() / "T02_test.jpg"
    start = [sys.executable, "-m", "qeu_station", "--home", str(tmp_path), "inspect", str(part)]
    for option, said in (["--no-record"], b"? FAIL"), (["--json"], rb'"serial": "\u65e5"'):
        done = subprocess.run(
            [*start, "--recipe", "sample", "--serial", "日", *option],
            capture_output=True, env=environment, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (ExitCode.FAIL, b"")
        assert said in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_the_output_denies_no_record(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qeu_station", "--home", str(tmp_path), "recipe", "show"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == ExitCode.INTERNAL
    assert "What was recorded before it stays" in done.stderr


@pytest.mark.parametrize("group", [[], ["recipe"], ["journal"], ["plugins"], ["dataset"]])
def test_a_bare_command_prints_its_help(station: Command, group: list[str]) -> None:
    done = station(*group)
    assert "Usage: " in done.out + done.err
    assert "Error" not in done.err
    assert station(*group, "--help").code == 0


def test_what_follows_a_new_plugin_names_its_inspector(station: Command, tmp_path: Path) -> None:
    done = station("plugins", "new", "qeu-edges", "--folder", tmp_path)
    assert done.out.endswith("Then: qeu-station plugins check edges\n")


def test_version(station: Command) -> None:
    done = station("--version")
    assert (done.code, done.out.split()[0]) == (0, "qeu-station")


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe whose reader goes away")
def test_an_unread_answer_is_no_verdict(tmp_path: Path) -> None:
    """``qeu-station recipe show | true`` must not look like PASS or FAIL."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "qeu_station", "--home", str(tmp_path), "recipe", "show"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.returncode == ExitCode.CLOSED
    assert done.stderr == ""


def test_an_internal_error_is_in_the_log(
    station: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from qeu_station.storage import recipes

    def broken(home: Path) -> None:
        raise ZeroDivisionError("in the middle")

    monkeypatch.setattr(recipes, "list_recipes", broken)
    done = station("recipe", "show")
    assert done.code == 4
    assert "ZeroDivisionError: in the middle" in done.err
    log = (tmp_path / "home" / "logs" / "station.log").read_text(encoding="utf-8")
    assert "Traceback" in log and "in the middle" in log
