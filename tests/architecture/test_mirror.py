"""Every module with code of its own has a test where one looks for it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

RUN_OTHERWISE = {
    "qeu_station.cli.app": "tests/e2e/test_inspect.py",
    "qeu_station.storage.migrations.versions.0001_journal": "tests/unit/storage/test_migrate.py",
}
"""Modules that no test imports, with the test that runs them: as a program, or through Alembic."""

_FROM = re.compile(r"from (qeu_station[\w.]*) import (?:\(([^)]*)\)|([^\n;]+))")


@pytest.fixture(scope="module")
def modules(project) -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    return {_dotted(project.root, path): path for path in project.sources("qeu_station")}


@pytest.fixture(scope="module")
def tested(project, modules) -> set[str]:
    """Modules with a test of their own, and the parts of their room they are built from."""
    imported = set(RUN_OTHERWISE)
    for folder in ("tests/unit", "tests/gui", "tests/e2e", "plugins"):
        for path in (project.root / folder).rglob("*.py"):
            if "tests" in path.parts:
                imported |= _mentioned(path)
    found = {name for name in modules if name in imported or _mirror(project, name).exists()}
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        parts = {part for part in _mentioned(modules[name]) if _room(part) == _room(name)}
        waiting += (new := parts & modules.keys() - found)
        found |= new
    return found


def test_every_module_has_its_test(project, modules, tested):
    """``tests/unit/ROOM/test_MODULE.py``, or a test of what uses the module within its room."""
    missing = [
        f"{name} has no {_mirror(project, name).relative_to(project.root)}"
        for name, path in modules.items()
        if name not in tested and _has_code(project.tree(path))
    ]
    assert missing == [], "\n".join(missing)


def test_every_unit_test_mirrors_something(project, modules):
    """A renamed module takes its test along."""
    mirrors = {_mirror(project, name).parent for name in modules}
    others = {project.root / "tests" / "unit" / name for name in ("installer", "benchmarks")}
    folders = {path.parent for path in (project.root / "tests" / "unit").rglob("test_*.py")}
    assert folders - mirrors - others == set()


def test_what_is_run_otherwise_exists(project, modules):
    assert set(RUN_OTHERWISE) <= set(modules)
    assert all((project.root / test).exists() for test in RUN_OTHERWISE.values())


def _mirror(project, name: str) -> Path:
    *rooms, last = name.split(".")
    return project.root.joinpath("tests", "unit", *rooms[1:], f"test_{last.strip('_')}.py")


def _has_code(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def _dotted(root: Path, source: Path) -> str:
    parts = source.relative_to(root).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _room(name: str) -> str:
    return ".".join(name.split(".")[:2])


def _mentioned(path: Path) -> set[str]:
    """Modules a file imports, also in text that it hands to another interpreter."""
    text = path.read_text(encoding="utf-8")
    found = set(re.findall(r"qeu_station(?:\.\w+)+", text))
    for module, inside, line in _FROM.findall(text):
        found |= {f"{module}.{name}" for name in re.findall(r"\w+", inside or line)}
    return found
