"""What a finished batch leaves in its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qeu_station.core.record import ImageStamp
from qeu_station.imaging.io import read_image
from qeu_station.services.results import scores_as_json, write_results
from qeu_station.storage.journal import Journal
from tests.unit.services.making import item, picture, record, tiny_recipe, write

HOSTILE = ("../../escape", "a/b", "a_b", "c:d", "長い" * 200, "..", "con", "<b>", "x" * 300)


@pytest.fixture
def stamps(tmp_path: Path) -> dict[str, object]:
    def stamp(path: Path) -> ImageStamp:
        return ImageStamp(str(path), read_image(path).sha256, 96, 64)

    return {
        "test": stamp(write(tmp_path / "t.png", picture(defect=True))),
        "references": (stamp(write(tmp_path / "r.png", picture())),),
    }


def test_every_urgent_pair_has_an_overlay_of_its_own_inside_the_folder(
    tmp_path: Path, stamps: dict[str, object]
) -> None:
    out = tmp_path / "out"
    records = [
        record(name, item("FAIL", 0.1), id=f"{n:032x}", **stamps) for n, name in enumerate(HOSTILE)
    ]
    with Journal.open(out / "journal.db", "station") as journal:
        journal.append_inspections(records)
        done = write_results(journal, out, tiny_recipe(), overlays=20)
    assert len(set(done.overlays)) == len(HOSTILE)
    assert {path.parent for path in done.overlays} == {out / "overlays"}
    assert sorted(out.glob("overlays/*")) == sorted(done.overlays)
    assert {path.name for path in tmp_path.iterdir()} == {"out", "r.png", "t.png"}
    assert done.report.is_file()


def test_as_many_overlays_as_asked_for(tmp_path: Path, stamps: dict[str, object]) -> None:
    out = tmp_path / "out"
    with Journal.open(out / "journal.db", "station") as journal:
        journal.append_inspections(
            [record(f"p{n}", item("FAIL", 0.1), id=f"{n:032x}", **stamps) for n in range(3)]
        )
        assert len(write_results(journal, out, tiny_recipe(), overlays=1).overlays) == 1
        assert write_results(journal, out, tiny_recipe(), overlays=0).overlays == ()


def test_scores_are_json(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Journal.open(out / "journal.db", "station") as journal:
        journal.append_inspections([record("a"), record("b")])
        done = write_results(journal, out, tiny_recipe(), {"a": {"U1": "missing"}})
    scores = scores_as_json(done.evaluation)
    assert scores is not None
    said = json.loads(json.dumps(scores))
    assert said["without_truth"] == 1
    assert said["cells"]["items"] == 6
    assert said["cells"]["escape"][0] == 1
    assert {"truth": "missing", "said": "ok", "count": 1} in said["cells"]["confusion"]
    assert scores_as_json(None) is None
