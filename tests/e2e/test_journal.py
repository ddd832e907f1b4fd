"""The journal finds a changed byte and a cut tail, and corrections are kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.e2e.conftest import Command


@pytest.fixture
def inspection(station: Command, sample_tests: list[Path]) -> str:
    return str(station("inspect", sample_tests[0], "-r", "sample", "--json").json["id"])


def test_a_sound_journal_verifies(station: Command, inspection: str) -> None:
    done = station("journal", "verify", "--json")
    assert done.code == 0
    assert done.json == {**done.json, "sound": True, "problems": []}


def test_a_changed_byte_is_found(station: Command, inspection: str, home: Path) -> None:
    file = home / "journal.db"
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    content = bytearray(file.read_bytes())
    place = content.rindex(inspection.encode())
    content[place] = ord("0") if content[place] != ord("0") else ord("1")
    file.write_bytes(content)
    done = station("journal", "verify", "--json")
    assert done.code != 0
    assert done.json["problems"]


def test_a_cut_tail_is_found(station: Command, inspection: str, home: Path) -> None:
    file = home / "journal.db"
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    older = file.read_bytes()
    station("correct", inspection, "--operator", "Aoki", "--part", "ng")
    for path in home.glob("journal.db*"):
        path.unlink()
    file.write_bytes(older)
    done = station("journal", "verify")
    assert done.code != 0
    assert "tail" in done.out or "head" in done.out


def test_corrections_supersede_and_are_shown(station: Command, inspection: str) -> None:
    first = station(
        "correct", inspection[:10], "--operator", "Aoki", "--cell", "U3=missing", "--json"
    )
    assert first.code == 0, first.err
    again = station(
        "correct", inspection, "--operator", "Aoki", "--cell", "U3=ok",
        "--supersedes", first.json["entry"], "--note", "mis-click",
    )  # fmt: skip
    assert again.code == 0, again.err
    shown = station("journal", "show", inspection, "--json").json["corrections"]
    assert [entry["cells"] for entry in shown] == [{"U3": "missing"}, {"U3": "ok"}]
    assert station("journal", "verify").code == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--cell", "E4=missing"], "E4"),
        (["--cell", "U3=mising"], "mising"),
        (["--cell", "U3"], "ADDRESS=CLASS"),
        (["--part", "maybe"], "maybe"),
        ([], "nothing to correct"),
        (["--part", "ng", "--supersedes", "0" * 64], "0000"),
    ],
)
def test_a_wrong_correction_changes_nothing(
    station: Command, inspection: str, arguments: list[str], word: str
) -> None:
    done = station("correct", inspection, "--operator", "Aoki", *arguments)
    assert done.code == 3
    assert word in done.err
    assert station("journal", "show", inspection, "--json").json["corrections"] == []


def test_an_unknown_inspection_is_an_input_error(station: Command, inspection: str) -> None:
    done = station("correct", "ffffffffffff", "--operator", "Aoki", "--part", "ok")
    assert done.code == 3
    assert "ffffffffffff" in done.err
