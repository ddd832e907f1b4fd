"""What models answer under their settings, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from qeu_onnx.classifier import Classifier
from qeu_onnx.model_file import ModelRefused, read_model
from qeu_onnx.parameters import Parameters
from qeu_onnx.preprocessing import Preprocessing
from qeu_onnx.scores import probabilities

from .models import FLOAT, LABELS, finished, model, saved

WHITE = np.full((1, 8, 8, 3), 255, np.uint8)
SURE = float(np.e / (np.e + 1))
"""P of the first label when its score is 1 and the other's 0."""


def classifier(
    folder: Path, made: Any, labels: tuple[str, ...] = LABELS, **settings: Any
) -> Classifier:
    given = {"size": (8, 8), "scores": "probabilities", **settings}
    parameters = Parameters(batch=4)
    file = read_model(saved(made, folder / "model.onnx"))
    return Classifier(file, Preprocessing(**given), labels, parameters)


@pytest.mark.parametrize(
    ("shape", "settings"),
    [
        (("n", 3, 8, 8), {"layout": "nchw"}),
        (("n", 8, 8, 3), {"layout": "nhwc"}),
        (("n", 192), {"layout": "flat"}),
        (("n", 192), {"layout": "flat-chw"}),
        ((1, 3, 8, 8), {"layout": "nchw"}),
        ((6, 3, 8, 8), {"layout": "nchw"}),
        (("n", 3, "h", "w"), {"layout": "nchw"}),
    ],
)
@pytest.mark.parametrize("items", [0, 1, 5, 9])
def test_every_layout_and_batch(
    tmp_path: Path, shape: Any, settings: dict[str, Any], items: int
) -> None:
    made = model(shape, values=np.eye(192, 2) * 0 + np.array([[1 / 192, 0]]))
    stack = np.linspace(0, 255, items, dtype=np.uint8)[:, None, None, None] * np.ones_like(WHITE)
    found = classifier(tmp_path, made, **settings).probabilities(stack)
    score = np.exp(np.linspace(0, 255, items, dtype=np.uint8) / 255.0)
    np.testing.assert_allclose(found[:, 0], score / (score + 1), atol=1e-5)
    np.testing.assert_allclose(found.sum(axis=1), 1)


@pytest.mark.parametrize(
    ("element", "name", "settings"),
    [
        (TensorProto.FLOAT16, "float16", {}),
        (TensorProto.UINT8, "uint8", {"range": (0, 255)}),
    ],
)
def test_elements(tmp_path: Path, element: int, name: str, settings: dict[str, Any]) -> None:
    width = 192.0 * (255 if name == "uint8" else 1)
    made = model(("n", 3, 8, 8), element=element, values=np.ones((192, 2)) * [[1 / width, 0]])
    found = classifier(tmp_path, made, element=name, **settings).probabilities(WHITE)
    assert found[0, 0] == pytest.approx(SURE, abs=2e-3)


@pytest.mark.parametrize("opset", [7, 8, 10, 11, 13, 17, 21])
def test_opsets(tmp_path: Path, opset: int) -> None:
    found = classifier(tmp_path, model(("n", 3, 8, 8), opset=opset)).probabilities(WHITE)
    assert found[0, 0] == pytest.approx(SURE, abs=1e-5)


def test_the_newest_opset_runs_and_a_newer_one_is_named(tmp_path: Path) -> None:
    """What the newest is, the installed runtime decides; it says so of one that is too new."""
    with pytest.raises(ModelRefused, match="the newest that this ONNX Runtime knows is") as refused:
        classifier(tmp_path, model(("n", 3, 8, 8), opset=99))
    newest = int(str(refused.value).partition("knows is ")[2].partition(";")[0])
    assert newest >= 21
    newest = min(newest, onnx.defs.onnx_opset_version())
    found = classifier(tmp_path, model(("n", 3, 8, 8), opset=newest)).probabilities(WHITE)
    assert found[0, 0] == pytest.approx(SURE, abs=1e-5)


def test_order_range_mean_and_std_of_channels(tmp_path: Path) -> None:
    """Each score is one channel's value: the settings' arithmetic, channel by channel."""
    values = np.kron(np.eye(3), np.full((64, 1), 1 / 64))
    made = model(("n", 3, 8, 8), 3, softmax=False, values=values)
    picture = np.empty((1, 8, 8, 3), np.uint8)
    picture[...] = (10, 100, 200)
    labels = ("a", "b", "c")
    given = {"range": (-1, 1), "mean": (0.1, 0.2, 0.3), "std": (0.5, 0.25, 2.0), "scores": "logits"}
    found = classifier(tmp_path, made, labels, **given).probabilities(picture)[0]
    logits = (np.array([10, 100, 200]) / 255 * 2 - 1 - given["mean"]) / given["std"]
    np.testing.assert_allclose(found, np.exp(logits) / np.exp(logits).sum(), rtol=1e-5)


