"""Imported records as lessons: their answers, their reasoning, their own test split."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from qeu_vlm.showing import ShowSettings
from qeu_vlm.training.lessons import Taught, taught_by_records
from qeu_vlm.training.sides import check_enough, divided

from qeu_station.errors import DatasetError
from qeu_station.toolkit.question import question
from qeu_station.toolkit.records import Records, read_records

ROWS, COLUMNS = ["A", "B"], ["1", "2", "3"]
STEPS = "You should compare both rows.  You should look for what is not there."
CLASSES = ("hole", "stain")


def write(folder: Path, lines: list[dict[str, Any]]) -> None:
    folder.mkdir(parents=True)
    picture = np.full((40, 60, 3), (10, 20, 30), np.uint8)
    assert cv2.imwrite(str(folder / "both.png"), picture)
    common = {
        "file_name": "both.png", "question": question(ROWS, COLUMNS), "rows": ROWS,
        "columns": COLUMNS, "names": [*CLASSES, "crack"],
    }  # fmt: skip
    text = "\n".join(json.dumps(common | line) for line in lines)
    (folder / "metadata.jsonl").write_text(text, encoding="utf-8")


@pytest.fixture
def records(tmp_path: Path) -> Records:
    train = [
        {"pair": "a", "group": "1", "answer": "pass"},
        {"pair": "b", "group": "1", "answer": "A2: hole; B3: stain", "reasoning": STEPS},
        {"pair": "c", "group": "2", "answer": "B1: hole", "reasoning": "It is at B1."},
        {"pair": "d", "group": "2", "answer": "B1: crack"},
    ]
    write(tmp_path / "train", train)
    write(tmp_path / "test", [{"pair": "e", "group": "3", "answer": "A1: stain"}])
    return read_records(tmp_path)


def test_records_become_lessons(records: Records) -> None:
    learn, held_out, left_out = taught_by_records(records, ShowSettings(), CLASSES, True)
    assert [each.answer for each in learn] == ["pass", "A2: hole; B3: stain"]
    assert learn[1].reasoning == " ".join(STEPS.split())
    assert learn[0].question == question(ROWS, COLUMNS)
    shown = learn[0].show()
    assert shown.images[0][0, 0].tolist() == [30, 20, 10]
    assert [each.name for each in held_out] == ["e"]
    assert "begins otherwise" in left_out["c"]
    assert '"crack" is no class of the recipe' in left_out["d"]


def test_a_picture_that_says_it_is_gigantic_is_left_out_before_it_is_decoded(
    records: Records,
) -> None:
    file = records.train[0].pictures[0]
    data = bytearray(file.read_bytes())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    file.write_bytes(data)
    learn, _, left_out = taught_by_records(records, ShowSettings(), CLASSES, False)
    assert not learn
    assert left_out["a"] == '"both.png" is no picture of at most 100 megapixels'


def test_reasoning_is_learned_only_when_asked_for(records: Records) -> None:
    learn, _, left_out = taught_by_records(records, ShowSettings(), CLASSES, False)
    assert [each.reasoning for each in learn] == ["", "", ""]
    assert set(left_out) == {"d"}


def test_composites_teach_no_model_that_reads_tiles(records: Records) -> None:
    learn, _, left_out = taught_by_records(
        records, ShowSettings(way="channels"), (*CLASSES, "crack"), False
    )
    assert learn == []
    assert all("has the composite only" in why for why in left_out.values())


def lesson(name: str, group: str, **cells: str) -> Taught:
    def show() -> Any:
        raise AssertionError

    return Taught(name, group, show, cells, ("A",), ("1",), ("A1",))


LESSONS = [lesson(f"p{n}", f"lot {n // 2}", **({"A1": "hole"} if n % 2 else {})) for n in range(20)]


def sides(lessons: Any, given: Any = (), **changed: Any) -> Any:
    usual = {"checked": 0.2, "measured": 0.2, "most": 300, "seed": 0}
    return divided(lessons, given, **{**usual, **changed})


def test_no_group_stands_on_two_sides() -> None:
    found = sides(LESSONS)
    groups = [{each.group for each in side} for side in (found.learn, found.check, found.measure)]
    assert sum(map(len, groups)) == len(set.union(*groups)) == 10
    assert [len(found.learn), len(found.check), len(found.measure)] == [12, 4, 4]
    assert found.apart
    assert sides(LESSONS) == found


def test_what_came_as_held_out_is_measured_and_its_groups_are_not_learned() -> None:
    given = [lesson("e", "lot 1", A1="hole")]
    found = sides(LESSONS, given)
    assert found.measure == tuple(given)
    assert "lot 1" not in {each.group for each in (*found.learn, *found.check)}
    with pytest.raises(ValueError, match="All 20 pairs to learn from"):
        sides(LESSONS, LESSONS)


def test_without_pairs_to_measure_those_that_choose_are() -> None:
    found = sides(LESSONS, measured=0, most=3)
    assert not found.apart
    assert len(found.measure) == 3
    assert set(found.measure) <= set(found.check)
    with pytest.raises(ValueError, match="Nothing is held out"):
        sides(LESSONS, measured=0, checked=0)


def test_pairs_of_one_lot_stand_alone_and_too_few_are_refused() -> None:
    one = [lesson(f"p{n}", "lot") for n in range(10)]
    assert len(sides(one).learn) == 6
    assert sides(one).torn and not sides(LESSONS).torn
    with pytest.raises(ValueError, match="of groups that the records hold out"):
        sides(one, [lesson("q", "lot")])
    other = sides(one, [lesson("q", "other")])
    assert not other.torn and len(other.learn) == 8
    with pytest.raises(DatasetError, match="cannot be split"):
        sides(one[:1])
    with pytest.raises(ValueError, match=r'1 more pairs with class "stain" \(0 of 1\)'):
        check_enough(LESSONS, CLASSES, 1, {})
    with pytest.raises(ValueError, match="1 pairs were left out; the first: p9: nobody knows"):
        check_enough(LESSONS, CLASSES, 1, {"p9": "nobody knows"})
    check_enough(LESSONS, ["hole"], 10, {})
