"""What an examination says of models: facts, guesses, and what decides between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
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
        (
            ("n", 8, 8, 9),
            "float32",
            {"layout": "nhwc", "colour": "rgb", "planes": ["reference", "test", "absolute"]},
        ),
        (("n", 3, 3, 3), "float32", {"layout": "nchw"}),
        ((3, 32, 40), "float32", {"layout": "nchw", "size": [40, 32], "batched": False}),
        ((32, 40, 3), "float32", {"layout": "nhwc", "size": [40, 32], "batched": False}),
        ((28, 28), "float32", {"layout": "nhw", "size": [28, 28], "batched": False}),
        ((784,), "float32", {"layout": "flat", "size": [28, 28], "batched": False}),
        ((1, 784), "float32", {"layout": "flat", "size": [28, 28], "batched": True}),
        (("n", 3, 8, 8), "float64", {"range": [0.0, 1.0]}),
    ],
)
def test_the_input_is_told_from_its_shape(
    tmp_path: Path, shape: Any, element: str, expected: dict[str, Any]
) -> None:
    names = {"float32": "FLOAT", "float64": "DOUBLE"}
    kind = TensorProto.DataType.Value(names.get(element, element.upper()))
    made = model(shape, element=kind)
    if expected.get("batched") is False:
        made = model(("n", *shape), element=kind)
        made.graph.node.insert(0, helper.make_node("Unsqueeze", ["one", "axis"], ["picture"]))
        made.graph.initializer.append(helper.make_tensor("axis", TensorProto.INT64, [1], [0]))
        made.graph.input[0].CopyFrom(helper.make_tensor_value_info("one", kind, shape))
    settings = looked_at(tmp_path, made).settings
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


def test_another_size_is_proposed_where_the_usual_one_does_not_run(tmp_path: Path) -> None:
    """Sizes vary by its words; its weights know better."""
    made = model(("n", 3, 28, 28), 4)
    for axis in made.graph.input[0].type.tensor_type.shape.dim[2:]:
        axis.Clear()
    found = looked_at(tmp_path, made)
    assert found.settings["size"] == [28, 28]
    assert "64 x 64 is no size that it runs with; 28 x 28 is" in found.report.summary[-1]
    with pytest.raises(ModelRefused, match="cannot run"):
        looked_at(tmp_path, made, settings={"size": [30, 30]})


@pytest.mark.parametrize(
    ("names", "planes"),
    [
        (("golden", "image"), ["reference", "test"]),
        (("x", "template"), ["test", "reference"]),
        (("input_1", "input_2"), ["reference", "test"]),
        (("test", "diff", "ref"), ["test", "difference", "reference"]),
    ],
)
def test_inputs_tell_by_their_names_which_picture_they_take(
    tmp_path: Path, names: tuple[str, ...], planes: list[str]
) -> None:
    nodes = [
        helper.make_node("Concat", [*names], ["all"], axis=1),
        helper.make_node("Flatten", ["all"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["scores"]),
    ]
    values = np.linspace(0, 0.1, 128 * len(names), dtype=np.float32).reshape(-1, 2)
    weights = onnx.numpy_helper.from_array(values, "weights")
    inputs = [(name, FLOAT, ["n", 1, 8, 8]) for name in names]
    made = finished(nodes, inputs, [("scores", FLOAT, ["n", 2])], [weights])
    found = looked_at(tmp_path, made)
    assert found.settings["inputs"] == [*names]
    assert (found.settings["planes"], found.settings["colour"]) == (planes, "grey")
    assert "Which input takes which picture is guessed" in found.report.summary[0]


@pytest.mark.parametrize(("depth", "last"), [(1, "difference"), (3, "absolute")])
def test_the_difference_of_an_input_of_its_own_may_have_colours(
    tmp_path: Path, depth: int, last: str
) -> None:
    names = ("ref", "test", "diff")
    nodes = [
        helper.make_node("Concat", [*names], ["all"], axis=1),
        helper.make_node("Flatten", ["all"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["scores"]),
    ]
    values = np.zeros((64 * (6 + depth), 2), np.float32)
    weights = onnx.numpy_helper.from_array(values, "weights")
    inputs = [
        (name, FLOAT, ["n", count, 8, 8]) for name, count in zip(names, (3, 3, depth), strict=True)
    ]
    made = finished(nodes, inputs, [("scores", FLOAT, ["n", 2])], [weights])
    found = looked_at(tmp_path, made)
    assert found.settings["planes"] == ["reference", "test", last]
    assert found.settings["colour"] == "rgb"


def test_a_sigmoid_per_label_is_told_from_a_softmax(tmp_path: Path) -> None:
    made = model(("n", 3, 8, 8), 3, softmax=False)
    made.graph.node.append(helper.make_node("Sigmoid", ["logits"], ["each"]))
    made.graph.output[0].name = "each"
    assert looked_at(tmp_path, made).settings["scores"] == "independent"


def test_pixels_that_are_rounded_first_tell_their_range(tmp_path: Path) -> None:
    made = model(("n", 3, 8, 8))
    rounding = [
        helper.make_node("QuantizeLinear", ["pixels", "step", "zero"], ["rounded"]),
        helper.make_node("DequantizeLinear", ["rounded", "step", "zero"], ["picture"]),
    ]
    for node in reversed(rounding):
        made.graph.node.insert(0, node)
    made.graph.input[0].name = "pixels"
    made.graph.initializer.append(helper.make_tensor("step", FLOAT, [], [2 / 255]))
    made.graph.initializer.append(helper.make_tensor("zero", TensorProto.INT8, [], [0]))
    assert looked_at(tmp_path, made).settings["range"] == [-1.0, 1.0]


def of_scikit_learn(classes: Any) -> Any:
    """A logistic regression as skl2onnx writes it: the label, and a list of maps."""
    numbers = all(isinstance(each, int) for each in classes)
    attribute = "classlabels_int64s" if numbers else "classlabels_strings"
    made = model(("n", 64), len(classes))
    maps = helper.make_node(
        "ZipMap", ["shares"], ["maps"], domain="ai.onnx.ml", **{attribute: classes}
    )
    made.graph.node.append(maps)
    kind = TensorProto.INT64 if numbers else TensorProto.STRING
    key = helper.make_map_type_proto(kind, helper.make_tensor_type_proto(FLOAT, []))
    output = helper.make_value_info("maps", helper.make_sequence_type_proto(key))
    made.graph.output[0].CopyFrom(output)
    made.opset_import.append(helper.make_opsetid("ai.onnx.ml", 1))
    return made


@pytest.mark.parametrize(
    ("classes", "labels"),
    [([0, 1, 2], ("0", "1", "2")), (["ok", "傷", "cap"], ("ok", "傷", "cap"))],
)
def test_scores_in_a_list_of_maps_stay_a_table(
    tmp_path: Path, classes: Any, labels: tuple[str, ...]
) -> None:
    into = tmp_path / "into"
    into.mkdir()
    found = looked_at(tmp_path, of_scikit_learn(classes), into=into)
    assert (found.labels, found.settings["output"]) == (labels, "maps")
    again = examine_for_regions(ExaminationRequest(into / "model.onnx"))
    assert (again.labels, again.settings) == (found.labels, found.settings)


def test_labels_of_the_metadata_are_taken(tmp_path: Path) -> None:
    made = model(("n", 3, 8, 8))
    helper.set_model_props(made, {"names": "{0: 'good', 1: 'bad'}", "classes": "2"})
    assert looked_at(tmp_path, made).labels == ("good", "bad")


@pytest.mark.parametrize("softmax", [True, False])
def test_of_several_outputs_the_one_with_a_softmax_is_taken(tmp_path: Path, softmax: bool) -> None:
    """Or the one with as many scores as there are labels."""
    made = model(("n", 3, 8, 8), 3, softmax=softmax)
    other = helper.make_tensor_value_info("logits" if softmax else "flat", FLOAT, ["n", None])
    made.graph.output.append(other)
    labels = tmp_path / "labels.txt"
    labels.write_text("a\nb\nc", "utf-8")
    found = looked_at(tmp_path, made, labels=labels)
    assert found.settings["output"] == ("shares" if softmax else "logits")
    taken, other = ("shares", "logits") if softmax else ("logits", "flat")
    sizes = (3, 3) if softmax else (3, 192)
    assert found.report.summary[0].startswith(
        f"{taken}: float32 (any, {sizes[0]}) is taken for the scores, not {other}: float32 (any, "
        f"{sizes[1]}). To take another: --set output={other}"
    )


@pytest.mark.parametrize(("softmax", "scores"), [(True, "probabilities"), (False, "logits")])
def test_a_softmax_is_found(tmp_path: Path, softmax: bool, scores: str) -> None:
    found = looked_at(tmp_path, model(("n", 3, 8, 8), softmax=softmax))
    assert found.settings["scores"] == scores
    assert any(note.startswith("It ends in") for note in found.report.summary)


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
    assert not any(note.startswith("It ends in") for note in found.report.summary)


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


@pytest.mark.parametrize("softmax", [True, False])
def test_a_model_that_answers_the_same_to_everything_is_warned_of(
    tmp_path: Path, softmax: bool
) -> None:
    """Its labels tie, and a tie is no label found."""
    picture = tmp_path / "white.png"
    picture.write_bytes(cv2.imencode(".png", np.full((8, 8, 3), 255, np.uint8))[1].tobytes())
    made = model(("n", 3, 8, 8), softmax=softmax, values=np.zeros((192, 2)))
    said = "Warning: it gives the same answer whatever it is shown"
    assert looked_at(tmp_path, made).report.summary[0].startswith(said)
    found = looked_at(tmp_path, made, picture=picture, expected="0")
    assert found.report.summary[0].startswith(said)
    assert found.report.figures["expected_found"] == 0
    row = found.report.sections[-1].tables[0].rows[0]
    assert row[1:] == ("a tie of 2: label 0, label 1", 0.5)
    sound = looked_at(tmp_path, model(("n", 3, 8, 8), softmax=softmax), picture=picture)
    assert not any(note.startswith("Warning") for note in sound.report.summary)


def test_a_model_whose_items_depend_on_each_other_is_said_to_run_one_by_one(tmp_path: Path) -> None:
    made = model(("n", 3, 8, 8), softmax=False, values=np.linspace(-1, 1, 384).reshape(192, 2))
    made.graph.node.append(helper.make_node("Softmax", ["logits"], ["shares"], axis=0))
    made.graph.output[0].name = "shares"
    summary = looked_at(tmp_path, made).report.summary
    assert any("items are given one at a time" in note for note in summary)
    assert summary[0].startswith("Warning: it gives the same answer")  # alone, it shares with none
    sound = looked_at(tmp_path, model(("n", 3, 8, 8))).report.summary
    assert not any("one at a time" in note for note in sound)


def test_labels_that_stand_there_twice_are_said(tmp_path: Path) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("crane\nok\ncrane", "utf-8")
    found = looked_at(tmp_path, model(("n", 3, 8, 8), 3), labels=labels)
    assert found.labels == ("crane #0", "ok", "crane #2")
    assert any(
        note.startswith('Outputs 0, 2 carry the same label "crane"')
        for note in found.report.summary
    )


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


def pictures(folder: Path) -> Path:
    for name, channel in (("blue", 0), ("red", 2)):
        (folder / name).mkdir(parents=True)
        for number in range(4):
            shown = np.full((20, 20, 3), 20 * number, np.uint8)
            shown[..., channel] = 100 + 40 * number
            (folder / name / f"{number}.png").write_bytes(cv2.imencode(".png", shown)[1].tobytes())
    return folder


def test_a_folder_per_label_decides_where_one_picture_cannot(tmp_path: Path) -> None:
    """One dark blue is blue to a model that always says so; both colours tell."""
    labels = tmp_path / "labels.txt"
    labels.write_text("blue\nred\nneither", "utf-8")
    shown = pictures(tmp_path / "shown")
    found = looked_at(tmp_path, red_or_blue(), labels=labels, picture=shown)
    assert (found.settings["colour"], found.settings["range"]) == ("bgr", [0.0, 255.0])
    assert found.report.summary[-1] == "With bgr, 0..255 it is right in 8 of 8 pictures."
    assert not any("guessed" in note for note in found.report.summary)
    (table,) = found.report.sections[-1].tables
    assert table.columns == ("settings", "right of 8", "mean log loss")
    (shown / "green").mkdir()
    (shown / "red" / "0.png").rename(shown / "green" / "0.png")
    with pytest.raises(ModelRefused, match='"green" is none of the 3 labels'):
        looked_at(tmp_path, red_or_blue(), labels=labels, picture=shown)


@pytest.mark.parametrize(("scale", "span"), [(20, [0.0, 1.0]), (20 / 255, [0.0, 255.0])])
def test_of_ranges_that_are_right_alike_neither_the_loudest_nor_a_mute_one_is_taken(
    tmp_path: Path, scale: float, span: list[float]
) -> None:
    """A model without offsets is right in any range: as sure as can be in one far too large, and
    next to blind in one far too small."""
    values = np.kron(np.eye(3), np.full((64, 1), scale / 64))  # the mean of every channel
    labels = tmp_path / "labels.txt"
    labels.write_text("red\ngreen\nblue", "utf-8")
    made = model(("n", 192), 3, values=values, softmax=False)
    found = looked_at(tmp_path, made, labels=labels, picture=pictures(tmp_path / "shown"))
    assert (found.settings["layout"], found.settings["range"]) == ("flat-chw", span)
    assert found.settings["mean"] == [0.0]
    if scale == 20:
        assert "other settings of the table are right as often" in found.report.summary[-1]


def test_pictures_that_it_gets_wrong_are_not_found(tmp_path: Path) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("neither\nred\nblue", "utf-8")
    found = looked_at(
        tmp_path, red_or_blue(), labels=labels, picture=pictures(tmp_path / "shown"),
        settings={"colour": "bgr", "range": [0, 255]},
    )  # fmt: skip
    assert found.report.figures["expected_found"] == 1
    labels.write_text("red\nblue\nneither", "utf-8")
    found = looked_at(
        tmp_path, red_or_blue(), labels=labels, picture=tmp_path / "shown",
        settings={"colour": "bgr", "range": [0, 255]},
    )  # fmt: skip
    assert found.report.figures["expected_found"] == 0
    assert found.report.summary[-1].startswith("NOT FOUND: under none")


def test_one_picture_that_fits_several_settings_says_so(tmp_path: Path) -> None:
    picture = tmp_path / "white.png"
    picture.write_bytes(cv2.imencode(".png", np.full((8, 8, 3), 255, np.uint8))[1].tobytes())
    found = looked_at(tmp_path, model(("n", 3, 8, 8)), picture=picture, expected="0")
    assert "one picture does not decide between them" in found.report.summary[-1]


def test_one_picture_prefers_small_numbers_to_a_model_that_is_sure_of_anything(
    tmp_path: Path,
) -> None:
    """It is right with mean and std and with 0..255, where being surer says nothing."""
    values = np.full((192, 2), 1 / 192)
    values[:, 0] = 0
    made = model(("n", 3, 8, 8), softmax=False, values=values)
    made.graph.node.append(helper.make_node("Add", ["logits", "start"], ["scores"]))
    made.graph.initializer.append(helper.make_tensor("start", FLOAT, [2], [1.1, 0.0]))
    made.graph.output[0].name = "scores"
    picture = tmp_path / "light.png"
    picture.write_bytes(cv2.imencode(".png", np.full((8, 8, 3), 250, np.uint8))[1].tobytes())
    found = looked_at(tmp_path, made, picture=picture, expected="1")
    rows = {row[0]: row[1:] for row in found.report.sections[-1].tables[0].rows}
    assert rows["rgb, 0..1"][0] == "label 0"
    assert rows["rgb, 0..255"] == ("label 1", 1.0)
    assert found.settings["range"] == [0.0, 1.0]
    assert found.settings["mean"] != [0.0]


def test_dark_on_light_is_tried_last(tmp_path: Path) -> None:
    """A model of light strokes that is shown ink on paper."""
    values = np.full((64, 2), 1 / 16)
    values[:, 1] *= -1
    made = model(("n", 1, 8, 8), softmax=False, values=values)
    made.graph.node.append(helper.make_node("Add", ["logits", "start"], ["scores"]))
    made.graph.initializer.append(helper.make_tensor("start", FLOAT, [2], [0.0, 3.0]))
    made.graph.output[0].name = "scores"
    picture = tmp_path / "paper.png"
    paper = np.full((8, 8), 255, np.uint8)
    paper[2:6, 2:6] = 0
    picture.write_bytes(cv2.imencode(".png", paper)[1].tobytes())
    found = looked_at(tmp_path, made, picture=picture, expected="1")
    assert found.settings["range"] == [1.0, 0.0]


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
