"""Promise: a classifier made elsewhere judges parts, and where it runs is never a guess."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from qeu_station.imaging.io import write_image
from qeu_station.imaging.samples.pairs import render_pair, render_reference
from qeu_station.imaging.samples.product import SampleProduct
from tests.e2e.conftest import Command

SIZE = (480, 320)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A classifier of 16 x 16 differences: the more there is, the more is ``missing``."""
    onnx = pytest.importorskip("onnx", reason="the ONNX plugin is not installed")
    helper, number = onnx.helper, onnx.TensorProto.FLOAT
    scale, start = (
        onnx.numpy_helper.from_array(np.array(value, np.float32), name)
        for name, value in (("scale", 400), ("start", 8))
    )
    graph = helper.make_graph(
        [
            helper.make_node("GlobalAveragePool", ["difference"], ["mean"]),
            helper.make_node("Mul", ["mean", "scale"], ["scaled"]),
            helper.make_node("Sub", ["scaled", "start"], ["score"]),
        ],
        "amount",
        [helper.make_tensor_value_info("difference", number, ["n", 1, 16, 16])],
        [helper.make_tensor_value_info("score", number, ["n", 1, 1, 1])],
        [scale, start],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    made.ir_version = 8
    file = tmp_path / "多さ.onnx"
    file.write_bytes(made.SerializeToString())
    (tmp_path / "labels.txt").write_text("ok\nmissing", "utf-8")
    return file


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A reference, a good part, and one with cubes missing."""
    made = SampleProduct.random(99)
    folder = tmp_path / "product"
    folder.mkdir()
    write_image(folder / "reference.png", render_reference(made, SIZE))
    write_image(folder / "good_test.png", render_pair(made, 0, defects=0, size=SIZE).test)
    write_image(folder / "bad_test.png", render_pair(made, 50, defects=4, size=SIZE).test)
    return folder


def _known(model: Path) -> list[object]:
    settings = ('planes=["difference"]', "colour=grey", "range=[0, 1]", "scores=logits")
    named = [part for each in settings for part in ("--set", each)]
    return [model, "-i", "onnx-cell", "--labels", model.parent / "labels.txt", *named]


def test_a_model_is_tried_taken_in_and_judges(
    station: Command, home: Path, model: Path, product: Path, tmp_path: Path
) -> None:
    station("recipe", "new", "tray", "--reference", product / "reference.png", "--class", "missing")
    tried = station(
        "model", "check", *_known(model), "--recipe", "tray", "--pairs", product, "--json"
    )
    labels = {each["pair"]: each["labels"] for each in tried.json["answers"]}
    assert tried.code == 0
    assert labels["good"] == {"ok": 27}
    assert labels["bad"]["missing"] >= 1

    taken = station("model", "import", *_known(model), "--recipe", "tray", "--json")
    assert (taken.code, taken.json["version"]) == (0, 2)
    good = station("inspect", product / "good_test.png", "--recipe", "tray", "--json")
    bad = station("inspect", product / "bad_test.png", "--recipe", "tray", "--json")
    assert (good.code, bad.code) == (0, 1)
    again = station(
        "model", "import", *_known(model), "--recipe", "tray", "--as", "second-look", "--json"
    )
    assert (again.code, again.json["version"]) == (0, 3)
    both = station("inspect", product / "bad_test.png", "--recipe", "tray", "--json")
    said = {each["inspector"]: each for each in both.json["opinions"]}
    assert both.code == 1
    assert said["onnx-cell"]["cells"] == said["second-look"]["cells"] != {}
    assert said["second-look"]["device"] == "cpu"


def test_a_required_device_that_is_not_there_is_review(
    station: Command, home: Path, model: Path, product: Path, tmp_path: Path
) -> None:
    runtime = pytest.importorskip("onnxruntime", reason="ONNX Runtime is not installed")
    if "CoreMLExecutionProvider" in runtime.get_available_providers():
        pytest.skip("this machine has the device that is to be missing")
    station("recipe", "new", "tray", "--reference", product / "reference.png", "--class", "missing")
    station("model", "import", *_known(model), "--recipe", "tray")
    folder = tmp_path / "changed"
    shutil.copytree(home / "recipes" / "tray" / "v2", folder)
    text = (folder / "recipe.toml").read_text("utf-8")
    for require, code in (("false", 0), ("true", 2)):
        wanted = f'parameters = {{ devices = ["coreml", "cpu"], require = {require} }}'
        changed = text.replace('name = "onnx-cell"', f'name = "onnx-cell"\n{wanted}')
        (folder / "recipe.toml").write_text(changed, "utf-8")
        judged = station(
            "inspect", product / "good_test.png", "--recipe", folder, "--no-record", "--json"
        )
        assert judged.code == code, judged.err
        said = "requires coreml, the model runs on cpu" if code else "asks for coreml first"
        assert said in judged.out


@pytest.mark.skipif(os.name != "posix", reason="a test cannot press Ctrl-C on Windows")
def test_ctrl_c_ends_a_model_that_computes_without_end(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qeu_station", "--home", home, "model", "inspect"]
    process = subprocess.Popen(
        [str(word) for word in (*command, _endless(tmp_path / "endless.onnx"))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    looking = _computing_child(process)
    os.killpg(process.pid, signal.SIGINT)
    said, errors = process.communicate(timeout=120)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors + said
    assert not looking.is_running()


def _computing_child(process: subprocess.Popen[str]) -> psutil.Process:
    """Wait until a process of the command has computed for longer than any start takes."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        for child in psutil.Process(process.pid).children(recursive=True):
            if child.cpu_times().user > 5:
                return child
        time.sleep(0.1)
    raise AssertionError(f"no process computes: {process.communicate()}")


def _endless(file: Path) -> Path:
    """A model whose loop never ends."""
    onnx = pytest.importorskip("onnx", reason="the ONNX plugin is not installed")
    helper, kinds = onnx.helper, onnx.TensorProto

    def port(name: str, kind: int, shape: object) -> object:
        return helper.make_tensor_value_info(name, kind, shape)

    body = helper.make_graph(
        [
            helper.make_node("Identity", ["go"], ["on"]),
            helper.make_node("Identity", ["value"], ["same"]),
        ],
        "body",
        [
            port("turn", kinds.INT64, []),
            port("go", kinds.BOOL, []),
            port("value", kinds.FLOAT, None),
        ],
        [port("on", kinds.BOOL, []), port("same", kinds.FLOAT, None)],
    )
    graph = helper.make_graph(
        [
            helper.make_node("Loop", ["", "yes", "picture"], ["looped"], body=body),
            helper.make_node("Flatten", ["looped"], ["scores"]),
        ],
        "endless",
        [port("picture", kinds.FLOAT, ["n", 1, 2, 2])],
        [port("scores", kinds.FLOAT, ["n", 4])],
        [onnx.numpy_helper.from_array(np.array(True), "yes")],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 8
    file.write_bytes(made.SerializeToString())
    return file
