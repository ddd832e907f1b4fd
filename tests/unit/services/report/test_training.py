"""The page and the JSON of a training say the same, and nothing in them can run."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from qeu_station.api import Chart, Curve, Report, Section, Table, TrainingOutcome
from qeu_station.core.recipe import Recipe
from qeu_station.learning.census import Census
from qeu_station.services.report.pages import numeric_columns, shown
from qeu_station.services.report.training import (
    TrainingFacts,
    copied_extras,
    write_training_report,
)
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.toolkit.bundle import BundleDescription, ModelBundle

EVIL = "</td><img src=x onerror=alert(1)>\"'&"
ABOUT = {
    "trainer": "soart3", "trainer_version": "1", "plugin": EVIL, "plugin_version": "0.1",
    "recipe": EVIL, "recipe_version": 1, "classes": ["ok", "unknown", EVIL], "inspector": "soart3",
    "training_data": "ab12", "records": EVIL, "seed": 0, "parameters": {EVIL: EVIL},
    "id": "soart3-1", "imported": None,
}  # fmt: skip


def written(folder: Path, report: Report, **changes: Any) -> tuple[str, Any]:
    values: dict[str, Any] = {
        "census": Census(regions=Counter(ok=2), groups=Counter(a=1, b=1)),
        "left_out": {EVIL: EVIL},
        "curves": {EVIL: [(1.0, 2.0), (2.0, 1.0)]},
    }
    facts = TrainingFacts(ABOUT, **{**values, **changes})
    saved = LoadedRecipe(Recipe("tray", "from pair", version=2), folder, "", "")
    bundle = ModelBundle(folder, BundleDescription("m", ("ok",), {"ok": "ok"}), "cd" * 32)
    outcome = TrainingOutcome({}, {"weight": 0.5}, None, report)
    write_training_report(folder, facts, outcome, saved, bundle)
    page = (folder / "report.html").read_text("utf-8")
    return page, json.loads((folder / "report.json").read_text("utf-8"))


def test_names_from_outside_are_only_text(tmp_path: Path) -> None:
    chart = Chart(EVIL, EVIL, (Curve(EVIL, ((0.0, 0.0), (1.0, 1.0))),), True)
    table = Table((EVIL, "F"), ((EVIL, 0.5),))
    section = Section(EVIL, (EVIL,), (table,), (chart,))
    page, data = written(tmp_path, Report(EVIL, (EVIL,), (section,)))
    assert "<img" not in page
    assert page.count("&lt;img src=x") > 15
    assert data["outcome"]["report"]["title"] == EVIL
    assert data["records"]["left_out"] == {EVIL: EVIL}


def test_curves_of_one_word_share_a_chart(tmp_path: Path) -> None:
    points = [(1.0, 2.0), (2.0, 1.0)]
    curves = {"loss/learned": points, "loss/held out": points, "rate": points}
    page, data = written(tmp_path, Report("t"), curves=curves)
    assert page.count('aria-label="') == 2
    assert 'aria-label="loss over step"' in page
    assert set(data["curves"]) == set(curves)


def test_long_lists_are_cut_on_the_page_and_whole_in_the_data(tmp_path: Path) -> None:
    page, data = written(tmp_path, Report("t"), left_out={f"P{n}": "blurred" for n in range(80)})
    assert page.count("blurred") == 50
    assert "And 30 more" in page
    assert len(data["records"]["left_out"]) == 80


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0.98765, "0.9877"), (12345.6, "12345.6"), (3, "3"), ("W", "W")],
)
def test_values_are_shown_as_they_are_read(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_column_of_numbers_may_have_dashes() -> None:
    table = Table(("who", "F", "note"), (("W", None, None), ("B", 0.5, None)))
    assert numeric_columns(table) == {1}
    assert numeric_columns(Table(("who",), ())) == frozenset()


def test_files_of_the_trainer_lie_beside_the_page_and_are_linked(tmp_path: Path) -> None:
    extras, place = tmp_path / "extras", tmp_path / "out"
    (extras / "pictures").mkdir(parents=True)
    (extras / "pictures" / "1.png").write_bytes(b"png")
    (extras / "答え #1 &.html").write_text("new")
    (place / "report").mkdir(parents=True)
    (place / "report" / "stale.html").write_text("old")
    names = copied_extras(extras, place)
    assert names == ("report/答え #1 &.html",)
    assert (place / "report" / "pictures" / "1.png").read_bytes() == b"png"
    assert not (place / "report" / "stale.html").exists()
    page, data = written(place, Report("R"), extras=names)
    link = 'href="report/%E7%AD%94%E3%81%88%20%231%20%26.html">答え #1 &amp;.html</a>'
    assert link in page
    assert data["extras"] == list(names)


def test_without_such_files_there_is_no_folder_and_no_heading(tmp_path: Path) -> None:
    assert copied_extras(tmp_path / "none", tmp_path) == ()
    page, _ = written(tmp_path, Report("R"))
    assert not (tmp_path / "report").exists()
    assert "Files of this report" not in page
