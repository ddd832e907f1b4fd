"""One pair: judged, recorded, shown; or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction
from qeu_station.errors import InputError, JournalError
from qeu_station.services.correct import correct
from qeu_station.services.inspect import InspectRequest, inspect_pair
from qeu_station.services.journals import newest, open_journal, verify_journal
from qeu_station.services.opening import OpenHome
from qeu_station.services.replay import replay
from qeu_station.storage.recipes import LoadedRecipe
from tests.unit.services.making import picture, write


@pytest.mark.usefixtures("loaded")
def test_recorded_corrected_and_replayed_after_the_files_are_gone(
    home: OpenHome, tests: Path, tmp_path: Path
) -> None:
    test = tests / "X_test.png"
    request = InspectRequest("tray", test, overlay=tmp_path / "図.png", serial="S-1")
    record = inspect_pair(request, home)
    assert (record.pair, record.part.verdict, record.serial) == ("X", "FAIL", "S-1")
    assert Path(record.test.path).is_relative_to(home.archive)
    assert (tmp_path / "図.png").stat().st_size > 0
    test.unlink()
    with home.journal() as journal:
        entry, corrected = correct(journal, Correction(record.id, "Aoki", {"U1": "missing"}))
        assert corrected == record
        assert [found for found, _ in journal.corrections(record.id)] == [entry]
        again = replay(journal, record.id, home.station)
        assert again.same, again.differences
        assert again.software == {}
    assert [each.id for each in newest(home, None, 5, "FAIL", "S-1")] == [record.id]
    assert newest(home, None, 5, "PASS", None) == []
    assert verify_journal(home, None).problems == ()


@pytest.mark.usefixtures("loaded")
def test_without_a_record_nothing_is_kept(home: OpenHome, tests: Path) -> None:
    record = inspect_pair(InspectRequest("tray", tests / "A_test.png", record=False), home)
    assert record.part.verdict == "PASS"
    assert record.test.path == str(tests / "A_test.png")
    assert not home.archive.exists()
    assert newest(home, None, 5, None, None) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"overlay": Path("x.gif")}, r"x\.gif.*allowed are .png"),
        ({"reference": Path("r.png")}, "has its own reference"),
        ({"recipe": "tary"}, 'Did you mean "tray"'),
        ({"test": Path("absent.png")}, "does not exist"),
    ],
)
@pytest.mark.usefixtures("loaded")
def test_a_wrong_request_leaves_nothing(
    home: OpenHome, tests: Path, change: dict[str, object], word: str
) -> None:
    request = replace(InspectRequest("tray", tests / "A_test.png"), **change)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=word):
        inspect_pair(request, home)
    assert not home.archive.exists()
    assert not Path(home.database).exists()


def test_a_journal_that_is_gone_is_not_an_empty_one(
    home: OpenHome, loaded: LoadedRecipe, tests: Path
) -> None:
    inspect_pair(InspectRequest("tray", tests / "A_test.png"), home)
    for file in Path(home.database).parent.glob("journal.db*"):
        file.unlink()
    with pytest.raises(JournalError):
        newest(home, None, 5, None, None)


def test_a_place_without_a_journal_is_named(home: OpenHome, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no journal at"):
        open_journal(home, tmp_path / "nowhere", readonly=True)
    with pytest.raises(InputError, match=r"journal\.db"):
        verify_journal(home, tmp_path)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.usefixtures("loaded")
def test_a_replay_shows_what_is_different_and_refuses_what_is_gone(
    home: OpenHome, tests: Path
) -> None:
    record = inspect_pair(InspectRequest("tray", tests / "X_test.png"), home)
    moment = replace(record, id="1" * 32, replayable=False)
    changed = replace(
        record,
        id="2" * 32,
        cells={**record.cells, "U2": record.cells["U1"]},
        opinions=(replace(record.opinions[0], version="0"),),
        software={"numpy": "0.1"},
        regions=(),
    )
    strange = replace(record, id="3" * 32, recipe=replace(record.recipe, sha256="ab" * 32))
    with home.journal() as journal:
        journal.append_inspections([moment, changed, strange])
        with pytest.raises(JournalError, match="fault of the moment"):
            replay(journal, moment.id, home.station)
        with pytest.raises(JournalError, match="is not in the journal"):
            replay(journal, strange.id, home.station)
        done = replay(journal, changed.id, home.station)
        assert not done.same
        text = "\n".join(done.differences)
        assert "cell U2: FAIL" in text
        assert "version 1, was 0" in text
        assert "candidate regions differ (0 then" in text
        assert done.software["numpy"][0] == "0.1"
        write(Path(record.test.path), picture(5))
        with pytest.raises(JournalError, match="is not the picture that was judged"):
            replay(journal, record.id, home.station)


def test_a_replay_writes_nothing_wherever_the_recipe_points(
    home: OpenHome, tests: Path, tmp_path: Path
) -> None:
    """A recipe may name a reference outside its folder; replaying must not put it back there."""
    reference = write(tmp_path / "shelf" / "golden.png", picture())
    folder = tmp_path / "recipe"
    folder.mkdir()
    (folder / "recipe.toml").write_text(
        'name = "far"\nreference = ["../shelf/golden.png"]\n'
        '[grid]\nrows = ["U", "D"]\ncolumns = ["1", "2", "3"]\n'
        '[registration]\nmodel = "none"\n'
        '[[inspectors]]\nname = "tiny"\ndeadline_s = 60\n',
        encoding="utf-8",
    )
    record = inspect_pair(InspectRequest(str(folder), tests / "A_test.png"), home)
    reference.write_bytes(b"something else by now")
    with home.journal() as journal:
        assert replay(journal, record.id, home.station).same
    assert reference.read_bytes() == b"something else by now"
