"""From records to a trained recipe: what is learned, saved and reported, and what is refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.api import TrainingStep
from qeu_station.core.recipe import InspectorSettings
from qeu_station.errors import DatasetError, GridError, InputError, PluginError, RecipeError
from qeu_station.pluginhost import load_catalog
from qeu_station.services.opening import OpenHome
from qeu_station.services.roster import build_roster
from qeu_station.services.training import TrainRequest, TrainResult, train
from qeu_station.storage.recipes import load_recipe, save_recipe
from tests.unit.services.making import picture, write


def done(request: TrainRequest, home: OpenHome) -> TrainResult:
    result = train(request, home)
    assert result is not None
    return result


def state(home: OpenHome) -> dict[str, object]:
    (file,) = paths.trainings(home.folder).glob("*/training.json")
    content: dict[str, object] = json.loads(file.read_text("utf-8"))
    return content


def test_a_trained_recipe_judges_with_its_bundle(
    request_: TrainRequest, home: OpenHome, tmp_path: Path
) -> None:
    steps: list[TrainingStep] = []
    result = train(replace(request_, out=tmp_path / "out"), home, steps.append)
    assert result is not None
    assert result.used
    assert result.verdict == ""
    assert [s.done for s in steps if s.doing == "preparing pairs"] == [1, 2, 3, 4]
    assert [s.values["loss"] for s in steps if s.doing == "learning"] == [1.0, 0.5, 1 / 3]
    assert result.census.regions == {"missing": 3, "ok": 4}
    assert result.census.groups == {"lot0": 2, "lot1": 2}
    recipe = load_recipe("tray", home.folder).recipe
    assert recipe.version == 2
    steady = recipe.inspectors[-1]
    assert (steady.name, steady.model) == ("steady", "models/steady")
    assert steady.weights == {"peak": 0.75, "area": 0.25}
    assert steady.parameters == {"steepness": 0.5}
    assert recipe.calibration.p_ok_without_region == 0.97
    assert recipe.calibration.id == result.bundle.about.training_data != ""
    seats = build_roster(load_recipe("tray", home.folder), load_catalog(home.host)).seats
    assert [seat.weight for seat in seats if seat.inspector == "steady"] == [0.75, 0.25]
    assert load_recipe("tray@1", home.folder).recipe.inspectors == (
        InspectorSettings("tiny", deadline_s=60),
    )
    assert state(home)["state"] == "finished"
    told = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert told["outcome"]["report"]["figures"]["fused.f"] == 0.95
    assert told["records"]["regions"] == {"missing": 3, "ok": 4}
    assert [y for _, y in told["curves"]["loss"]] == [1.0, 0.5, 1 / 3]


def test_the_page_needs_no_network_and_escapes_what_it_shows(
    request_: TrainRequest, home: OpenHome
) -> None:
    page = done(request_, home).report.read_text("utf-8")
    assert "Steady &amp; true" in page
    assert "&lt;script&gt;" in page
    assert "area &lt;b&gt;" in page
    assert "<script" not in page
    assert not re.search(r"""(src|href)\s*=|url\(|@import""", page)
    assert page.count("<svg viewBox") >= 2


def test_the_same_training_gives_the_same_model(request_: TrainRequest, home: OpenHome) -> None:
    first = done(request_, home)
    second = done(replace(request_, recipe="tray@1"), home)
    assert first.bundle.sha256 == second.bundle.sha256
    assert second.loaded.recipe.version == 2


def test_another_model_is_another_version_even_where_the_text_is_the_same(
    request_: TrainRequest, home: OpenHome, records: Path
) -> None:
    first = done(request_, home)
    made = picture(1, defect=True)
    made[4:28, 4:28] = 128
    write(records / "pictures" / "P1_test.png", made)
    second = done(replace(request_, recipe="tray@1"), home)
    assert first.bundle.sha256 != second.bundle.sha256
    assert second.loaded.recipe.version == 3


def test_wrong_parameters_are_told_before_any_record_is_read(
    request_: TrainRequest, home: OpenHome, tmp_path: Path
) -> None:
    wrong = replace(request_, parameters={"epochs": 0}, records=tmp_path / "absent")
    with pytest.raises(PluginError, match='Parameters of trainer "wayward" are not valid: epochs'):
        train(wrong, home)


def test_a_cancelled_training_goes_on(request_: TrainRequest, home: OpenHome) -> None:
    steps: list[TrainingStep] = []
    slow = replace(request_, parameters={"pause_s": 0.3, "epochs": 4})
    assert train(slow, home, steps.append, lambda: len(steps) > 5) is None
    assert state(home)["state"] == "running"
    again: list[TrainingStep] = []
    result = train(replace(slow, resume=True), home, again.append)
    assert result is not None
    assert result.outcome.report.figures["went_on_from"] >= 1
    assert result.outcome.report.figures["seen"] == 4
    (log,) = paths.trainings(home.folder).glob("*/work/observed.txt")
    assert log.read_text("utf-8").split() == ["P1", "P2", "P3", "P4"]
    told = json.loads(result.report.with_suffix(".json").read_text("utf-8"))
    assert [x for x, _ in told["curves"]["loss"]] == [1, 2, 3, 4]


def test_without_resume_it_begins_anew(request_: TrainRequest, home: OpenHome) -> None:
    assert train(request_, home, cancelled=lambda: True) is None
    assert done(request_, home).outcome.report.figures["went_on_from"] == 0
    for recipe in ("tray", "tray@1"):
        with pytest.raises(InputError, match=r"nothing to resume.*ended on .*recipe tray@2"):
            train(replace(request_, recipe=recipe, resume=True), home)
    with pytest.raises(InputError, match=r"nothing to resume.*was ever begun"):
        train(replace(request_, resume=True, seed=4), home)


def test_a_trainer_that_fails_leaves_the_recipe_as_it_was(
    request_: TrainRequest, home: OpenHome
) -> None:
    with pytest.raises(PluginError, match="the tea is cold"):
        train(replace(request_, parameters={"fault": "end raises"}), home)
    assert load_recipe("tray", home.folder).recipe.version == 1
    assert state(home)["state"] == "running"


def test_too_few_records_are_counted_per_class(request_: TrainRequest, home: OpenHome) -> None:
    with pytest.raises(DatasetError, match="class ok: 4 regions, at least 10 needed; class missi"):
        train(replace(request_, least=10), home)


def test_one_class_only_is_refused(request_: TrainRequest, home: OpenHome, records: Path) -> None:
    (records / "boxes.csv").write_text("pair,x1,y1,x2,y2,label\nP4,,,,,\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="only good regions were found"):
        train(replace(request_, least=1), home)


def test_one_group_only_is_refused(request_: TrainRequest, home: OpenHome, records: Path) -> None:
    text = (records / "pairs.csv").read_text("utf-8").replace("lot0", "lot1")
    (records / "pairs.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"all records are of one group \(lot1\)"):
        train(replace(request_, least=1), home)


def test_a_part_in_two_groups_is_refused(
    request_: TrainRequest, home: OpenHome, records: Path
) -> None:
    text = (records / "pairs.csv").read_text("utf-8").replace(",,,lot", ",,S1,lot")
    (records / "pairs.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match='"S1" stands in group "lot1" and in "lot0"'):
        train(request_, home)


@pytest.mark.parametrize(
    ("cells", "error", "words"),
    [
        ("P1,E4,missing", GridError, 'Cell "E4" is not on this grid'),
        ("P1,U1,rust", RecipeError, 'Class "rust" is not in this recipe'),
    ],
)
def test_labels_that_do_not_fit_are_refused(
    request_: TrainRequest,
    home: OpenHome,
    records: Path,
    cells: str,
    error: type[Exception],
    words: str,
) -> None:
    (records / "cells.csv").write_text(f"pair,cell,label\n{cells}\n", encoding="utf-8")
    with pytest.raises(error, match=words):
        train(request_, home)


def test_pairs_that_cannot_be_used_are_named(
    request_: TrainRequest, home: OpenHome, records: Path
) -> None:
    (records / "pictures" / "P2_test.png").write_bytes(b"no picture")
    result = done(replace(request_, least=1), home)
    assert list(result.left_out) == ["P2"]
    for file in records.glob("pictures/*.png"):
        file.write_bytes(b"no picture " + file.name.encode())
    with pytest.raises(DatasetError, match=r"No pair can be learned from; 4 were left out.*P1"):
        train(request_, home)


def test_other_bundles_of_the_recipe_stay(
    request_: TrainRequest, home: OpenHome, records: Path
) -> None:
    first = done(request_, home)
    recipe = first.loaded.recipe
    other = replace(recipe.inspectors[-1], name="twin", model="models/twin")
    widened = replace(recipe, inspectors=(*recipe.inspectors, other))
    bundle = first.bundle.folder
    save_recipe(
        widened, first.loaded.references, home.folder, first.loaded.folder, {"twin": bundle}
    )
    last = done(replace(request_, seed=1), home)
    assert sorted(p.name for p in (last.loaded.folder / "models").iterdir()) == ["steady", "twin"]
