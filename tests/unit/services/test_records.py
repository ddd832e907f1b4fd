"""Records out of a journal and a data set, and in; also through the library ``datasets``."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction
from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError, InputError
from qeu_station.services.opening import OpenHome
from qeu_station.services.records import RecordsRequest, export_records, import_records
from qeu_station.services.station import Station
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.toolkit.recorded_pair import recorded_pair
from qeu_station.toolkit.records import COLUMNS, PICTURES, read_records


@pytest.fixture
def spoken(home: OpenHome, loaded: LoadedRecipe, tests: Path) -> OpenHome:
    """A station that judged three good parts and a bad one; a word was said of three."""
    with Station(loaded, home.station) as station, home.journal() as journal:
        journal.append_recipe(loaded)
        for name in "ABCX":
            pair = Pair(name, tests / f"{name}_test.png", None, f"S-{name}")
            record = station.inspect(pair, "Aoki")
            journal.append_inspections([record])
            said = {"A": ({}, "ok"), "B": ({}, "ok"), "X": ({"U1": "missing"}, "ng")}.get(name)
            if said is not None:
                journal.append_correction(Correction(record.id, "Aoki", *said))
    return home


def test_what_people_said_at_a_station_comes_out_and_goes_in(
    spoken: OpenHome, loaded: LoadedRecipe, tests: Path, tmp_path: Path
) -> None:
    out = tmp_path / "記録"
    done = export_records(RecordsRequest(out, recipe="tray", share=0.4), spoken)
    assert (done.train, done.test, done.left_out) == (2, 1, {})
    lines = [
        json.loads(line)
        for split in ("train", "test")
        for line in (out / split / "metadata.jsonl").read_text("utf-8").splitlines()
    ]
    assert {line["pair"]: line["answer"] for line in lines} == {
        "A": "pass",
        "B": "pass",
        "X": "U1: missing",
    }
    assert all(set(line) <= set(COLUMNS) for line in lines)
    with Station(loaded, spoken.station) as station:
        seen = station._arrays("X", station._read(tests / "X_test.png"), station._references).pair
        (bad,) = (r for r in (*read_records(out).train, *read_records(out).test) if r.cells)
        again = recorded_pair(bad)
        for name in ("reference", "test", "difference"):  # as the inspectors saw it
            assert (getattr(again, name) == getattr(seen, name)).all(), name
        assert [cell.box for cell in again.cells] == [cell.box for cell in seen.cells]
    copied = import_records(out, tmp_path / "copied")
    assert (copied.train, copied.test) == (2, 1)
    files = {path.relative_to(out) for path in out.rglob("*") if path.is_file()}
    assert {p.relative_to(tmp_path / "copied") for p in (tmp_path / "copied").rglob("*.*")} == files
    with pytest.raises(InputError, match="name its recipe"):
        export_records(RecordsRequest(tmp_path / "x", dataset=tests), spoken)
    with pytest.raises(DatasetError, match="Nobody has confirmed or corrected"):
        export_records(RecordsRequest(tmp_path / "x", recipe="other"), spoken)
    assert not (tmp_path / "x").exists()


def test_a_data_set_becomes_records(
    home: OpenHome, loaded: LoadedRecipe, tests: Path, tmp_path: Path
) -> None:
    truth = tmp_path / "cells.csv"
    truth.write_text("pair,cell,label\nA,U1,ok\nB,U2,ambiguous\nX,U1,missing\n", "utf-8")
    out = tmp_path / "out"
    request = RecordsRequest(out, dataset=tests, truth=truth, recipe="tray", share=0)
    done = export_records(request, home)
    assert (done.train, done.test) == (2, 0)
    assert done.left_out == {"B": "Not all of its cells are known, such as U2."}
    records = read_records(out).train
    assert [(r.name, r.answer) for r in records] == [("A", "pass"), ("X", "U1: missing")]
    lines = out / "train" / "metadata.jsonl"
    lines.write_bytes(b"\xef\xbb\xbf" + lines.read_bytes())  # as an editor on Windows saves it
    assert read_records(out).train == records


@pytest.mark.skipif(not importlib.util.find_spec("datasets"), reason="needs the library datasets")
def test_the_library_datasets_reads_them(
    spoken: OpenHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    out = tmp_path / "records"
    export_records(RecordsRequest(out, share=0.4), spoken)
    import datasets  # type: ignore[import-untyped]

    found = datasets.load_dataset(
        "imagefolder", data_dir=str(out), cache_dir=str(tmp_path / "cache")
    )
    assert {split: len(found[split]) for split in found} == {"train": 2, "test": 1}
    row = found["train"][0]
    assert {"image", "reference", "test", "difference", "question", "answer"} <= set(row)
    assert row["reference"].size == (96, 64)
    assert row["difference"].mode == "L"
    assert not {name for name in PICTURES if name in row}


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("answer", "U9: missing", '"U9" is no cell of the grid'),
        ("answer", "U1: wrong", '"wrong" is no name of a defect'),
        ("answer", "", "column answer is missing or empty"),
        ("question", "What is it?", "asks another question"),
        ("question_version", 99, "version 99"),
        ("file_name", "none.png", 'there is no picture "none.png"'),
        ("file_name", "../A.png", "no picture inside the folder"),
        ("sha256", ["0" * 64] * 4, "SHA-256 changed"),
        ("rows", "U", "a list of texts is needed"),
        ("corners", [[0, 0]], "its grid cannot be used"),
        ("tolerance", "3", "a number is needed"),
        ("tolerance", float("nan"), "too large, or no finite number"),
        ("tolerance", 10**400, "too large, or no finite number"),
        ("tolerance", -1, "0 to 15 pixels"),
        ("mode", "x", "colour, grey, binary are known"),
        ("corners", [[0, 0], [10**400, 0], [1, 1], [0, 1]], "its grid cannot be used"),
        ("corners", [[0, 0], [1e30, 0], [1e30, 1e30], [0, 1e30]], "outside of the pictures"),
        ("anwser", "pass", 'Did you mean "answer"'),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(
    exported: Path, tmp_path: Path, column: str, value: object, words: str
) -> None:
    folder = tmp_path / "changed"
    shutil.copytree(exported, folder)
    file = folder / "train" / "metadata.jsonl"
    first, *others = file.read_text("utf-8").splitlines()
    changed = json.dumps(json.loads(first) | {column: value}, ensure_ascii=False)
    file.write_text("\n".join([changed, *others]), "utf-8")
    with pytest.raises(DatasetError, match="line 1: ") as caught:
        import_records(folder, tmp_path / "in")
    assert words in str(caught.value)
    assert not (tmp_path / "in").exists()


@pytest.mark.parametrize("number", range(len(PICTURES)))
def test_a_picture_that_is_none_is_named_and_nothing_is_written(
    exported: Path, tmp_path: Path, number: int
) -> None:
    folder = tmp_path / "changed"
    shutil.copytree(exported, folder)
    file = folder / "train" / "metadata.jsonl"
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    (folder / "train" / lines[0][PICTURES[number]]).write_text("hello", "utf-8")
    del lines[0]["sha256"]
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    with pytest.raises(DatasetError, match="line 1: "):
        import_records(folder, tmp_path / "in")
    assert not (tmp_path / "in").exists()


def test_a_group_on_both_sides_is_refused(exported: Path, tmp_path: Path) -> None:
    folder = tmp_path / "torn"
    shutil.copytree(exported, folder)
    shutil.copytree(folder / "train", folder / "test")
    with pytest.raises(DatasetError, match="stands on both sides"):
        read_records(folder)


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="holds no records"):
        read_records(tmp_path)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two records that were written by hand, with pictures."""
    from qeu_station.core.grid import Grid
    from qeu_station.services.exporting.lessons import Lesson, LessonWriter
    from tests.unit.services.making import picture

    folder = tmp_path_factory.mktemp("exported")
    writer = LessonWriter(folder / "out", share=0)
    grid = Grid.over_rectangle((0, 0, 96, 64), ("U", "D"), ("1", "2", "3"))
    for name, cells in (("A", {}), ("a", {"U1": "missing"})):  # one name on some file systems
        plain = picture()
        writer.add(
            Lesson(
                name, "lot 1", plain, plain, plain[..., 0], grid, cells,
                ("unknown", "missing"), "colour", 3, {"pair": name},
            )
        )  # fmt: skip
    assert writer.finish() == (2, 0)
    return folder / "out"
