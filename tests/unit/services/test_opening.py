"""Opening a home: whatever is in it, the station starts and says what is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.errors import JournalError
from qeu_station.services.opening import open_home
from qeu_station.settings import Settings


def test_a_new_home_has_the_defaults(tmp_path: Path) -> None:
    home = open_home(tmp_path / "新しい")
    assert (home.settings, home.problems) == (Settings(), ())
    assert home.folder == tmp_path / "新しい"
    assert home.archive == home.folder / "archive"
    assert home.host.dropin_dir == home.folder / "plugins"
    assert home.host.log_dir == home.folder / "logs"
    assert home.station.name == "station"
    assert not home.has_journal


def test_settings_reach_the_station(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        'station = "線 1"\nthreads = 3\nmax_pixels = 9\ndisabled_plugins = ["qeu-x"]\n'
        'database = "sub/j.db"\narchive = "pictures"\n',
        encoding="utf-8",
    )
    home = open_home(tmp_path)
    assert (home.station.name, home.station.max_pixels) == ("線 1", 9)
    assert (home.host.threads, home.host.disabled) == (3, frozenset({"qeu-x"}))
    assert home.archive == tmp_path / "pictures"
    with home.journal() as journal:
        assert journal.station == "線 1"
    assert (tmp_path / "sub" / "j.db").is_file()
    assert home.has_journal


@pytest.mark.parametrize("text", ["station = 7\nthreads = 2", "stations = 'x'\nthreads = 2"])
def test_a_wrong_key_is_said_and_the_others_count(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    home = open_home(tmp_path)
    assert len(home.problems) == 1
    assert "station" in home.problems[0]
    assert (home.settings.station, home.settings.threads) == ("station", 2)


def test_a_journal_that_is_gone_is_missed(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    with home.journal() as journal:
        journal.append_note({"what": "began"})
    Path(home.database).unlink()
    assert home.has_journal
    with pytest.raises(JournalError):
        home.journal(readonly=True)


def test_a_server_is_taken_to_have_a_journal(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    server = replace(home, settings=Settings(database="postgresql://nobody@localhost/x"))
    assert server.has_journal
