"""The report and the picture sheet say the same of base and tuned model, and mark it in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from qeu_vlm.showing import ShowSettings, show
from qeu_vlm.training.measures import Answered, beside
from qeu_vlm.training.reporting import Made, doubt, report
from qeu_vlm.training.sheet import PICTURES, SHEET, Row, picture_of, write_sheet

from qeu_station.api.testing import make_pair

EVIL = "<script>alert(1)</script>"
MADE = Made("reader", 900, 90000, 4096, 12, 8, 5, 33.0, 40, 10, False, {"p9": "nobody knows"}, 2)


def answers(right: int, count: int) -> list[Answered]:
    cells = {"U3": "missing"}
    return [Answered(f"p{n}", cells, cells if n < right else {}, "", 0.1) for n in range(count)]


def test_the_report_says_what_was_gained() -> None:
    made = report(beside(answers(1, 20), answers(19, 20)), MADE)
    assert "95.0% (76.4% to 99.1%) exactly right, its base 5.0%" in made.summary[0]
    assert "18 pairs were gained and 0 lost" in made.summary[0]
    assert "also chose which pass was kept" in made.summary[1]
    assert made.figures["tuned.exact"] == 0.95
    assert made.figures["trained.share"] == 0.01
    exact = made.sections[0].tables[0].rows[0]
    assert exact == ("everything right", 0.05, "0.009 to 0.236", 0.95, "0.764 to 0.991")
    assert ("missing", "ok", 19, 1) in made.sections[2].tables[0].rows
    assert ("U3", 20, 1, 0, 19, 0) in made.sections[3].tables[0].rows
    assert ("p9", "nobody knows") in made.sections[4].tables[1].rows


def test_one_group_on_both_sides_is_told() -> None:
    both = beside(answers(1, 20), answers(19, 20))
    for torn in (False, True):
        made = report(both, replace(MADE, torn=torn))
        assert ("of one group" in made.summary[-1]) == torn
        assert ("No group stands on both" in made.sections[0].text[0]) != torn


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (3, 3, "gains 0 and loses 0, so that it is no better than its base"),
        (5, 3, "gains 0 and loses 2, so that it is no better"),
        (3, 7, "gains 4 and loses 0, which chance alone brings in 6% of such trials"),
        (3, 8, ""),
        (6, 9, "in 12% of such trials (the base has only 3 wrong, and at least 5 gains show"),
    ],
)
def test_an_adapter_that_is_not_shown_to_help_is_doubted(
    before: int, after: int, said: str
) -> None:
    told = doubt(beside(answers(before, 9), answers(after, 9)))
    assert said in told if said else told == ""


def test_answers_that_do_not_parse_are_told() -> None:
    mumbling = [Answered("p0", {}, None, "hm")]
    told = report(beside(mumbling, mumbling), MADE)
    assert "1 of its answers do not parse" in told.summary[-1]
    good_only = told.sections[0].tables[0].rows[-1]
    assert good_only[1] is None


def test_the_sheet_marks_right_and_wrong_in_words(tmp_path: Path) -> None:
    shown = show(make_pair(96, 144), ShowSettings(way="channels"))
    cells = {"U3": "missing"}
    right = Answered("パーツ " + EVIL, cells, cells, "U3: missing")
    near = Answered(right.name, cells, {"U4": "missing"}, "U4: missing")
    mumbled = Answered(right.name, cells, None, EVIL)
    write_sheet(
        tmp_path / "r", [Row(near, right, lambda: shown), Row(mumbled, mumbled, lambda: shown)]
    )
    page = (tmp_path / "r" / SHEET).read_text("utf-8")
    assert EVIL not in page
    assert "パーツ &lt;script&gt;" in page
    assert page.count("✓ right") == 1
    assert "✗ wrong</span> (verdict, names right)" in page
    assert page.count("✗ no answer") == 2
    picture = cv2.imread(str(tmp_path / "r" / PICTURES / "001.png"))
    assert np.array_equal(picture[..., ::-1], picture_of(shown, ["U3"]))
    changed = np.argwhere((picture_of(shown, ["U3"]) != picture_of(shown)).any(axis=-1))
    tile = picture.shape[1] / 9
    assert 2 * tile <= changed[:, 1].min() <= changed[:, 1].max() <= 3 * tile + 1


def test_pairs_that_differ_come_first_and_the_sheet_ends(tmp_path: Path) -> None:
    shown = show(make_pair(96, 144), ShowSettings(way="images", longest_side=80))
    base, tuned = answers(0, 8), answers(1, 8)
    rows = [Row(b, t, lambda: shown) for b, t in zip(base, tuned, strict=True)][::-1]
    write_sheet(tmp_path, rows, most=3)
    page = (tmp_path / SHEET).read_text("utf-8")
    assert page.count("<article>") == len(list((tmp_path / PICTURES).iterdir())) == 3
    assert page.index("<h2>p0</h2>") < page.index("<h2>p7</h2>")
