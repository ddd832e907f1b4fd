"""What is wrong with a model reaches the station in words a person can act on, and no opinion."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import qeu_vlm

from qeu_station.api.testing import make_pair
from qeu_station.pluginhost import (
    HostOptions,
    InspectorEntry,
    InspectorUse,
    PluginOrigin,
    Reply,
    WorkerSet,
)

from .models import save_adapter


def asked(**parameters: object) -> Reply:
    """Return what the station gets of one pair from an inspector with these parameters."""
    [spec] = qeu_vlm.qeu_inspectors()
    origin = PluginOrigin("qeu-vlm", qeu_vlm.VERSION, "qeu_vlm")
    given = {"least_legal": 0.0, "longest_side": 64, **parameters}
    use = InspectorUse(InspectorEntry(spec, origin), given, ("ok", "unknown", "missing"))
    with WorkerSet([use], HostOptions(), in_process=True) as workers:
        (reply,) = workers.inspect(make_pair())
    return reply


def _without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_without("processor_config.json"), "has no processor"),
        (_without("chat_template.jinja"), "has no chat template"),
        (_without("model.safetensors"), "has no weights in safetensors"),
        (shutil.rmtree, "was not found; looked for"),
    ],
)
def test_a_model_that_cannot_be_used_is_a_fault_with_its_reason(
    idefics: Path, tmp_path: Path, change: Callable[[Path], None], words: str
) -> None:
    folder = Path(shutil.copytree(idefics, tmp_path / "模型"))
    change(folder)
    reply = asked(model=str(folder))
    assert reply.fault is not None and reply.fault[0] == "start"
    assert words in reply.fault[1] and not reply.opinions


def test_an_adapter_for_another_model_is_a_fault_with_its_reason(
    idefics: Path, llava: Path, tmp_path: Path
) -> None:
    adapter = save_adapter(idefics, tmp_path / "adapter")
    reply = asked(model=str(llava), adapter=str(adapter))
    assert reply.fault is not None and reply.fault[0] == "start"
    assert "base model" in reply.fault[1] and not reply.opinions


def test_a_model_that_does_not_stop_is_a_fault_with_what_it_said(idefics: Path) -> None:
    reply = asked(model=str(idefics), constrain=False, max_new_tokens=20)
    assert reply.fault is not None and reply.fault[0] == "abstained"
    assert "cannot be read" in reply.fault[1] and reply.raw and not reply.opinions
