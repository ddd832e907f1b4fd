"""A recipe changes only where fitted weights surely help, or where costs are given."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qeu_station.api import Scope
from qeu_station.core.costs import Costs
from qeu_station.core.recipe import InspectorSettings
from qeu_station.core.record import InspectionRecord, OpinionRecord
from qeu_station.errors import DatasetError, InputError
from qeu_station.learning.votes import Votes
from qeu_station.services.fusing import FuseRequest, fuse_opinions
from qeu_station.services.fusing import run as module
from qeu_station.services.fusing.records import FusionRecords, read_fusion_records
from qeu_station.services.fusing.run import with_weights
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipes import LoadedRecipe, load_recipe, save_recipe
from tests.unit.services.fusing.judged import catalog, correct, judged, label, recipe, votes
from tests.unit.services.fusing.judged import keep as judge
from tests.unit.services.making import catalog_of, entry, picture, write


@pytest.fixture(autouse=True)
def _two_inspectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load_catalog", lambda host: catalog())


def request(home: OpenHome, **more: Any) -> FuseRequest:
    """Ask for the recipe ``tray`` with the truth that was written beside it."""
    return FuseRequest("tray", truth=home.folder / "cells.csv", **more)


def keep(
    home: OpenHome, loaded: LoadedRecipe, said: Votes, records: Sequence[InspectionRecord] = ()
) -> None:
    judge(home, loaded, said, records)
    label(home.folder / "cells.csv", said)


@pytest.fixture
def tray(home: OpenHome, tmp_path: Path) -> LoadedRecipe:
    return save_recipe(recipe(), [write(tmp_path / "reference.png", picture())], home.folder)


def test_redundant_inspectors_get_a_new_version_with_smaller_weights(
    home: OpenHome, tray: LoadedRecipe, tmp_path: Path
) -> None:
    keep(home, tray, votes())
    done = fuse_opinions(request(home, out=tmp_path / "out"), home)
    assert done.saved
    saved = load_recipe("tray", home.folder)
    assert saved == done.loaded
    assert saved.recipe.version == 2
    alpha, beta = saved.recipe.inspectors
    assert (alpha.weight, beta.weights) == (done.study.fitted[0], {"w": done.study.fitted[1]})
    assert alpha.weight + beta.weights["w"] < 1.3
    assert saved.recipe.decision == tray.recipe.decision
    assert load_recipe("tray@1", home.folder).recipe == tray.recipe
    data = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert data["fusion"]["saved_version"] == 2
    assert data["fusion"]["used"] == 330
    page = done.page.read_text("utf-8")
    assert "see the same thing" in page or "see much the same thing" in page
    assert "Reliability of the pool that is used, per class" in page


def test_fitting_anew_on_the_same_records_changes_nothing(
    home: OpenHome, tray: LoadedRecipe
) -> None:
    keep(home, tray, votes())
    first = fuse_opinions(request(home), home)
    again = fuse_opinions(request(home), home)
    assert again.study.fitted == first.study.fitted
    assert not again.saved
    assert again.loaded.recipe.version == 2
    assert again.page.parent.parent == home.folder / "fusions"


def test_independent_inspectors_keep_the_plain_product(home: OpenHome, tray: LoadedRecipe) -> None:
    keep(home, tray, votes(shared=0.0))
    done = fuse_opinions(request(home), home)
    assert not done.saved
    assert done.loaded == tray
    assert any("not surely better" in sentence for sentence in done.report.summary)


def test_too_few_records_change_nothing_and_say_so(home: OpenHome, tray: LoadedRecipe) -> None:
    keep(home, tray, votes(parts=40, shared=1.0))
    done = fuse_opinions(request(home), home)
    assert not done.saved
    assert any("40 parts, at least 60 needed" in sentence for sentence in done.report.summary)


def test_truth_by_corrections_is_told_to_be_chosen_by_people(
    home: OpenHome, tray: LoadedRecipe
) -> None:
    said = votes(parts=20)
    judge(home, tray, said)
    label(home.folder / "cells.csv", said)
    assert module.ONLY_CORRECTED not in fuse_opinions(request(home), home).report.summary
    correct(home, said, [judged(tray, said, n) for n in range(20)])
    done = fuse_opinions(FuseRequest("tray"), home)
    assert module.ONLY_CORRECTED in done.report.summary
    assert len(done.study.votes) == 20


def test_a_trial_saves_nothing(home: OpenHome, tray: LoadedRecipe) -> None:
    keep(home, tray, votes())
    done = fuse_opinions(request(home, save=False), home)
    assert not done.saved
    assert done.proposed.inspectors[0].weight == done.study.fitted[0]
    assert load_recipe("tray", home.folder) == tray


def test_costs_set_the_thresholds_and_rates_are_told(home: OpenHome, tray: LoadedRecipe) -> None:
    keep(home, tray, votes(shared=0.0))
    costs = Costs(escape=50, overkill=8)
    done = fuse_opinions(request(home, costs=costs), home)
    assert done.saved
    decision = done.loaded.recipe.decision
    assert (decision.t_pass, decision.t_fail) == (0.98, 0.125)
    assert done.loaded.recipe.inspectors == tray.recipe.inspectors
    figures = done.report.figures
    assert figures["proposed.escape"] < figures["recipe as it stands.escape"]
    assert figures["proposed.review"] > figures["recipe as it stands.review"]
    assert any("go to review" in sentence for sentence in done.report.summary)


def test_costs_on_too_few_records_change_nothing_and_say_so(
    home: OpenHome, tray: LoadedRecipe
) -> None:
    keep(home, tray, votes(parts=40))
    done = fuse_opinions(request(home, costs=Costs(50, 8)), home)
    assert not done.saved
    assert load_recipe("tray", home.folder) == tray
    assert (done.proposed.decision.t_pass, done.accepted) == (0.98, tray.recipe)
    told = "Too few records to save thresholds from costs: 40 parts, at least 60 needed"
    assert any(sentence.startswith(told) for sentence in done.report.summary)


@pytest.mark.parametrize(("lost", "kind"), [(True, "defective"), (False, "good")])
def test_costs_without_known_parts_of_a_kind_set_no_thresholds(
    home: OpenHome,
    tray: LoadedRecipe,
    monkeypatch: pytest.MonkeyPatch,
    lost: bool,
    kind: str,
) -> None:
    keep(home, tray, votes())

    def partly_known(*args: Any) -> FusionRecords:
        found = read_fusion_records(*args)
        known = tuple(
            replace(each, defective=None if each.defective is lost else each.defective)
            for each in found.labelled
        )
        return replace(found, labelled=known)

    monkeypatch.setattr(module, "read_fusion_records", partly_known)
    done = fuse_opinions(request(home, costs=Costs(50, 8)), home)
    assert done.saved  # the weights are better, whatever is known of whole parts
    assert done.loaded.recipe.decision == tray.recipe.decision
    told = f"Too few records to save thresholds from costs: no part known to be {kind}."
    assert any(sentence.startswith(told) for sentence in done.report.summary)


def test_a_threshold_above_that_of_quiet_cells_is_told(home: OpenHome, tray: LoadedRecipe) -> None:
    keep(home, tray, votes(parts=20))
    dear, fair = (
        fuse_opinions(request(home, costs=Costs(escape, 8), save=False), home).report
        for escape in (1000, 20)
    )
    told = "A cell without a region has P(ok) 0.99, below t_pass = 0.999"
    assert any(sentence.startswith(told) for sentence in dear.summary)
    assert not any("A cell without a region" in sentence for sentence in fair.summary)
    assert dear.figures["proposed.review"] > fair.figures["proposed.review"]


def test_on_a_line_with_rarer_defects_more_passes(home: OpenHome, tray: LoadedRecipe) -> None:
    said = votes(shared=0.0)
    keep(home, tray, said)
    found = [
        fuse_opinions(
            request(home, costs=Costs(50, 8), defect_rate=rate, save=False), home
        ).proposed.decision
        for rate in (None, 0.01)
    ]
    assert found[1].t_pass < found[0].t_pass
    assert found[1].t_fail < found[0].t_fail
    defective = said.defective.mean()  # one region in every part: regions come as parts do
    there = Costs(50, 8).thresholds((0.01 / 0.99) / (defective / (1 - defective)))
    assert (found[1].t_pass, found[1].t_fail) == (there.t_pass, there.t_fail)


@pytest.mark.parametrize("kind", ["defective", "good"])
def test_a_defect_rate_without_parts_to_compare_it_with_is_reported_and_changes_nothing(
    home: OpenHome, tray: LoadedRecipe, kind: str
) -> None:
    said = votes()
    keep(home, tray, said.of(~said.defective if kind == "defective" else said.defective))
    done = fuse_opinions(request(home, costs=Costs(50, 8), defect_rate=0.01), home)
    assert not done.saved
    assert load_recipe("tray", home.folder) == tray
    assert done.page.is_file()
    told = (
        f"The defect rate of 0.01 cannot be compared with the records: no part known to be {kind}"
    )
    assert any(sentence.startswith(told) for sentence in done.report.summary)


def test_a_defect_rate_that_is_no_share_is_refused(home: OpenHome, tray: LoadedRecipe) -> None:
    with pytest.raises(InputError, match="above 0 and below 1"):
        fuse_opinions(request(home, defect_rate=1.0), home)


def test_an_adviser_is_measured_and_gets_no_weight(
    home: OpenHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adviser = entry("adviser", (Scope.REGION,), role="advisory")
    monkeypatch.setattr(module, "load_catalog", lambda host: catalog(adviser))
    made = recipe("alpha", "beta", "adviser")
    tray = save_recipe(made, [write(tmp_path / "reference.png", picture())], home.folder)
    said = votes()
    records = []
    for n in range(len(said)):
        each = judged(tray, said, n)
        copy = replace(each.opinions[0], inspector="adviser", role="advisory", weight=0.0)
        records.append(replace(each, opinions=(*each.opinions, copy)))
    keep(home, tray, said, records)
    done = fuse_opinions(request(home), home)
    assert done.study.votes.opinions == ("alpha", "beta.w")
    assert done.loaded.recipe.inspectors[2] == InspectorSettings("adviser", deadline_s=60)
    same = "These two inspectors see the same thing; fusing them gains nothing."
    assert any("alpha and adviser" in s and s.endswith(same) for s in done.report.summary)


def test_a_broken_inspector_s_parts_count_as_review(home: OpenHome, tray: LoadedRecipe) -> None:
    said = votes()
    records = []
    for n in range(len(said)):
        each = judged(tray, said, n)
        if n % 10 == 0:
            dead = OpinionRecord("beta.w", "gating", "crashed", "crashed")
            each = replace(each, opinions=(each.opinions[0], dead))
        records.append(each)
    keep(home, tray, said, records)
    done = fuse_opinions(request(home), home)
    assert len(done.study.votes) == 297
    assert done.report.figures["recipe as it stands.review"] >= 0.1


def test_nothing_to_pool_is_said(
    home: OpenHome, tray: LoadedRecipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = (Scope.PART,)
    only = catalog_of(entry("alpha", parts), entry("beta", parts, opinions=("w",)))
    monkeypatch.setattr(module, "load_catalog", lambda host: only)
    with pytest.raises(DatasetError, match="nothing to pool"):
        fuse_opinions(request(home), home)


def test_weights_go_to_their_inspectors() -> None:
    made = with_weights(recipe(), {"alpha": 0.3, "beta.w": 0.6})
    assert made.inspectors[0].weight == 0.3
    assert made.inspectors[1].weights == {"w": 0.6}
    assert made.inspectors[1].weight == 1.0