def test_flat_rows_keep_their_order(tmp_path: Path) -> None:
    picture = np.zeros((1, 8, 8, 3), np.uint8)
    picture[0, 0, 1, 2] = 255
    for layout, place in (("flat", 5), ("flat-chw", 2 * 64 + 1)):
        values = np.zeros((192, 2))
        values[place, 0] = 1
        made = model(("n", 192), values=values)
        found = classifier(tmp_path, made, layout=layout).probabilities(picture)
        assert found[0, 0] == pytest.approx(SURE, abs=1e-5)


def test_one_score_is_that_of_the_second_label(tmp_path: Path) -> None:
    made = model(("n", 3, 8, 8), 1, softmax=False, values=np.full((192, 1), 1 / 192))
    found = classifier(tmp_path, made, scores="logits").probabilities(WHITE)
    assert found[0].tolist() == pytest.approx([1 - SURE, SURE], abs=1e-5)


def several_outputs() -> Any:
    nodes = [
        helper.make_node("GlobalAveragePool", ["picture"], ["features"]),
        helper.make_node("Flatten", ["features"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["shares"], axis=1),
    ]
    outputs = [("features", FLOAT, ["n", 3, 1, 1]), ("shares", FLOAT, ["n", 3])]
    return finished(nodes, [("picture", FLOAT, ["n", 3, 8, 8])], outputs)


def test_several_outputs_that_nothing_tells_apart_must_be_named(tmp_path: Path) -> None:
    labels = ("a", "b", "c")
    alike = several_outputs()
    alike.graph.node[-1].op_type = "LogSoftmax"
    said = r"--set output=NAME: features: float32 \(any, 3, 1, 1\); shares: float32 \(any, 3\)"
    with pytest.raises(ModelRefused, match=said):
        classifier(tmp_path, alike, labels)
    with pytest.raises(ModelRefused, match='no output "share"; its outputs are features'):
        classifier(tmp_path, several_outputs(), labels, output="share")
    found = classifier(tmp_path, several_outputs(), labels, output="shares")
    assert found.probabilities(WHITE)[0].tolist() == pytest.approx([1 / 3] * 3)


def test_a_model_that_gives_pictures_is_refused(tmp_path: Path) -> None:
    node = helper.make_node("Relu", ["picture"], ["better"])
    shape = ["n", 3, 8, 8]
    made = finished([node], [("picture", FLOAT, shape)], [("better", FLOAT, shape)])
    with pytest.raises(ModelRefused, match="It is no classifier"):
        classifier(tmp_path, made)


def test_a_model_that_gives_pictures_and_hides_it_is_refused(tmp_path: Path) -> None:
    node = helper.make_node("Relu", ["picture"], ["better"])
    made = finished(
        [node], [("picture", FLOAT, ["n", 3, 8, 8])], [("better", FLOAT, ["n", "what"])]
    )
    with pytest.raises(ValueError):  # whichever sees it first: the runtime's shapes, or the scores
        classifier(tmp_path, made).settle()


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (("n", 3, 50_000, 50_000), "absurd"),
        ((1_000_000, 3, 8, 8), "absurd"),
        ((5,), r"the settings make \(items, 3, 8, 8\)"),
        (("n", 1, 1, 1, 5), "4 axes"),
        (("n", 3, 0, 8), "an axis of size 0 holds nothing"),
        (("n", 3, 2, 8, 8), "4 axes"),
        (("n", 3, 9, 8), r"the settings make \(items, 3, 8, 8\)"),
        (("n", 8, 8, 3), r"the settings make \(items, 3, 8, 8\)"),
    ],
)
def test_shapes_that_are_absurd_or_do_not_fit(tmp_path: Path, shape: Any, said: str) -> None:
    node = helper.make_node("ReduceMax", ["picture"], ["scores"], keepdims=0)
    made = finished([node], [("picture", FLOAT, shape)], [("scores", FLOAT, ["n", 2])], opset=13)
    with pytest.raises(ModelRefused, match=said):
        classifier(tmp_path, made)


def test_labels_that_do_not_match_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="gives 2 scores, but there are 3 labels"):
        classifier(tmp_path, model(("n", 3, 8, 8)), ("a", "b", "c"))


