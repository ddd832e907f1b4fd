"""What an examination says of models: facts, guesses, and what decides between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from onnx import TensorProto, helper
from qeu_onnx.examine import examine_for_cells, examine_for_regions
from qeu_onnx.model_file import ModelRefused

from qeu_station.api import Examination, ExaminationRequest

from .models import FLOAT, finished, model, saved


def looked_at(folder: Path, made: Any, **request: Any) -> Examination:
    file = saved(made, folder / "model.onnx")
    return examine_for_regions(ExaminationRequest(file, **request))


@pytest.mark.parametrize(
    ("shape", "element", "expected"),
    [
        (("n", 3, 32, 40), "float32", {"layout": "nchw", "size": [40, 32], "colour": "rgb"}),
        (("n", 32, 40, 3), "float32", {"layout": "nhwc", "size": [40, 32], "colour": "rgb"}),
        ((1, 1, 28, 28), "float16", {"layout": "nchw", "size": [28, 28], "colour": "grey"}),
        (("n", 28, 28), "float32", {"layout": "nhw", "size": [28, 28], "colour": "grey"}),
        (("n", 784), "float32", {"layout": "flat", "size": [28, 28], "colour": "grey"}),
        (("n", 3072), "float32", {"layout": "flat", "size": [32, 32], "colour": "rgb"}),
        (("n", 8, 8, 3), "uint8", {"layout": "nhwc", "range": [0.0, 255.0]}),
        (("n", 2, 8, 8), "float32", {"colour": "grey", "planes": ["reference", "test"]}),
        (("n", 6, 8, 8), "float32", {"colour": "rgb", "planes": ["reference", "test"]}),
        (
            ("n", 7, 8, 8),
            "float32",
            {"colour": "rgb", "planes": ["reference", "test", "difference"]},
        ),
        (("n", 3, 3, 3), "float32", {"layout": "nchw"}),
    ],
)
def test_the_input_is_told_from_its_shape(
    tmp_path: Path, shape: Any, element: str, expected: dict[str, Any]
) -> None:
    kind = {"float32": FLOAT, "float16": TensorProto.FLOAT16, "uint8": TensorProto.UINT8}[element]
    settings = looked_at(tmp_path, model(shape, element=kind)).settings
    assert {**settings, **expected} == settings
    assert settings["element"] == element


def test_a_size_that_varies_is_proposed_and_said(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("GlobalAveragePool", ["picture"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["scores"]),
    ]
    shape = ["n", 3, "h", "w"]
    made = finished(nodes, [("picture", FLOAT, shape)], [("scores", FLOAT, ["n", 3])])
    found = looked_at(tmp_path, made)
    assert found.settings["size"] == [64, 64]
    assert "set size = [width, height]" in found.report.summary[0]
    assert looked_at(tmp_path, made, settings={"size": [20, 10]}).settings["size"] == [20, 10]


@pytest.mark.parametrize(("softmax", "scores"), [(True, "probabilities"), (False, "logits")])
def test_a_softmax_is_found(tmp_path: Path, softmax: bool, scores: str) -> None:
    found = looked_at(tmp_path, model(("n", 3, 8, 8), softmax=softmax))
    assert found.settings["scores"] == scores


def test_a_softmax_written_out_is_found_by_its_sum(tmp_path: Path) -> None:
    made = model(("n", 3, 8, 8), softmax=False)
    made.graph.node.extend(
        [
            helper.make_node("Exp", ["logits"], ["powers"]),
            helper.make_node("ReduceL1", ["powers"], ["sum"], axes=[1], keepdims=1),
            helper.make_node("Div", ["powers", "sum"], ["shares"]),
        ]
    )
    made.graph.output[0].name = "shares"
    found = looked_at(tmp_path, made)
    assert found.settings["scores"] == "probabilities"
    assert any("no softmax follows" in note for note in found.report.summary)


@pytest.mark.parametrize(
    ("kind", "constant", "high"),
    [
        ("Div", 255.0, 255.0),
        ("Mul", 1 / 255, 255.0),
        ("Sub", 127.5, 255.0),
        ("Sub", 0.485, 1.0),
        ("Div", 0.5, 1.0),
    ],
)
def test_a_model_that_normalises_itself_gets_what_it_expects(
    tmp_path: Path, kind: str, constant: float, high: float
) -> None:
    made = model(("n", 8, 8, 3))
    first = [
        helper.make_node("Transpose", ["pixels"], ["moved"], perm=[0, 3, 1, 2]),
        helper.make_node(kind, ["moved", "constant"], ["picture"]),
    ]
    nodes = [*first, *made.graph.node]
    del made.graph.node[:]
    made.graph.node.extend(nodes)
    made.graph.input[0].name = "pixels"
    made.graph.initializer.append(helper.make_tensor("constant", FLOAT, [1], [constant]))
    found = looked_at(tmp_path, made)
    assert found.settings["range"] == [0.0, high]
    assert found.settings["layout"] == "nhwc"


def test_an_output_that_does_not_tell_its_size_is_worked_out(tmp_path: Path) -> None:
    made = model(("n", 3, 8, 8), 4)
    made.graph.output[0].type.tensor_type.ClearField("shape")
    assert len(looked_at(tmp_path, made).labels) == 4


def test_scores_are_found_beside_the_number_of_the_label(tmp_path: Path) -> None:
    """As classifiers of scikit-learn are exported: the label first, then the scores."""
    made = model(("n", 784), 10)
    made.graph.node.append(helper.make_node("ArgMax", ["shares"], ["label"], axis=1, keepdims=0))
    label = helper.make_tensor_value_info("label", TensorProto.INT64, ["n"])
    scores = made.graph.output.pop()
    made.graph.output.extend([label, scores])
    found = looked_at(tmp_path, made)
    assert (found.settings["output"], len(found.labels)) == ("shares", 10)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_are_refused_or_harmless(tmp_path: Path, seed: int) -> None:
    """Whatever the damage, the answer is settings that run, or a refusal that says why."""
    random = np.random.default_rng(seed)
    content = bytearray(model(("n", 3, 8, 8)).SerializeToString())
    reach = len(content) if seed % 2 else 400  # the first bytes name operators and shapes
    for place in random.integers(0, reach, 4):
        content[place] = random.integers(0, 256)
    file = tmp_path / "model.onnx"
    file.write_bytes(bytes(content))
    try:
        found = examine_for_regions(ExaminationRequest(file))
    except ModelRefused as refused:
        assert str(refused)
    else:
        assert found.settings["method"] == "onnx"


def test_what_the_file_says_of_its_pixels_counts(tmp_path: Path) -> None:
    made = model(("n", 3, 8, 8))
    helper.set_model_props(
        made,
        {"Image.BitmapPixelFormat": "Bgr8", "Image.NominalPixelRange": "NominalRange_0_255"},
    )
    settings = looked_at(tmp_path, made).settings
    assert (settings["colour"], settings["range"]) == ("bgr", [0.0, 255.0])


def test_what_is_given_stands_and_cells_have_no_margin(tmp_path: Path) -> None:
    given = {"colour": "bgr", "range": [-1, 1]}
    found = looked_at(tmp_path, model(("n", 3, 8, 8)), settings=given)
    assert (found.settings["colour"], found.settings["range"]) == ("bgr", [-1.0, 1.0])
    assert found.settings["margin"] == 10
    of_cells = examine_for_cells(ExaminationRequest(tmp_path / "model.onnx", settings=given))
    assert of_cells.settings["margin"] == 0


def red_or_blue() -> Any:
    """Right with BGR and 0..255 only: blue beats red, and there must be plenty of it."""
    values = np.kron([[0.01, -0.01, 0.0], [0, 0, 0], [-0.01, 0.01, 0.0]], np.ones((64, 1)) / 64)
    made = model(("n", 3, 8, 8), 3, softmax=False, values=values)
    made.graph.node.append(helper.make_node("Add", ["logits", "start"], ["scores"]))
    made.graph.initializer.append(helper.make_tensor("start", FLOAT, [3], [0.0, 0.0, 0.5]))
    made.graph.output[0].name = "scores"
    return made


def test_a_picture_decides_between_guesses(tmp_path: Path) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("blue\nred\nneither", "utf-8")
    picture = tmp_path / "蒼.png"
    blue = np.zeros((20, 20, 3), np.uint8)
    blue[..., 0] = 200
    picture.write_bytes(cv2.imencode(".png", blue)[1].tobytes())
    ask = {"labels": labels, "picture": picture}
    found = looked_at(tmp_path, red_or_blue(), expected="blue", **ask)
    assert (found.settings["colour"], found.settings["range"]) == ("bgr", [0.0, 255.0])
    assert found.report.figures["expected_found"] == 1
    given = looked_at(tmp_path, red_or_blue(), expected="blue", settings={"colour": "rgb"}, **ask)
    assert given.report.figures["expected_found"] == 0
    assert given.report.summary[-1].startswith("NOT FOUND")
    with pytest.raises(ModelRefused, match='"green" is none of the 3 labels'):
        looked_at(tmp_path, red_or_blue(), expected="green", **ask)


def test_a_whole_model_is_written_for_the_bundle(tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    found = looked_at(tmp_path, model(("n", 3, 8, 8)), into=into)
    assert found.files == ("model.onnx",)
    assert (into / "model.onnx").read_bytes() == (tmp_path / "model.onnx").read_bytes()


@pytest.mark.parametrize(
    ("shape", "settings", "said"),
    [
        (("n", 5, 8, 8), {}, "5 channels are none of"),
        (("n", 791), {}, "no square picture"),
        (("n", 3, 8, 8), {"colour": "pink"}, "colour: Input should be"),
        (("n", 3, 8, 8), {"colours": "rgb"}, "colours: Extra inputs are not permitted"),
        (("n", 3, 8, 8), {"size": [9, 9]}, "the settings make"),
        (("n", 3, 8, 8), {"output": "nothing"}, 'no output "nothing"'),
    ],
)
def test_what_does_not_fit_is_refused(
    tmp_path: Path, shape: Any, settings: dict[str, Any], said: str
) -> None:
    with pytest.raises(ModelRefused, match=said):
        looked_at(tmp_path, model(shape), settings=settings)


def test_labels_that_do_not_match_are_refused(tmp_path: Path) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("ok\nscratch\ndent", "utf-8")
    with pytest.raises(ModelRefused, match="gives 2 scores, but there are 3 labels"):
        looked_at(tmp_path, model(("n", 3, 8, 8)), labels=labels)
