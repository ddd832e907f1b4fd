"""Files that are no whole model, or reach out of their folder, are refused."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, external_data_helper, helper
from qeu_onnx.classifier import Classifier
from qeu_onnx.graph import graph_of
from qeu_onnx.model_file import ModelRefused, read_model
from qeu_onnx.preprocessing import Preprocessing

from .models import FLOAT, LABELS, finished, model, saved

SHAPE = ("n", 3, 8, 8)


def external(folder: Path, location: str, data: bytes | None = None) -> Path:
    """A model that keeps its weights in another file, as its text says."""
    made = model(SHAPE)
    (weights,) = made.graph.initializer
    content = weights.raw_data
    external_data_helper.set_external_data(weights, location, length=len(content))
    weights.ClearField("raw_data")
    weights.data_location = TensorProto.EXTERNAL
    file = saved(made, folder / "model.onnx")
    if data is None:
        data = content
    target = folder / location
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return file


def test_data_beside_the_model_is_taken_in(tmp_path: Path) -> None:
    read = read_model(external(tmp_path, "重み/weights.data"))
    (tmp_path / "重み" / "weights.data").unlink()
    settings = Preprocessing(size=(8, 8), scores="probabilities")
    white = np.full((1, 8, 8, 3), 255, np.uint8)
    p_first = Classifier(read, settings, LABELS).probabilities(white)[0, 0]
    assert p_first == pytest.approx(np.e / (np.e + 1), abs=1e-5)


@pytest.mark.parametrize("location", ["../secret.data", "sub/../../secret.data"])
def test_data_above_the_folder_is_not_read(tmp_path: Path, location: str) -> None:
    folder = tmp_path / "model" / "inner"
    (folder / "sub").mkdir(parents=True)
    with pytest.raises(ModelRefused, match="not a file in its own folder"):
        read_model(external(folder, location))


def test_data_at_an_absolute_path_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.data"
    folder = tmp_path / "model"
    folder.mkdir()
    with pytest.raises(ModelRefused, match="nothing outside it is read"):
        read_model(external(folder, str(secret)))


def test_data_behind_a_link_that_leads_out_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    file = external(folder, "weights.data")
    (folder / "weights.data").rename(tmp_path / "weights.data")
    try:
        (folder / "weights.data").symlink_to(tmp_path / "weights.data")
    except OSError:
        pytest.skip("this system lets nobody make links")
    with pytest.raises(ModelRefused, match="not a file in its own folder"):
        read_model(file)


def test_missing_and_short_data_are_named(tmp_path: Path) -> None:
    file = external(tmp_path, "weights.data", b"short")
    with pytest.raises(ModelRefused, match=r"asks for \d+ bytes .* has 5; the file was cut off"):
        read_model(file)
    (tmp_path / "weights.data").unlink()
    with pytest.raises(ModelRefused, match="which is not there"):
        read_model(file)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "Git LFS pointer"),
        (pickle.dumps({"weights": [1.0]}), "pickle"),
        (b"PK\x03\x04rest", "PyTorch"),
        (b"<html>Not found</html>", "no ONNX model"),
    ],
)
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "model.onnx"
    file.write_bytes(content)
    with pytest.raises(ModelRefused, match=said):
        read_model(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match=r"nowhere\.onnx cannot be read"):
        read_model(tmp_path / "nowhere.onnx")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_model_never_answers(tmp_path: Path, share: float) -> None:
    whole = model(SHAPE).SerializeToString()
    file = tmp_path / "model.onnx"
    file.write_bytes(whole[: int(share * len(whole))])
    settings = Preprocessing(size=(8, 8), scores="probabilities")
    with pytest.raises(ModelRefused):
        Classifier(read_model(file), settings, LABELS)


def test_an_operator_nobody_knows_is_named(tmp_path: Path) -> None:
    node = helper.make_node("Whirl", ["picture"], ["scores"], domain="acme")
    made = finished([node], [("picture", FLOAT, SHAPE)], [("scores", FLOAT, ["n", 2])])
    made.opset_import.append(helper.make_opsetid("acme", 1))
    file = read_model(saved(made, tmp_path / "model.onnx"))
    with pytest.raises(ModelRefused, match="operators that are not known here: acme:Whirl"):
        Classifier(file, Preprocessing(size=(8, 8)), LABELS)


def test_an_opset_that_is_too_old_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="opset 6, the oldest that can be run is 7"):
        graph_of(read_model(saved(model(SHAPE, opset=6), tmp_path / "model.onnx")))
