"""What each format holds, read back by what reads it elsewhere."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pytest
from PIL.PdfParser import PdfParser

from qeu_station.core.correction import Correction, standing
from qeu_station.core.pair import Pair
from qeu_station.core.record import AdviceRecord, OpinionRecord
from qeu_station.gui.presenters.report_words import REPORT
from qeu_station.imaging.io import read_image
from qeu_station.services.exporting import export_selection, pdf
from qeu_station.services.exporting.tables import harmless
from qeu_station.services.importing import Choice, plan_import, write_import
from qeu_station.storage.boxes import read_boxes
from qeu_station.storage.journal import Journal
from qeu_station.toolkit.recorded_pair import recorded_pair
from qeu_station.toolkit.records import read_records
from tests.unit.services.making import CELLS, item, record

from .conftest import NAMES, Request


def test_coco_is_what_the_station_reads_itself(request_for: Request) -> None:
    folder = export_selection(request_for("coco", names=NAMES[:5])).out / "coco"
    data = json.loads((folder / "annotations.json").read_text(encoding="utf-8"))
    files = [folder / image["file_name"] for image in data["images"]]
    assert all(read_image(file).sha256 for file in files)
    pairs = [Pair(file.stem.removesuffix("_test"), file) for file in files]
    boxes = read_boxes(folder / "annotations.json", "coco", pairs)
    assert [box.label for box in boxes["B"]] == ["unknown"]
    assert [(box.label, box.box) for box in boxes["C"]] == [("missing", (70, 5, 90, 25))]
    assert boxes["A"] == ()
    assert {each["source"] for each in data["annotations"]} == {"operator"}
    assert [image["known"] for image in data["images"]] == [True, True, True, False, False]


def test_pictures_stand_in_the_folder_of_their_class(request_for: Request, tmp_path: Path) -> None:
    folder = export_selection(request_for("classes")).out / "classes"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.png")}
    named = {name for name in found if not name.startswith(("ok/_D", "ok/a-"))}
    assert named == {"ok/A.png", "unknown/B.png", "missing/C.png"}
    assert len(found) == 5
    copied = (folder / "unknown" / "B.png").read_bytes()
    assert copied == (tmp_path / "pictures" / "1_test.PNG").read_bytes()
    assert (folder / "classes.csv").read_text(encoding="utf-8").count("\n") == 6


def test_fine_tuning_records_hold_what_people_said(request_for: Request) -> None:
    done = export_selection(request_for("finetune"))
    folder = done.out / "finetune"
    read = read_records(folder)
    records = {record.name: record for record in (*read.train, *read.test)}
    assert len(read.test) == 1
    assert {name: record.answer for name, record in records.items()} == {
        "A": "pass",
        "B": "U1: unknown",
        "C": "U3: missing",
    }
    for each in records.values():
        height, width = read_image(each.pictures[0]).pixels.shape[:2]
        assert height > 2 * 64
        assert width > 96
        assert "1, 2 and 3 across and U and D down" in each.question
        pair = recorded_pair(each)
        assert (pair.shape, [cell.address for cell in pair.cells]) == ((64, 96), list(CELLS))
        changed = {
            pair.cells[k - 1].address for k in np.unique(pair.cell_map[pair.difference > 99])
        }
        assert changed == ({"U1"} if each.name in ("B", "C") else set())
    assert records["B"].provenance["said_by"] == "花子"
    assert records["B"].provenance["inspection"] == f"{2:032x}"
    reasons = {each.pair: each.reason for each in done.left_out}
    assert "confirm or correct it first" in reasons["a"]


def test_the_last_word_over_a_part_counts(request_for: Request, place: Path) -> None:
    """It was marked, then called good; and what still counts comes back."""
    with Journal.open(place / "journal.db", "batch 1") as journal:
        (id,) = (each.id for each in journal.inspections(pair="a"))
        journal.append_correction(Correction(id, "花子", {"U2": "missing"}))
        journal.append_correction(Correction(id, "花子", {"U1": "ok"}, "ok"))
    request = request_for("finetune", "classes", "coco", "csv", names=("a",))
    out = export_selection(request).out
    (line,) = (out / "finetune/train/metadata.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["answer"] == "pass"
    assert (out / "classes" / "ok" / "a.png").exists()
    data = json.loads((out / "coco" / "annotations.json").read_text(encoding="utf-8"))
    assert data["annotations"] == []
    reader = request.source.reader
    with Journal.open(place / "other.db", "batch 1") as other:
        other.append_inspections(list(reader.inspections()))
        write_import(other, plan_import(other, out / "corrections.csv", "次郎"))
        assert [said for _, said in other.corrections(id)] == [
            Correction(id, "花子", {"U1": "ok"}, "ok")
        ]
        assert standing(other.corrections(id)) == standing(reader.corrections(id))


def test_what_came_after_the_verdict_is_a_table(request_for: Request, place: Path) -> None:
    said = OpinionRecord("vlm", "advisory", "answered", part=item("FAIL", 0.1), comment="=U1 bare",
                         milliseconds=4200.0, device="cpu")  # fmt: skip
    fault = OpinionRecord("words", "advisory", "timeout", "did not answer within 30 s")
    with Journal.open(place / "journal.db", "batch 1") as journal:
        for name, each in (("B", said), ("B", fault), ("C", said)):
            (id,) = (judged.id for judged in journal.inspections(pair=name))
            journal.append_advice(id, AdviceRecord(each.inspector, (each,)))
    out = export_selection(request_for("csv", names=("A", "B"))).out
    with (out / "advice.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["pair"], row["inspector"], row["status"]) for row in rows] == [
        ("B", "vlm", "answered"),
        ("B", "words", "timeout"),
    ]
    assert (rows[0]["verdict"], rows[0]["p_ok"], rows[0]["says"]) == ("FAIL", "0.1", "'=U1 bare")
    assert (rows[1]["verdict"], rows[1]["says"]) == ("", "did not answer within 30 s")


def test_tables_hold_the_selection_and_no_formula(request_for: Request) -> None:
    out = export_selection(request_for("csv", "parquet", names=("C", "=D/検査"))).out
    table = pyarrow.parquet.read_table(out / "inspections.parquet")
    assert table.column("pair").to_pylist() == ["C", "=D/検査"]
    assert '"\'=D/検査"' in (out / "inspections.csv").read_text(encoding="utf-8")
    for file in out.glob("*.csv"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not any(value.strip('"')[:1] in tuple("=+@") for value in line.split(","))


def test_exported_corrections_come_back_the_same(request_for: Request, tmp_path: Path) -> None:
    request = request_for("csv")
    out = export_selection(request).out
    reader = request.source.reader
    again = plan_import(reader, out / "corrections.csv", "次郎")
    assert (again.planned, again.problems, again.known) == ((), (), 3)
    assert again.silent == 3
    with Journal.open(tmp_path / "other.db", "batch 1") as other:
        other.append_inspections(list(reader.inspections()))
        plan = plan_import(other, out / "corrections.csv", "次郎")
        write_import(other, plan, rest=Choice.THEIRS)
        for each in reader.inspections():
            ours = [said for _, said in reader.corrections(each.id)]
            theirs = [said for _, said in other.corrections(each.id)]
            assert theirs == ours


def test_the_overlay_shows_the_pair(request_for: Request) -> None:
    folder = export_selection(request_for("overlays")).out / "overlays"
    assert len(list(folder.glob("*.jpg"))) == 5
    assert read_image(folder / "B.jpg").pixels.shape[1] > 700


def test_a_long_report_is_written_in_portions(
    request_for: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_TOGETHER", 2)
    report = export_selection(request_for("pdf", title="検査報告")).out / "report.pdf"
    assert report.read_bytes().startswith(b"%PDF-")
    with PdfParser(str(report), mode="rb") as parsed:
        assert len(parsed.pages) == 7


def test_reports_are_in_the_language_that_was_asked_for(request_for: Request) -> None:
    """Every text goes through what says it, and is among those that are translated."""
    asked: set[str] = set()

    def say(text: str) -> str:
        asked.add(text)
        return text if "{" in text else f"«{text}»"

    out = export_selection(request_for("html", "pdf", say=say)).out
    recorded = {text for text in asked if "is no picture" in text or "does not exist" in text}
    assert asked - recorded <= set(REPORT)
    assert set(REPORT) - asked <= {  # what these pairs do not bring about
        "{cell} is not used", "The first {number} of {count} chosen pairs", "advisory",
        "none", "read", "prepare", "inspect", "total", "Time per pair", "Step",
        "95 % below, ms", "Longest, ms", "gating", "Look at these first",
    }  # fmt: skip
    shown = (out / "report.html").read_text(encoding="utf-8")
    assert '<html lang="«en»">' in shown
    for text in ("Pairs judged", "Where it happens", "The chosen pairs", "Inspectors", "Proof"):
        assert f"«{text}»" in shown


def test_names_differ_where_case_does_not_count(request_for: Request) -> None:
    out = export_selection(request_for("overlays", names=("A", "a"))).out / "overlays"
    names = [path.name for path in out.iterdir()]
    assert len({name.casefold() for name in names}) == 2


def test_a_missing_recipe_is_named(request_for: Request, place: Path) -> None:
    with Journal.open(place / "journal.db", "batch 1") as journal:
        journal.append_inspections([record("other", id="f" * 32)])
        seq = journal.head().count
    request = request_for("overlays", "html", names=("A",))
    done = export_selection(
        type(request)(request.source, [*request.seqs, seq], request.out, request.formats)
    )
    assert {(each.pair, each.format) for each in done.left_out} == {
        ("other", "overlays"),
        ("other", "html"),
    }
    assert "Recipe tray 1 is not in the journal" in done.left_out[0].reason


def test_numbers_are_no_formulas() -> None:
    assert harmless(-1.5) == -1.5
    assert harmless("-1") == "'-1"
