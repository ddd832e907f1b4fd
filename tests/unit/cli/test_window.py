"""What the bare command and ``window`` say where no window can be shown, or no source is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qeu_station.cli import window
from tests.unit.cli.conftest import Command


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What a window was opened with, in place of one."""
    calls: list[tuple[object, ...]] = []

    def note(*given: object) -> int:
        calls.append(given)
        return 0

    monkeypatch.setattr(window, "open_window", note)
    return calls


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(window.sys, "platform", "linux")


@pytest.fixture
def display(no_display: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_whether_there_is_a_display(
    no_display: None,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    variables: dict[str, str],
    expected: bool,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(window.sys, "platform", platform)
    assert window.has_display() is expected


@pytest.mark.usefixtures("no_display")
def test_without_a_display_the_command_says_what_works_here(station: Command, opened) -> None:
    ended = station("window")
    assert ended.code == 3
    assert "no display" in (ended.out + ended.err)
    assert "inspect and batch" in (ended.out + ended.err)
    assert opened == []


@pytest.mark.usefixtures("no_display")
def test_without_a_display_the_bare_command_shows_its_help(station: Command, opened) -> None:
    ended = station()
    assert ended.code == 3
    assert "Usage" in (ended.out + ended.err)
    assert "no display here" in (ended.out + ended.err)
    assert opened == []


@pytest.mark.usefixtures("display")
def test_the_bare_command_opens_the_window(station: Command, opened) -> None:
    assert station().code == 0
    assert len(opened) == 1


@pytest.mark.usefixtures("display")
def test_a_source_that_is_not_there_is_said_before_any_window(
    station: Command, opened, tmp_path: Path
) -> None:
    missing = tmp_path / "no such folder"
    ended = station("window", str(missing))
    assert ended.code == 3
    assert "does not exist" in (ended.out + ended.err)
    assert opened == []


@pytest.mark.usefixtures("display")
def test_source_and_recipe_are_handed_on(
    station: Command, opened, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pairs").mkdir()
    assert station("window", "pairs", "--recipe", "tray").code == 0
    (given,) = opened
    assert given[1:] == ("tray", tmp_path / "pairs")


@pytest.mark.usefixtures("display")
def test_a_system_without_what_qt_needs_is_told_what_to_install(
    station: Command, monkeypatch
) -> None:
    monkeypatch.setitem(sys.modules, "qeu_station.gui.app", None)  # its import fails
    ended = station("window")
    assert ended.code == 3
    assert "cannot be opened" in (ended.out + ended.err)
    assert "apt install" in (ended.out + ended.err)
