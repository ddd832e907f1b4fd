from __future__ import annotations

import subprocess
import sys

import qeu_difference


def test_registering_imports_nothing_heavy() -> None:
    program = (
        "import sys; import qeu_difference; list(qeu_difference.qeu_inspectors());"
        "print([m for m in ('numpy', 'cv2', 'pydantic') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_one_inspector_is_registered() -> None:
    (spec,) = qeu_difference.qeu_inspectors()
    assert spec.name == "difference"
    assert {str(scope) for scope in spec.scopes} == {"region", "cell"}
