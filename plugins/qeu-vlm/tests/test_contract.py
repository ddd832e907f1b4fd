from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import qeu_vlm

from qeu_station.api.testing import iter_checks


def test_contract(idefics: Path) -> None:
    given = {"model": str(idefics), "least_legal": 0.0, "longest_side": 64}
    failures = []
    for check in iter_checks("qeu_vlm", parameters=given, modes=("grey",)):
        try:
            check()
        except Exception as error:
            failures.append(f"{check}: {error}")
    assert not failures


def test_registering_imports_nothing_heavy() -> None:
    program = (
        "import sys; import qeu_vlm; list(qeu_vlm.qeu_inspectors()); list(qeu_vlm.qeu_trainers());"
        "print([m for m in ('numpy', 'cv2', 'torch', 'transformers', 'peft') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_it_advises_unless_a_recipe_says_otherwise() -> None:
    [spec] = qeu_vlm.qeu_inspectors()
    assert (spec.name, spec.role, {str(s) for s in spec.scopes}) == (
        "vlm",
        "advisory",
        {"cell", "part"},
    )
