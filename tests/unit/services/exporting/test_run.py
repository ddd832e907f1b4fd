"""An export is whole or not there, overwrites nothing, and names what it lacks."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from qeu_station.errors import InputError, StorageError
from qeu_station.services.exporting import FORMATS, ExportProgress, export_selection
from tests.unit.storage.faults import posix_only

from .conftest import NAMES, Request


def lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_format_at_once(request_for: Request) -> None:
    seen: list[ExportProgress] = []
    request = request_for(*FORMATS, about={"verdicts": ["FAIL"]})
    done = export_selection(request, seen.append)
    assert done.completed
    assert {path.name for path in done.out.iterdir()} == {
        *(f"{name}.{kind}" for name in ("inspections", "cells", "findings") for kind in ("csv",)),
        *(f"{name}.parquet" for name in ("inspections", "cells", "findings")),
        "advice.csv", "corrections.csv", "coco", "classes", "overlays", "finetune",
        "report.html", "report.pdf", "export.json", "left-out.csv",
    }  # fmt: skip
    assert seen[0] == ExportProgress(0, 6)
    assert (seen[-1].done, seen[-1].left_out) == (6, len(done.left_out))
    about = json.loads((done.out / "export.json").read_text(encoding="utf-8"))
    assert about["selection"] == {"verdicts": ["FAIL"]}
    assert about["head"]["hash"] == request.source.reader.head().hash
    assert done.written == {
        "csv": 6, "parquet": 6, "coco": 5, "classes": 5, "overlays": 5, "html": 5, "pdf": 5,
        "finetune": 3,
    }  # fmt: skip


def test_pictures_moved_since_are_named_and_the_rest_goes_on(
    request_for: Request, tmp_path: Path
) -> None:
    (tmp_path / "pictures" / "1_test.PNG").unlink()
    changed = tmp_path / "pictures" / "2_test.PNG"
    changed.write_bytes(changed.read_bytes() + b"\0")
    done = export_selection(request_for("overlays", "coco", "html"))
    reasons = {(each.pair, each.format): each.reason for each in done.left_out}
    assert {pair for pair, _ in reasons} == {"B", "C", "never read"}
    assert "cannot be read" in reasons["B", "coco"]
    assert "changed since" in reasons["C", "overlays"]
    assert "never read" in reasons["never read", "html"]
    assert done.written == {"overlays": 3, "coco": 3, "html": 3}
    assert len(lines(done.out / "left-out.csv")) == len(done.left_out)
    page = (done.out / "report.html").read_text(encoding="utf-8")
    assert page.count('<article class="card case">') == 6
    assert "changed since" in page


def test_pictures_that_were_kept_are_found(request_for: Request, tmp_path: Path) -> None:
    from qeu_station.storage.archive import Archive

    for path in (tmp_path / "pictures").iterdir():
        Archive(tmp_path / "出力" / "images").add(path)
        path.unlink()
    done = export_selection(request_for("coco", names=NAMES[:5]))
    assert done.left_out == ()


@pytest.mark.parametrize("formats", [("csv",), ("parquet", "coco"), ("classes",)])
def test_progress_goes_up_to_all(request_for: Request, formats: tuple[str, ...]) -> None:
    seen: list[int] = []
    export_selection(request_for(*formats), lambda progress: seen.append(progress.done))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0, 6)


def test_nothing_is_overwritten(request_for: Request) -> None:
    request = request_for("csv")
    request.out.mkdir()
    (request.out / "mine.txt").write_text("mine")
    with pytest.raises(StorageError, match="overwrites nothing"):
        export_selection(request)
    assert [path.name for path in request.out.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("after", [0, 3, 6])
def test_a_cancelled_export_leaves_nothing(
    request_for: Request, tmp_path: Path, after: int
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    done = export_selection(request_for("coco", "csv"), cancelled=cancelled)
    assert not done.completed
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_fault_in_the_middle_leaves_nothing(
    request_for: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qeu_station.services.exporting import run

    before = sorted(path.name for path in tmp_path.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run, "write_tables", full)
    with pytest.raises(StorageError, match="No space left"):
        export_selection(request_for("coco", "csv"))
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@posix_only
def test_a_journal_that_was_replaced_is_not_exported(request_for: Request, place: Path) -> None:
    (place / "journal.db").rename(place / "gone.db")
    with pytest.raises(StorageError, match="moved, removed or replaced"):
        export_selection(request_for("csv"))


@pytest.mark.parametrize(
    ("formats", "names", "message"),
    [
        (("csv",), (), "Nothing is selected"),
        ((), NAMES, "Choose at least one format"),
        (("cvs",), NAMES, 'Did you mean "csv"'),
    ],
)
def test_what_cannot_be_exported_is_refused(
    request_for: Request, formats: tuple[str, ...], names: tuple[str, ...], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        export_selection(request_for(*formats, names=names))


def test_a_pair_chosen_twice_is_written_once(request_for: Request) -> None:
    done = export_selection(request_for("csv", "classes", names=("B", "A", "B")))
    assert (done.written["classes"], done.written["csv"]) == (2, 2)
    assert len(lines(done.out / "inspections.csv")) == 2
