"""Small real models and their label file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A classifier of 8 x 8 colour pictures: bright is ``ok``, dark is ``missing``."""
    onnx = pytest.importorskip("onnx", reason="the ONNX plugin is not installed")
    helper, numpy_helper, number = onnx.helper, onnx.numpy_helper, onnx.TensorProto.FLOAT
    weights = np.full((192, 2), 1 / 192, np.float32) * [[8, -8]]
    graph = helper.make_graph(
        [
            helper.make_node("Flatten", ["picture"], ["flat"]),
            helper.make_node("MatMul", ["flat", "weights"], ["logits"]),
            helper.make_node("Softmax", ["logits"], ["shares"], axis=1),
        ],
        "bright",
        [helper.make_tensor_value_info("picture", number, ["n", 3, 8, 8])],
        [helper.make_tensor_value_info("shares", number, ["n", 2])],
        [numpy_helper.from_array(weights.astype(np.float32), "weights")],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 8
    file = tmp_path_factory.mktemp("模型") / "bright.onnx"
    file.write_bytes(made.SerializeToString())
    (file.parent / "labels.txt").write_text("ok\nmissing\n", "utf-8")
    return file


@pytest.fixture
def labels(model: Path) -> Path:
    return model.parent / "labels.txt"
