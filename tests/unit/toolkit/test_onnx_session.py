from __future__ import annotations

import base64
import sys
from pathlib import Path

import numpy as np
import pytest

from qeu_station.errors import BundleError
from qeu_station.services.devices import IDENTITY_MODEL
from qeu_station.toolkit import onnx_session
from qeu_station.toolkit.onnx_session import OnnxModel


@pytest.fixture
def model(tmp_path: Path) -> Path:
    pytest.importorskip("onnxruntime", reason="ONNX Runtime is not installed")
    file = tmp_path / "模型.onnx"
    file.write_bytes(base64.b64decode(IDENTITY_MODEL))
    return file


def test_a_model_runs_where_it_says(model: Path) -> None:
    loaded = OnnxModel(model, providers=("CPUExecutionProvider",))
    assert loaded.device == "cpu"
    (name,), (out,) = loaded.inputs, loaded.outputs
    given = np.array([2.5], np.float32)
    assert loaded.run({name: given})[out].tolist() == [2.5]


@pytest.mark.parametrize("bound", [None, False, True])
def test_inputs_bound_to_the_device_give_the_same(model: Path, bound: bool | None) -> None:
    """The CPU is a device that inputs can be bound to as well; a GPU differs in the place only."""
    loaded = OnnxModel(model, bound=bound)
    (name,), (out,) = loaded.inputs, loaded.outputs
    for value in (2.5, -1.0):  # nothing of the run before is left
        given = {name: np.array([value], np.float32)}
        assert loaded.run(given)[out].tolist() == [value]
    with pytest.raises(ValueError, match="cannot run"):
        loaded.run({name: np.zeros((3, 3), np.float64)})


def test_a_provider_that_is_not_there_leaves_the_cpu(model: Path) -> None:
    assert OnnxModel(model, providers=("NoSuchExecutionProvider",)).device == "cpu"


def test_wrong_inputs_are_named(model: Path) -> None:
    loaded = OnnxModel(model)
    with pytest.raises(ValueError, match="takes the inputs"):
        loaded.run({"picture": np.zeros(1, np.float32)})
    (name,) = loaded.inputs
    with pytest.raises(ValueError, match="cannot run"):
        loaded.run({name: np.zeros((3, 3), np.float64)})


@pytest.mark.parametrize(
    "content", [b"", b"version https://git-lfs.github.com/spec/v1", b"\x00" * 99]
)
def test_what_is_no_model_is_refused(model: Path, content: bytes) -> None:
    model.write_bytes(content)
    with pytest.raises(BundleError, match="no model"):
        OnnxModel(model)


def test_a_missing_file_is_named(model: Path) -> None:
    with pytest.raises(BundleError, match="gone"):
        OnnxModel(model.with_name("gone.onnx"))


def test_without_the_runtime_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(BundleError, match="install onnxruntime"):
        OnnxModel(tmp_path / "any.onnx")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            "[ONNXRuntimeError] : 1 : FAIL : the graph is not acyclic.\n\n",
            "the graph is not acyclic.",
        ),
        (
            "[ONNXRuntimeError] : 1 : FAIL : /src/m.cc:6 ns::Model(a<b>&&, int) Unsupported IR",
            "Unsupported IR",
        ),
        ("", "no message"),
    ],
)
def test_what_the_runtime_says_is_told_without_places_in_its_source(raw: str, said: str) -> None:
    assert onnx_session._said(RuntimeError(raw)) == said


def test_only_the_wanted_outputs_come_back(model: Path) -> None:
    loaded = OnnxModel(model)
    (name,), (out,) = loaded.inputs, loaded.outputs
    assert list(loaded.run({name: np.array([1.0], np.float32)}, (out,))) == [out]
    with pytest.raises(ValueError, match="cannot run"):
        loaded.run({name: np.array([1.0], np.float32)}, ("nothing",))


def test_a_bound_run_answers_the_same(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The road of devices with memory of their own, taken with the memory that is everywhere."""
    loaded = OnnxModel(model)
    (name,), (out,) = loaded.inputs, loaded.outputs
    monkeypatch.setattr(onnx_session, "_BOUND", {"cpu": "cpu"})
    assert loaded.run({name: np.array([2.5], np.float32)})[out].tolist() == [2.5]
    with pytest.raises(ValueError, match="cannot run"):
        loaded.run({name: np.zeros((3, 3), np.float64)})


def test_every_device_has_a_provider() -> None:
    assert set(onnx_session.PROVIDERS) == {
        "cpu", "cuda", "tensorrt", "directml", "openvino", "coreml"
    }  # fmt: skip