def of_inputs(*names: str, width: int = 192) -> Any:
    """Scores: the mean of the last input less that of the first, and nought."""
    weights = np.zeros((width, 2), np.float32)
    weights[:, 0] = 1 / width
    nodes = [
        *(helper.make_node("Flatten", [name], [f"flat {name}"]) for name in names),
        helper.make_node("Sub", [f"flat {names[-1]}", f"flat {names[0]}"], ["more"]),
        helper.make_node("MatMul", ["more", "weights"], ["scores"]),
    ]
    inputs = [(name, FLOAT, ["n", 3, 8, 8]) for name in names]
    tensor = onnx.numpy_helper.from_array(weights, "weights")
    return finished(nodes, inputs, [("scores", FLOAT, ["n", 2])], [tensor])


@pytest.mark.parametrize(("names", "first"), [(("golden", "image"), 1), (("image", "golden"), -1)])
def test_reference_and_test_image_may_have_inputs_of_their_own(
    tmp_path: Path, names: tuple[str, ...], first: int
) -> None:
    """Whichever the model lists first, each gets its own picture."""
    settings = {"inputs": ("golden", "image"), "planes": ("reference", "test"), "scores": "logits"}
    stack = np.concatenate([np.zeros_like(WHITE), WHITE], axis=3)
    found = classifier(tmp_path, of_inputs(*names), **settings).probabilities(stack)
    more = np.exp(float(first))
    assert found[0, 0] == pytest.approx(more / (more + 1), abs=1e-5)


@pytest.mark.parametrize(
    ("names", "settings", "said"),
    [
        (("a", "b", "c", "d"), {}, "takes 4 inputs"),
        (("a", "b"), {}, r"takes 2 inputs .* the settings make 1: name one for each"),
        (
            ("a", "b"),
            {"inputs": ("a", "x"), "planes": ("reference", "test")},
            "takes a, b; the settings name the inputs a, x",
        ),
    ],
)
def test_inputs_that_do_not_fit_are_refused(
    tmp_path: Path, names: tuple[str, ...], settings: dict[str, Any], said: str
) -> None:
    with pytest.raises(ModelRefused, match=said):
        classifier(tmp_path, of_inputs(*names), **settings)


def test_inputs_of_several_kinds_are_refused(tmp_path: Path) -> None:
    made = of_inputs("picture", "keep")
    made.graph.input[1].CopyFrom(helper.make_tensor_value_info("keep", FLOAT, ["n", 2]))
    with pytest.raises(ModelRefused):
        classifier(tmp_path, made)


def test_an_element_that_differs_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="takes float32, the settings say element = 'float16'"):
        classifier(tmp_path, model(("n", 3, 8, 8)), element="float16")


@pytest.mark.parametrize("fault", ["reshapes", "mixes"])
def test_a_model_that_cannot_take_several_gets_one_at_a_time(tmp_path: Path, fault: str) -> None:
    """It says it takes any number; one makes a row of all, one a softmax over the items."""
    made = model(("n", 3, 8, 8), values=np.linspace(-1, 1, 384).reshape(192, 2))
    if fault == "mixes":
        made = model(("n", 3, 8, 8), 1, softmax=False, values=np.full((192, 1), 1 / 19.2))
        made.graph.node.append(helper.make_node("Softmax", ["logits"], ["shares"], axis=0))
        made.graph.output[0].name = "shares"
    else:
        made.graph.node[0].op_type = "Reshape"
        del made.graph.node[0].attribute[:]
        made.graph.node[0].input.append("one row")
        made.graph.initializer.append(
            helper.make_tensor("one row", TensorProto.INT64, [2], [1, 192])
        )
    found = classifier(tmp_path, made)
    assert found.most == 4
    found.settle()
    assert found.most == 1
    stack = np.random.default_rng(1).integers(0, 256, (3, 8, 8, 3), dtype=np.uint8)
    alone = [found.probabilities(stack[n : n + 1])[0] for n in range(3)]
    np.testing.assert_array_equal(found.probabilities(stack), alone)


def test_items_that_share_their_scores_get_one_at_a_time_among_many_labels(tmp_path: Path) -> None:
    """Each of a thousand probabilities changes by little, as it is little."""
    values = np.full((192, 1), 1 / 192) * np.linspace(-5, 5, 1000)
    made = model(("n", 3, 8, 8), 1000, softmax=False, values=values)
    made.graph.node.append(helper.make_node("Softmax", ["logits"], ["shares"], axis=0))
    made.graph.output[0].name = "shares"
    labels = tuple(f"label {number}" for number in range(1000))
    found = classifier(tmp_path, made, labels, scores="logits")
    found.settle()
    assert (found.most, found.alone) == (1, True)


