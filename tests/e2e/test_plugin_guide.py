"""What docs/plugin-guide.md shows is a plugin that conforms."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from qeu_station.api import Example, TrainerContext
from qeu_station.api.outcomes import outcome_from_plain, plain_outcome
from qeu_station.api.testing import iter_checks, make_pair
from qeu_station.toolkit.bundle import ModelBundle

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "plugin-guide.md"
FILES = ("__init__.py", "parameters.py", "inspector.py", "test_contract.py", "trainer.py")
SOURCE = ("sources.py", "camera.py")
"""What the guide shows of a camera's plugin; its maker's library is nowhere here."""


@pytest.fixture
def example(tmp_path, monkeypatch):
    """The Python blocks of the guide, in its order, as the files they stand for."""
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    package = tmp_path / "qeu_edges"
    package.mkdir()
    for name, block in zip((*FILES, *SOURCE), blocks, strict=True):
        (package / name).write_text(block, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield package
    for name in [name for name in sys.modules if name.split(".")[0] == "qeu_edges"]:
        del sys.modules[name]


def test_the_example_keeps_the_contract(example):
    checks = iter_checks("qeu_edges")
    assert len(checks) > 10
    for check in checks:
        check()


def test_the_example_of_a_test_passes(example):
    scope: dict[str, object] = {}
    code = compile((example / "test_contract.py").read_text(encoding="utf-8"), "guide", "exec")
    exec(code, scope)
    scope["test_a_defect_lowers_p_ok"]()


def test_the_example_of_a_trainer_learns_and_recalls(example, tmp_path):
    from qeu_edges.trainer import EdgesTrainer  # written by the fixture

    work, pairs = tmp_path / "work", [make_pair(regions=9, seed=seed) for seed in range(3)]
    work.mkdir()
    seen = EdgesTrainer(TrainerContext(work=work, bundle=tmp_path / "first"))
    recalled = EdgesTrainer(TrainerContext(work=work, bundle=tmp_path / "second"))
    steps = []
    for pair in pairs:
        spoiled = {address for region in pair.regions for address in region.cells}
        cells = {c.address: "unknown" if c.address in spoiled else "ok" for c in pair.cells}
        known = Example(pair.name, f"{id(pair)}", "lot", cells=cells)
        assert not seen.recall(known)
        seen.observe(pair, known)
        assert recalled.recall(known)
    outcome = seen.train(steps.append)
    assert recalled.train(steps.append) == outcome
    assert steps[0].total * 2 == len(steps)
    (best, wrong), (_, without) = outcome.report.sections[0].tables[0].rows
    assert outcome.parameters == {"limit": best}
    assert wrong < without
    assert outcome_from_plain(plain_outcome(outcome)).weights == {"": 1.0}
    assert ModelBundle.load(tmp_path / "first").about.files.keys() == {"limit.json"}


def test_toml_in_the_guide_is_toml():
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert [list(tomllib.loads(block)) for block in blocks] == [["project"], ["inspectors"]]


def test_the_example_of_a_source_is_python(example):
    for name in SOURCE:
        compile((example / name).read_text(encoding="utf-8"), name, "exec")
