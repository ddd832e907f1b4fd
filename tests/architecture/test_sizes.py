"""Files and functions stay small enough to hold one idea."""

from __future__ import annotations

import ast
from statistics import median

FOLDERS = ("qeu_station", "plugins", "installer", "benchmarks")
LONGEST_FILE = 400
LONGEST_FUNCTION = 80
MEDIAN_FILE = 120
MEDIAN_FUNCTION = 10


def test_no_file_runs_away(project, record_property):
    sizes = {path: _lines(path) for path in project.sources(*FOLDERS)}
    record_property("median file", median(sizes.values()))
    assert {str(path): n for path, n in sizes.items() if n > LONGEST_FILE} == {}
    assert median(sizes.values()) <= MEDIAN_FILE


def test_no_function_runs_away(project, record_property):
    sizes = {
        f"{path.relative_to(project.root)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in project.sources(*FOLDERS)
        for node in ast.walk(project.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    record_property("median function", median(sizes.values()))
    assert {name: n for name, n in sizes.items() if n > LONGEST_FUNCTION} == {}
    assert median(sizes.values()) <= MEDIAN_FUNCTION


def _lines(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
