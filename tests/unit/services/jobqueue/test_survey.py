"""What is wrong with an order is found before it is taken, and nothing is written."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.services.batch import plan
from qeu_station.services.jobqueue import BatchOrder
from qeu_station.services.jobqueue import survey as survey_module
from qeu_station.services.jobqueue.ordering import proposed_out, settled
from qeu_station.services.jobqueue.survey import Survey, survey
from qeu_station.storage.journal import Journal
from tests.unit.services.making import record


@pytest.fixture
def order(loaded, tests, tmp_path) -> BatchOrder:
    return BatchOrder("tray", tests, tmp_path / "out")


def test_a_good_order(order, home, tmp_path):
    found = survey(order, home)
    size = sum(path.stat().st_size for path in order.pairs.iterdir())
    assert found == Survey("tray@1", 4, 0, size)
    assert not order.out.exists()
    assert settled(order, home) == replace(order, recipe="tray@1")


def test_a_recipe_given_by_its_path_stays_one(order, home, loaded):
    by_path = replace(order, recipe=str(loaded.folder))
    assert settled(by_path, home).recipe == str(loaded.folder)
    assert survey(by_path, home).pairs == 4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"recipe": "tary"}, 'Did you mean "tray"'),
        ({"recipe": "deeppcb"}, "no reference"),
        ({"pairs": Path("/absent")}, "does not exist"),
        ({"lanes": 0}, "at least 1"),
        ({"truth": Path("/absent.csv")}, "does not exist"),
    ],
)
def test_what_keeps_it_from_running(order, home, change, words):
    found = survey(replace(order, **change), home)
    assert words in " ".join(found.problems)


def test_an_inspector_that_cannot_judge_is_told_before(order, home, loaded, tmp_path):
    copy = tmp_path / "tray"
    shutil.copytree(loaded.folder, copy)
    text = (copy / "recipe.toml").read_text("utf-8")
    (copy / "recipe.toml").write_text(text.replace('"tiny"', '"tinny"'), "utf-8")
    found = survey(replace(order, recipe=str(copy)), home)
    assert found.problems == ()
    assert any("tinny cannot judge" in each and "REVIEW" in each for each in found.remarks)


def test_every_problem_is_told_at_once(order, home, tmp_path):
    (order.out).mkdir()
    (order.out / "letter.txt").touch()
    found = survey(replace(order, recipe="tary", pairs=tmp_path / "absent"), home)
    assert len(found.problems) == 3
    assert found.pairs is None


@pytest.mark.parametrize("inside", [".", "out", "deep/out"])
def test_results_among_the_pairs_are_refused(order, home, inside):
    found = survey(replace(order, out=order.pairs / inside), home)
    assert "lies in the folder of the pairs" in found.problems[0]


def test_an_output_folder_that_holds_something_else(order, home, tmp_path):
    order.out.mkdir()
    (order.out / ".hidden").touch()
    assert survey(order, home).problems == ()
    (order.out / "手紙.txt").touch()
    assert "such as 手紙.txt" in survey(order, home).problems[0]
    assert "cannot be used" in survey(replace(order, out=order.out / "手紙.txt"), home).problems[0]


def test_an_output_folder_that_another_job_has(order, home):
    assert "Another batch" in survey(order, home, taken=[order.out]).problems[0]


def test_an_interrupted_batch_of_the_same_order_is_gone_on_with(order, home, loaded):
    with Journal.open(order.out / "journal.db", "station") as journal:
        journal.append_inspections([record("A")])
    pairs = plan.BatchRequest(loaded, survey_module.read_pairs(order.pairs, _rules()), order.out,
                              home.station, resume=True)  # fmt: skip
    plan.write_manifest(plan.plan_batch(pairs))
    assert survey(order, home).judged == 1
    manifest = order.out / "batch.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"identity": "other"}))
    assert "was made with recipe" in survey(order, home).problems[0]


def test_pictures_that_cannot_be_judged_are_counted(order, home):
    for name in ("E1", "E2"):
        (order.pairs / f"{name}_test.png").touch()
    assert survey(order, home).remarks == (
        "Pairs with an empty or missing picture: 2 (E1, E2). They become REVIEW.",
    )


def test_copies_that_do_not_fit(order, home, monkeypatch):
    usage = type("Usage", (), {"free": 100})
    monkeypatch.setattr(survey_module.shutil, "disk_usage", lambda path: usage)
    assert survey(order, home).problems == ()
    assert "need 0.0 GB" in survey(replace(order, archive=True), home).problems[0]


def test_more_lanes_than_cores(order, home, monkeypatch):
    monkeypatch.setattr(survey_module.os, "cpu_count", lambda: 2)
    assert survey(replace(order, lanes=2), home).remarks == ()
    assert "3 lanes on 2 cores" in survey(replace(order, lanes=3), home).remarks[0]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_may_not_be_written(order, home, tmp_path):
    tmp_path.chmod(0o500)
    assert "may not be written" in survey(order, home).problems[0]
    tmp_path.chmod(0o700)


def test_an_answer_nobody_waits_for_ends_early(order, home):
    assert survey(order, home, unwanted=lambda: True).pairs is None


def test_a_proposed_folder_is_free(home, tmp_path):
    pairs = tmp_path / "部品.d"
    pairs.mkdir()
    folder = paths.batches(home.folder)
    assert proposed_out(home.folder, pairs) == folder / "部品.d"
    (folder / "部品.d").mkdir(parents=True)
    taken = [folder / "部品.d-2"]
    assert proposed_out(home.folder, pairs, taken) == folder / "部品.d-3"
    assert proposed_out(home.folder, tmp_path / "list.csv").name == "list.csv"


def _rules():
    return survey_module.PairRules(False)
