"""Every module with code of its own has a unit test where one looks for it."""

from __future__ import annotations

import ast
from pathlib import Path

COVERED_ELSEWHERE: dict[str, str] = {}
"""Module to the test file that covers it, where a test of its own would repeat another."""


def pairs(project) -> list[tuple[Path, Path]]:
    """(module, its test file) for every module that defines a function or a class."""
    found = []
    for source in project.sources("qeu_station"):
        inside = source.relative_to(project.package)
        if "versions" in inside.parts or not _has_code(project.tree(source)):
            continue
        name = inside.as_posix()
        folder = inside.parent
        stem = folder.name if source.name == "__init__.py" else source.stem
        if source.name == "__init__.py":
            folder = folder.parent
        mirror = Path("tests/unit") / folder / f"test_{stem.strip('_')}.py"
        found.append((source, project.root / COVERED_ELSEWHERE.get(name, mirror)))
    return found


def test_every_module_has_its_test(project):
    missing = [
        f"{source.relative_to(project.root)} has no {test.relative_to(project.root)}"
        for source, test in pairs(project)
        if not test.exists()
    ]
    assert missing == [], "\n".join(missing)


def test_exceptions_are_needed(project):
    names = {source.relative_to(project.package).as_posix() for source, _ in pairs(project)}
    assert set(COVERED_ELSEWHERE) <= names


def _has_code(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)
