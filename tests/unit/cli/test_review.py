from __future__ import annotations

import json
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction
from qeu_station.storage.journal import Journal
from tests.unit.services.making import item, record

from .conftest import Command


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "出力"
    with Journal.open(folder / "journal.db", "batch 1") as journal:
        journal.append_inspections(
            [
                record("A", id="a" * 32, serial="S1"),
                record("B", item("FAIL", 0.1), id="b" * 32, serial="S2"),
                record("C", item("REVIEW", 0.4), id="c" * 32, serial="S3"),
            ]
        )
        journal.append_correction(Correction("b" * 32, "花子", {"U1": "ok"}))
    return folder


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    file = tmp_path / "corrections.csv"
    file.write_text("serial,cell,label\nS1,U1,missing\nS2,U1,missing\n", encoding="utf-8")
    return file


def entries(batch: Path) -> int:
    with Journal.open(batch / "journal.db", "", readonly=True) as journal:
        return journal.head().count


def test_an_import_shows_first_and_writes_when_told(
    station: Command, batch: Path, corrections: Path
) -> None:
    asked = ("review", "import", corrections, "--operator", "太郎", "--into", batch)
    before = entries(batch)
    shown = station(*asked)
    assert shown.code == 0
    assert "2 corrections, 1 conflicts, 0 lines with problems" in shown.out
    assert "ok (花子, " in shown.out
    assert "missing (太郎)" in shown.out
    assert json.loads(station(*asked, "--json").out)["conflicts"][0]["item"] == "U1"
    undecided = station(*asked, "--write")
    assert undecided.code == 3
    assert "1 conflicts are undecided" in undecided.err
    assert "ok (花子, " in undecided.out
    assert entries(batch) == before
    done = station(*asked, "--write", "--choose", "B:u1=theirs")
    assert done.code == 0
    assert "2 corrections recorded" in done.out
    assert entries(batch) == before + 3
    again = json.loads(station(*asked, "--write", "--json").out)
    assert (again["corrections"], again["known"]) == (0, 2)
    assert station("journal", "verify", "--journal", batch).code == 0


def test_lines_with_problems_keep_all_out_until_they_are_left_out(
    station: Command, batch: Path, corrections: Path
) -> None:
    corrections.write_text("pair,part\nA,ng\nQ,ng\n", encoding="utf-8")
    asked = ("review", "import", corrections, "--operator", "太郎", "--into", batch, "--write")
    before = entries(batch)
    refused = station(*asked)
    assert refused.code == 3
    assert '"Q" is not in the journal' in refused.err
    assert entries(batch) == before
    assert "1 corrections recorded" in station(*asked, "--without-problems").out


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--rest", "both"), "is not mine, theirs or skip"),
        (("--choose", "B:U1=both"), "is not PAIR:ITEM=mine"),
        (("--choose", "A:U1=mine"), "is not PAIR:ITEM=mine"),
    ],
)
def test_choices_that_mean_nothing_are_refused(
    station: Command, batch: Path, corrections: Path, more: tuple[str, ...], message: str
) -> None:
    asked = ("review", "import", corrections, "--operator", "太郎", "--into", batch)
    refused = station(*asked, *more)
    assert refused.code == 3
    assert message in refused.err


def test_an_export_takes_what_the_filter_lets_through(
    station: Command, batch: Path, tmp_path: Path
) -> None:
    out = tmp_path / "書き出し"
    asked = ("review", "export", batch, "--to", out, "--format", "csv", "--format", "coco")
    done = station(*asked, "--verdict", "fail", "--verdict", "REVIEW", "--order", "serial")
    assert done.code == 0
    assert "2 pairs (csv 2, coco 0)" in done.out
    assert "cannot be read" in done.out
    lines = (out / "inspections.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines] == ['"pair"', '"B"', '"C"']
    about = json.loads((out / "export.json").read_text(encoding="utf-8"))
    assert about["selection"] == {"verdicts": ["FAIL", "REVIEW"]}
    assert station(*asked).code == 3
    other = ("review", "export", batch, "--to", tmp_path / "other", "--json")
    found = json.loads(station(*other, "--format", "parquet", "--uncorrected", "--limit", "1").out)
    assert found["inspections"] == 1
    assert "Nothing is selected" in station(*other, "--format", "csv", "--serial", "S9").err
