"""Promise: the station says whether fusing helps, and never changes weights behind one's back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Command
from tests.unit.services.making import PLUGIN, picture, write

CELLS = ("U1", "U2", "U3", "D1", "D2", "D3")


@pytest.fixture
def judged(station: Command, home: Path, tmp_path: Path) -> Path:
    """A batch of four parts, two of them bad, judged by two inspectors."""
    (home / "plugins").mkdir(parents=True)
    (home / "plugins" / "tiny_plugin.py").write_text(PLUGIN, encoding="utf-8")
    reference = write(tmp_path / "reference.png", picture())
    grid = ("--rows", "U,D", "--columns", "1-3", "--class", "missing:1")
    assert station("recipe", "new", "tray", "--reference", reference, *grid).code == 0
    file = next(home.glob("recipes/tray/v1/recipe.toml"))
    text = file.read_text("utf-8")
    text += '\n[[inspectors]]\nname = "difference"\n\n[[inspectors]]\nname = "tiny"\n'
    text += '\n[registration]\nmodel = "none"\n\n[checks]\nmin_similarity = 0.1\n'
    file.write_text(text, encoding="utf-8")
    rows = ["pair,cell,label"]
    for seed in range(4):
        bad = seed % 2 == 1
        write(tmp_path / "部品" / f"P{seed}_test.png", picture(seed, defect=bad))
        rows += [f"P{seed},{cell},{'missing' if bad and cell == 'U1' else 'ok'}" for cell in CELLS]
    (tmp_path / "cells.csv").write_text("\n".join(rows), encoding="utf-8")
    words = ("batch", "-r", "tray", "--pairs", tmp_path / "部品", "--out", tmp_path / "out")
    done = station(*words)
    assert done.code == 0, done.err
    return tmp_path


def fuse(station: Command, judged: Path, *more: object):
    words = ("--records", judged / "out", "--truth", judged / "cells.csv")
    return station("recipe", "fuse", "tray", *words, *more)


def test_few_records_change_nothing_and_are_told(
    station: Command, judged: Path, home: Path
) -> None:
    done = fuse(station, judged, "--out", judged / "report")
    assert done.code == 0, done.err
    assert "Too few records to fit weights: 4 parts, at least 60 needed" in done.out
    assert "Nothing to change: recipe tray version 1 stays" in done.out
    assert (judged / "report" / "report.html").is_file()
    assert (judged / "report" / "report.json").is_file()
    assert not list(home.glob("recipes/tray/v2"))
    told = fuse(station, judged, "--json").json
    assert told["weights"] == {"difference": 1.0, "tiny": 1.0}
    assert told["saved"] is False


def test_costs_on_few_records_are_answered_and_change_nothing(
    station: Command, judged: Path, home: Path
) -> None:
    costs = ("--escape-cost", 100, "--overkill-cost", 10)
    done = fuse(station, judged, *costs)
    assert done.code == 0, done.err
    said = " ".join(done.out.split())
    assert "Too few records to save thresholds from costs: 4 parts, at least 60 needed" in said
    assert "With t_pass = 0.99 and t_fail = 0.1" in said
    assert "of the parts go to review" in said
    assert "Not saved, as there are too few records: recipe tray version 1 stays" in said
    assert not list(home.glob("recipes/tray/v2"))
    told = fuse(station, judged, *costs, "--json").json
    assert (told["t_pass"], told["saved"], told["thresholds_accepted"]) == (0.99, False, False)


def test_what_cannot_be_used_is_said(station: Command, judged: Path) -> None:
    one = fuse(station, judged, "--escape-cost", 100)
    assert one.code == 3
    assert "Give both --escape-cost and --overkill-cost, or neither." in one.err
    free = fuse(station, judged, "--escape-cost", 0, "--overkill-cost", 1)
    assert free.code == 3
    assert "cost of an escape is 0" in free.err
    untruthful = station("recipe", "fuse", "tray", "--records", judged / "out")
    assert untruthful.code == 3
    assert "Nobody has corrected an inspection" in untruthful.err
    unjudged = station("recipe", "fuse", "tray", "--records", judged / "部品")
    assert unjudged.code == 3
    assert "holds no recorded opinions" in unjudged.err
