"""What docs/plugin-guide.md shows is a plugin that conforms."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from qeu_station.api.testing import iter_checks

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "plugin-guide.md"
FILES = ("__init__.py", "parameters.py", "inspector.py", "test_contract.py")


@pytest.fixture
def example(tmp_path, monkeypatch):
    """The Python blocks of the guide, in its order, as the files they stand for."""
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    package = tmp_path / "qeu_edges"
    package.mkdir()
    for name, block in zip(FILES, blocks, strict=True):
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


def test_toml_in_the_guide_is_toml():
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert [list(tomllib.loads(block)) for block in blocks] == [["project"], ["inspectors"]]
