"""The three inspectors on pairs, with real models."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qeu_onnx.inspector import CellInspector, PartInspector, RegionInspector
from qeu_onnx.parameters import Parameters

from qeu_station.api import InspectorContext, Opinion, PluginError
from qeu_station.api.testing import make_pair
from qeu_station.toolkit.onnx_session import OnnxModel

from .models import LABELS, bundle, model

SHAPE = ("n", 1, 16, 16)


def brightness() -> Any:
    """P(ok) rises with the mean of the test image."""
    return model(SHAPE, values=np.full((256, 2), 1 / 256) * [[4, -4]])


@pytest.fixture
def context(tmp_path: Path) -> InspectorContext:
    made = bundle(
        tmp_path / "bundle", brightness(), size=(16, 16), colour="grey", scores="probabilities"
    )
    return InspectorContext(Parameters(), LABELS, made.folder)


def test_every_region_gets_an_opinion(context: InspectorContext) -> None:
    pair = make_pair(regions=5)
    opinion = RegionInspector(context).inspect(pair)
    assert list(opinion.regions) == [region.id for region in pair.regions]
    assert not opinion.cells
    assert opinion.evidence == {"device": "cpu", "devices_asked": ["cpu"]}
    assert opinion.comment.startswith("Least sure of R")


def test_a_pair_without_regions_is_no_fault(context: InspectorContext) -> None:
    assert RegionInspector(context).inspect(make_pair(regions=0)) == Opinion(
        evidence={"device": "cpu", "devices_asked": ["cpu"]}
    )


def test_every_cell_is_judged_by_what_it_shows(context: InspectorContext) -> None:
    pair = make_pair()
    opinion = CellInspector(context).inspect(pair)
    means = {
        cell.address: float(pair.test[pair.cell_map == number].mean())
        for number, cell in enumerate(pair.cells, start=1)
    }
    assert opinion.cells.keys() == means.keys()
    brightest = max(means, key=means.__getitem__)
    darkest = min(means, key=means.__getitem__)
    assert opinion.cells[brightest][0] > opinion.cells[darkest][0]


@pytest.mark.parametrize(("batch", "runs"), [(64, [27]), (10, [10, 10, 7]), (1, [1] * 27)])
def test_all_windows_of_a_pair_go_through_the_model_in_as_few_runs_as_may_be(
    context: InspectorContext, monkeypatch: pytest.MonkeyPatch, batch: int, runs: list[int]
) -> None:
    inspector = CellInspector(replace(context, parameters=Parameters(batch=batch)))
    seen: list[int] = []
    run = OnnxModel.run

    def counted(self: OnnxModel, inputs: Any, outputs: Any = ()) -> Any:
        seen.append(len(next(iter(inputs.values()))))
        return run(self, inputs, outputs)

    monkeypatch.setattr(OnnxModel, "run", counted)
    assert len(inspector.inspect(make_pair()).cells) == 27
    assert seen == runs


def test_the_part_is_judged_as_a_whole(context: InspectorContext) -> None:
    dark, light = (
        PartInspector(context).inspect(make_pair(constant=value)).part for value in (10, 240)
    )
    assert dark is not None
    assert light is not None
    assert dark[0] < 0.6
    assert light[0] > 0.9


def test_without_a_bundle_it_says_how_to_make_one() -> None:
    with pytest.raises(PluginError, match="qeu-station model import FILE"):
        RegionInspector(InspectorContext(Parameters(), LABELS))


def test_a_bundle_of_another_inspector_is_refused(tmp_path: Path) -> None:
    made = bundle(tmp_path / "bundle", brightness(), size=(16, 16))
    text = (made.folder / "model.toml").read_text("utf-8")
    (made.folder / "model.toml").write_text(text.replace('"onnx"', '"soart3"'), "utf-8")
    with pytest.raises(PluginError, match="was not made for the onnx inspectors"):
        RegionInspector(InspectorContext(Parameters(), LABELS, made.folder))


def test_a_wrong_output_shows_before_the_first_part(tmp_path: Path) -> None:
    made = bundle(
        tmp_path / "bundle",
        model(SHAPE, values=np.full((256, 2), np.nan)),
        size=(16, 16),
        colour="grey",
        scores="probabilities",
    )
    inspector = RegionInspector(InspectorContext(Parameters(), LABELS, made.folder))
    with pytest.raises(PluginError, match="no finite numbers"):
        inspector.warm_up()


def without_device(context: InspectorContext, device: str, require: bool) -> PartInspector:
    """An inspector that asks for a device, which this machine must lack."""
    given = Parameters.model_validate({"devices": [device, "cpu"], "require": require})
    inspector = PartInspector(InspectorContext(given, LABELS, context.model))
    if inspector.device == device:
        pytest.skip(f"this machine has {device}, which is to be missing here")
    return inspector


@pytest.mark.parametrize("device", ["coreml", "cuda", "tensorrt", "directml", "openvino"])
def test_another_device_than_asked_for_is_a_warning(context: InspectorContext, device: str) -> None:
    inspector = without_device(context, device, require=False)
    opinion = inspector.inspect(make_pair())
    assert inspector.device == "cpu"
    assert opinion.comment.startswith(f"Warning: runs on cpu, the recipe asks for {device} first.")
    assert opinion.evidence == {"device": "cpu", "devices_asked": [device, "cpu"]}


def test_a_required_device_that_is_not_there_judges_nothing(context: InspectorContext) -> None:
    inspector = without_device(context, "coreml", require=True)
    with pytest.raises(PluginError, match="requires coreml, the model runs on cpu"):
        inspector.inspect(make_pair())