def test_items_of_a_fixed_batch_that_depend_on_each_other_are_refused(tmp_path: Path) -> None:
    values = np.full((192, 1), 1 / 192) * [[5, -5]]
    made = model((4, 3, 8, 8), softmax=False, values=values)
    made.graph.node.append(helper.make_node("Softmax", ["logits"], ["shares"], axis=0))
    made.graph.output[0].name = "shares"
    with pytest.raises(ModelRefused, match="takes 4 items at once, and its scores of one depend"):
        classifier(tmp_path, made, scores="logits").settle()
    classifier(tmp_path, model((4, 3, 8, 8))).settle()


def noisy(inside: bool) -> Any:
    """A model that adds noise to its scores; inside, in the branch of a condition."""
    made = model(("n", 3, 8, 8), softmax=False)
    made.graph.output[0].name = "scores"
    noise = [
        helper.make_node("RandomUniformLike", ["logits"], ["noise"]),
        helper.make_node("Add", ["logits", "noise"], ["noisy" if inside else "scores"]),
    ]
    if not inside:
        made.graph.node.extend(noise)
        return made
    output = helper.make_tensor_value_info("noisy", FLOAT, ["n", 2])
    branches = {
        f"{name}_branch": helper.make_graph(noise, name, [], [output]) for name in ("then", "else")
    }
    made.graph.initializer.append(helper.make_tensor("true", TensorProto.BOOL, [], [True]))
    made.graph.node.append(helper.make_node("If", ["true"], ["scores"], **branches))
    return made


@pytest.mark.parametrize("inside", [False, True])
def test_a_model_that_draws_by_lot_is_refused(tmp_path: Path, inside: bool) -> None:
    with pytest.raises(ModelRefused, match=r"draws its scores by lot \(RandomUniformLike\)"):
        classifier(tmp_path, noisy(inside), scores="logits")


def test_a_model_that_does_not_repeat_itself_is_refused(tmp_path: Path) -> None:
    """Dropout that still drops, as in training, is no operator of chance by its name."""
    made = model(("n", 3, 8, 8), softmax=False, values=np.linspace(-1, 1, 384).reshape(192, 2))
    made.graph.initializer.append(helper.make_tensor("share", FLOAT, [], [0.5]))
    made.graph.initializer.append(helper.make_tensor("training", TensorProto.BOOL, [], [True]))
    made.graph.node[0].input[0] = "dropped"
    made.graph.node.insert(
        0, helper.make_node("Dropout", ["picture", "share", "training"], ["dropped"])
    )
    with pytest.raises(ModelRefused, match="gives other scores when it is shown the same picture"):
        classifier(tmp_path, made, scores="logits").settle()


def test_an_ordinary_model_keeps_its_batch(tmp_path: Path) -> None:
    found = classifier(tmp_path, model(("n", 3, 8, 8)))
    found.settle()
    assert found.most == 4


def test_scores_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    values = np.full((192, 2), np.nan)
    found = classifier(tmp_path, model(("n", 3, 8, 8), values=values))
    with pytest.raises(ValueError, match="no finite numbers"):
        found.probabilities(WHITE)


def test_a_missing_softmax_is_named(tmp_path: Path) -> None:
    made = model(("n", 3, 8, 8), softmax=False, values=np.full((192, 2), 1.0))
    with pytest.raises(ValueError, match='set scores = "logits"'):
        classifier(tmp_path, made).probabilities(WHITE)


@pytest.mark.parametrize("shape", [(), (3,), (3, 2), (2, 3), (2, 2, 2), (2, 1, 3), (1, 4)], ids=str)
def test_outputs_of_another_shape(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="one score for each of 2 labels is needed"):
        probabilities(np.zeros(shape), 2, 2, "logits")


@pytest.mark.parametrize("shape", [(2, 2), (2, 2, 1, 1), (2, 1, 1, 2), (2,), (2, 1)], ids=str)
def test_axes_of_size_one_do_not_matter(shape: tuple[int, ...]) -> None:
    assert probabilities(np.zeros(shape), 2, 2, "logits").tolist() == [[0.5, 0.5]] * 2


def test_huge_logits_do_not_overflow() -> None:
    found = probabilities(np.array([[1e4, -1e4], [-3e38, 3e38]]), 2, 2, "logits")
    assert found.tolist() == [[1, 0], [0, 1]]
