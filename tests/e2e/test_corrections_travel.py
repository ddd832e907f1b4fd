"""A batch is exported, corrected in a spreadsheet, and the corrections come home whole."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from tests.e2e.conftest import Command


def test_corrections_travel_and_come_home(
    station: Command, sample_tests: list[Path], tmp_path: Path
) -> None:
    pictures = tmp_path / "写真"
    pictures.mkdir()
    for path in sample_tests[:2]:
        shutil.copy(path, pictures)
    out, away = tmp_path / "出力", tmp_path / "export"
    judged = station("batch", "-r", "sample", "--pairs", pictures, "--out", out)
    assert judged.code in (0, 1, 2), judged.err
    done = station(
        "review", "export", out, "--to", away, "--format", "csv", "--format", "pdf",
        "--format", "coco", "--format", "overlays", "--json",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert done.json["left_out"] == []
    assert set(done.json["written"].values()) == {2}

    table = away / "corrections.csv"
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["cell"], row["label"] = "C5", "missing"
    with table.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)

    command = ("review", "import", table, "--operator", "青木", "--into", out)
    assert station(*command, "--json").json["corrections"] == 2
    home = station(*command, "--write", "--json")
    assert home.json == {**home.json, "written": True, "corrections": 2, "conflicts": 0}
    again = station("review", "export", out, "--to", tmp_path / "tuned", "--format", "finetune")
    assert "finetune 2" in again.out
    tuned = tmp_path / "tuned" / "finetune"
    records = [file.read_text(encoding="utf-8") for file in sorted(tuned.glob("*/metadata.jsonl"))]
    assert [each.count("C5: missing") for each in records] == [1, 1]
    assert station("journal", "verify", "--journal", out).code == 0
