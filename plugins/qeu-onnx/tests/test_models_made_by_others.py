"""Real models from elsewhere: three that must be right, three that must be refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from qeu_onnx.examine import examine_for_parts
from qeu_onnx.model_file import ModelRefused

from qeu_station.api import Examination, ExaminationRequest


@pytest.fixture(scope="session")
def folder(data_dir: Path) -> Path:
    return data_dir / "onnx-models"


def looked_at(folder: Path, name: str, **request: object) -> Examination:
    return examine_for_parts(
        ExaminationRequest(folder / f"{name}.onnx", **request)  # type: ignore[arg-type]
    )


def tried(found: Examination) -> list[tuple[object, ...]]:
    (table,) = found.report.sections[-1].tables
    return [tuple(row) for row in table.rows]


def test_squeezenet_sees_the_kitten_with_bgr_and_the_full_range(folder: Path) -> None:
    found = looked_at(
        folder,
        "squeezenet_fp16",
        labels=folder / "imagenet_labels.txt",
        picture=folder / "kitten_224.png",
        expected="281",
    )
    rows = {str(settings): label for settings, label, _ in tried(found)}
    assert found.settings["colour"] == "bgr"
    assert found.settings["range"] == [0.0, 255.0]
    assert found.settings["element"] == "float16"
    assert found.settings["scores"] == "probabilities"
    assert rows["bgr, 0..255"] == "tabby, tabby cat"
    assert rows["rgb, 0..1, mean and std"] != "tabby, tabby cat"


def test_mnist_reads_the_digit(folder: Path) -> None:
    found = looked_at(folder, "mnist", picture=folder / "mnist_28.png", expected="8")
    assert found.report.figures["expected_found"] == 1
    assert found.settings["colour"] == "grey"
    assert found.settings["size"] == [28, 28]


def test_the_classifier_of_dynamic_batch(folder: Path) -> None:
    found = looked_at(folder, "image_classifier")
    assert found.settings["size"] == [32, 32]
    assert found.settings["scores"] == "logits"
    assert len(found.labels) == 10


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bad_custom_op", "operators that are not known here: MyNoisyReluDomain:NoisyRelu"),
        ("bad_image_output", "It is no classifier"),
        ("bad_lfs_pointer", "Git LFS pointer"),
    ],
)
def test_what_must_be_refused(folder: Path, name: str, said: str) -> None:
    with pytest.raises(ModelRefused, match=said):
        looked_at(folder, name)
