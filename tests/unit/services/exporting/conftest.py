"""A batch of six real pictures with their records, some corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction, DrawnBox
from qeu_station.core.record import ImageStamp, InspectionRecord, RecipeStamp
from qeu_station.core.region import Region
from qeu_station.imaging.io import read_image
from qeu_station.services.exporting import ExportRequest
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import ReviewSource, open_review
from qeu_station.settings import Settings
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe, save_recipe
from tests.unit.services.making import item, picture, record, tiny_recipe, write

NAMES = ("A", "B", "C", "=D/検査", "a", "never read")
REGION = Region("R1", (4, 4, 28, 28), (4, 4, 28, 28), 500, 200.0, 100.0, ("U1",))
SEQS = {name: number for number, name in enumerate(NAMES, start=2)}

Request = Callable[..., ExportRequest]


def _stamp(path: Path) -> ImageStamp:
    return ImageStamp(str(path), read_image(path).sha256, 96, 64)


def _judged(name: str, folder: Path, loaded: LoadedRecipe) -> InspectionRecord:
    number = NAMES.index(name)
    stamp = RecipeStamp("tray", 1, loaded.sha256)
    common = {"id": f"{number + 1:032x}", "recipe": stamp, "serial": f"S{number}"}
    if name == "never read":
        part = item("REVIEW", None, "the file is no picture")
        missing = ImageStamp(str(folder / "none.png"), "")
        return record(name, part, test=missing, references=(), cells={}, opinions=(), **common)
    bad = name in ("B", "C")
    test = write(folder / f"{number}_test.PNG", picture(number, defect=bad))
    found = item("FAIL", 0.1) if bad else item("PASS", 0.9)
    cells = {"U1": found, "U2": item("PASS", 0.9)}
    return record(
        name,
        found,
        test=_stamp(test),
        references=(_stamp(loaded.references[0]),),
        cells=cells,
        regions=(REGION,),
        fused={"R1": found},
        preparation={"registration": {"to_reference": [1, 0, 0, 0, 1, 0, 0, 0, 1]}},
        **common,
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Entries: the recipe, six inspections, and what was said of them."""
    reference = write(tmp_path / "reference.png", picture())
    loaded = save_recipe(tiny_recipe(), [reference], tmp_path / "home")
    folder = tmp_path / "出力"
    with Journal.open(folder / "journal.db", "batch 1") as journal:
        journal.append_recipe(loaded)
        judged = [_judged(name, tmp_path / "pictures", loaded) for name in NAMES]
        journal.append_inspections(judged)
        ids = {each.pair: each.id for each in judged}
        journal.append_correction(Correction(ids["A"], "花子", part="ok", note="=2+3"))
        journal.append_correction(Correction(ids["B"], "花子", {"U1": "unknown"}, "ng"))
        box = DrawnBox((70, 5, 90, 25), "missing")
        journal.append_correction(Correction(ids["C"], "太郎", {"U1": "ok"}, None, (box,), ("R1",)))
    return folder


@pytest.fixture
def source(place: Path, tmp_path: Path) -> Iterator[ReviewSource]:
    with open_review(place, OpenHome(tmp_path / "home", Settings(), ())) as opened:
        yield opened


@pytest.fixture
def request_for(source: ReviewSource, tmp_path: Path) -> Request:
    """Ask for some formats of some pairs, all by default."""

    def asked(*formats: str, names: tuple[str, ...] = NAMES, **more: object) -> ExportRequest:
        seqs = [SEQS[name] for name in names]
        return ExportRequest(source, seqs, tmp_path / "書き出し", formats, **more)  # type: ignore[arg-type]

    return asked
