"""Promise: corrections become a trained model, and what keeps them from it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Command
from tests.unit.services.making import PLUGIN, picture, write
from tests.unit.services.spots import TRAINERS, write_set


@pytest.fixture
def records(station: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pairs with boxes, and the recipe ``tray`` to train."""
    monkeypatch.syspath_prepend(str(TRAINERS))
    (home / "plugins").mkdir(parents=True)
    (home / "plugins" / "tiny_plugin.py").write_text(PLUGIN, encoding="utf-8")
    reference = write(tmp_path / "reference.png", picture())
    grid = ("--rows", "U,D", "--columns", "1-3", "--class", "missing:1")
    assert station("recipe", "new", "tray", "--reference", reference, *grid).code == 0
    file = next(home.glob("recipes/tray/v1/recipe.toml"))
    text = file.read_text("utf-8").replace('name = "difference"', 'name = "tiny"')
    text += '\n[registration]\nmodel = "none"\n\n[checks]\nmin_similarity = 0.1\n'
    file.write_text(text, encoding="utf-8")
    return write_set(tmp_path / "記録")


def test_it_shows_what_it_did(station: Command, records: Path, tmp_path: Path) -> None:
    listed = station("plugins", "list", "--json").json["trainers"]
    assert {"trainer": "wayward", "for inspector": "steady"}.items() <= listed[0].items()
    assert "wayward" in station("plugins", "list").out
    words = ("train", "wayward", "-r", "tray", "--records", records, "--least", 2)
    done = station(*words, "--out", tmp_path / "out")
    assert done.code == 0, done.err
    assert "W beats LDA." in done.out
    assert "Comparison" in done.out
    assert "<script>" in done.out  # a name is a name in a terminal
    assert "Trained steady on 4 pairs in 2 groups: recipe tray version 2" in done.out
    assert (tmp_path / "out" / "report.html").is_file()
    assert "missing" in done.out
    checked = station("recipe", "check", "tray")
    assert checked.code == 0, checked.out
    doubted = station(*words, "--set", "doubt=it is no better than chance")
    assert doubted.code == 2
    assert "NOT PUT TO USE: it is no better than chance. No version" in doubted.out
    assert "version 3" not in doubted.out


def test_what_was_corrected_after_a_batch_is_learned(
    station: Command, records: Path, tmp_path: Path
) -> None:
    out = tmp_path / "batch"
    assert station("batch", "-r", "tray", "--pairs", records, "--out", out).code == 0
    words = ("train", "wayward", "-r", "tray", "--records", out, "--least", 1, "--json")
    untouched = station(*words)
    assert untouched.code == 3
    assert "Nobody has corrected an inspection" in untouched.err
    shown = station("journal", "show", "--journal", out, "--limit", 10, "--json").json
    for inspection in shown:
        cells = ("--cell", "U1=missing") if inspection["pair"] != "P4" else ("--cell", "U1=ok")
        words_ = (inspection["id"], "--operator", "Mai", *cells, "--cell", "D3=ok")
        said = station("correct", *words_, "--journal", out)
        assert said.code == 0, said.err
    done = station(*words)
    assert done.code == 0, done.err
    assert done.json["records"]["regions"] == {"missing": 3, "ok": 4}
    assert done.json["records"]["cells"] == {"missing": 3, "ok": 5}


def test_pairs_with_truth_beside_them(station: Command, records: Path, tmp_path: Path) -> None:
    truth = tmp_path / "truth.csv"
    labels = "".join(f"P{n},U1,{'missing' if n < 4 else 'ok'}\n" for n in range(1, 5))
    truth.write_text("pair,cell,label\n" + labels, encoding="utf-8")
    pairs = ("--records", records / "pairs.csv", "--truth", truth)
    done = station("train", "wayward", "-r", "tray", *pairs, "--least", 2, "--json")
    assert done.code == 0, done.err
    assert done.json["records"]["regions"] == {"missing": 3, "ok": 4}


WRONG = {
    ("train", "waywerd"): 'Did you mean "wayward"',
    ("train", "wayward", "--set", "epochs"): "is not NAME=VALUE",
    ("train", "wayward", "--set", "epochs=0"): "greater than or equal to 1",
    ("train", "wayward", "--set", "epoch=3"): 'there is no epoch. Did you mean "epochs"?',
    ("train", "wayward", "--resume"): "nothing to resume",
    ("train", "wayward", "--least", 10): "class missing: 3 regions, at least 10 needed",
    ("train", "orphan"): 'There is no inspector "orphan"',
    ("train", "wayward", "--set", "fault=train raises"): "fake-trainers 1.2",
}


def test_what_is_wrong_is_said(station: Command, records: Path) -> None:
    for words, said in WRONG.items():
        least = () if "--least" in words else ("--least", 2)
        done = station(*words, "-r", "tray", "--records", records, *least)
        assert done.code == 3, words
        assert said in done.err
        assert "Traceback" not in done.err
    unrecorded = station("train", "wayward", "-r", "tray").err
    assert "no journal yet" in unrecorded
    assert "or give --records" in unrecorded
    pictures = ("--records", records / "pictures", "--truth", records / "pictures")
    truthless = station("train", "wayward", "-r", "tray", *pictures).err
    assert "holds neither pairs.csv of a data set nor box texts" in truthless
