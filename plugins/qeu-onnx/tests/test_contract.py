from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import qeu_onnx

from qeu_station.api.testing import iter_checks

from .models import LABELS, bundle, model


@pytest.mark.parametrize("planes", [("test",), ("reference", "test", "difference")])
def test_contract(tmp_path: Path, planes: tuple[str, ...]) -> None:
    values = np.random.default_rng(0).normal(0, 0.1, (256 * len(planes), 2))
    made = bundle(
        tmp_path / "bundle",
        model(("n", len(planes), 16, 16), values=values),
        size=(16, 16),
        colour="grey",
        planes=planes,
        scores="probabilities",
    )
    failures = []
    for check in iter_checks("qeu_onnx", classes=LABELS, model=made.folder):
        try:
            check()
        except Exception as error:
            failures.append(f"{check}: {error}")
    assert not failures


def test_registering_imports_nothing_heavy() -> None:
    program = (
        "import sys; import qeu_onnx; list(qeu_onnx.qeu_inspectors());"
        "print([m for m in ('numpy', 'cv2', 'onnx', 'onnxruntime', 'torch') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_what_is_registered() -> None:
    scopes = {spec.name: {str(s) for s in spec.scopes} for spec in qeu_onnx.qeu_inspectors()}
    assert scopes == {"onnx-region": {"region"}, "onnx-cell": {"cell"}, "onnx-part": {"part"}}
