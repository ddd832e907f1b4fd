"""Every module with code of its own has a unit test where one looks for it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

THROUGH_THE_WHOLE: dict[str, str] = {}
"""Module to the test that runs it as a program, where no test imports it."""


@pytest.fixture(scope="module")
def imported(project) -> set[str]:
    """Every module of the package that some test imports, also by a name inside it."""
    found: set[str] = set()
    for folder in ("tests", "plugins"):
        for path in (project.root / folder).rglob("*.py"):
            if "tests" in path.parts:
                found |= _imports(path.read_text(encoding="utf-8"))
    return found


def pairs(project) -> list[tuple[Path, Path]]:
    """(module, its mirrored test file) for every module that defines a function."""
    found = []
    for source in project.sources("qeu_station"):
        if _has_code(project.tree(source)):
            *rooms, name = _dotted(project, source).split(".")
            test = project.root.joinpath("tests", "unit", *rooms[1:], f"test_{name.strip('_')}.py")
            found.append((source, test))
    return found


def test_every_module_has_its_test(project, imported):
    """The mirrored file, or for a part of something larger a test that imports it."""
    missing = [
        f"{source.relative_to(project.root)} has no {test.relative_to(project.root)}"
        for source, test in pairs(project)
        if not test.exists()
        and _dotted(project, source) not in imported
        and source.relative_to(project.package).as_posix() not in THROUGH_THE_WHOLE
    ]
    assert missing == [], "\n".join(missing)


def test_what_is_run_as_a_whole_exists(project):
    for source, test in THROUGH_THE_WHOLE.items():
        assert (project.package / source).exists(), source
        assert (project.root / test).exists(), test


def _has_code(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def _dotted(project, source: Path) -> str:
    parts = source.relative_to(project.root).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _imports(text: str) -> set[str]:
    """Modules a test imports; text is searched too, for tests that start other interpreters."""
    found = set(re.findall(r"qeu_station(?:\.\w+)+", text))
    for module, names in re.findall(r"from (qeu_station[\w.]*) import \(?([\w, \n]+)", text):
        found |= {f"{module}.{name}" for name in re.findall(r"\w+", names)}
    return found
