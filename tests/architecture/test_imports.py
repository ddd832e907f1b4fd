"""Who may import whom: the contracts in pyproject.toml, and the same for the plugins."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

HEAVY = {"cv2", "numpy", "pydantic", "onnxruntime", "torch", "transformers", "PIL", "scipy"}


def test_the_road_goes_one_way(project):
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])",
        ],
        cwd=project.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "package", ["qeu_station", "qeu_difference", "qeu_onnx", "qeu_soart3", "qeu_vlm"]
)
def test_no_files_import_each_other_in_a_circle(package):
    """Nor for type checkers alone, nor inside functions: one of them can be read without others."""
    graph = grimp.build_graph(package, cache_dir=None)
    files = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    try:
        TopologicalSorter(files).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_every_root_module_stands_in_a_layer(project):
    """A new room must be given its place before it can be used."""
    text = (project.root / "pyproject.toml").read_text(encoding="utf-8")
    rooms = {
        path.stem
        for path in project.package.iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and path.stem[0] != "_"
    }
    layers = text.partition("layers = [")[2].partition("]")[0]
    named = {word.strip('()", ') for word in layers.replace("|", ",").replace("\n", "").split(",")}
    assert rooms - named == set()


def test_plugins_reach_only_the_api_and_the_toolkit(project):
    wrong = [
        f"{path.relative_to(project.root)} imports {name}"
        for path in project.sources("plugins")
        for name in _imported(project.tree(path))
        if name.split(".")[0] == "qeu_station"
        and ".".join(name.split(".")[:2]) not in ("qeu_station.api", "qeu_station.toolkit")
    ]
    assert wrong == []


def test_plugins_do_not_import_each_other(project):
    wrong = []
    for folder in sorted((project.root / "plugins").glob("*/")):
        others = _packages(project.root / "plugins") - _packages(folder.parent, folder.name)
        for path in project.sources(f"plugins/{folder.name}"):
            names = {name.split(".")[0] for name in _imported(project.tree(path))}
            wrong += [f"{path} imports {name}" for name in names & others]
    assert wrong == []


def test_registering_a_plugin_imports_nothing_heavy(project):
    wrong = [
        f"{path.relative_to(project.root)} imports {name}"
        for path in project.sources("plugins")
        if path.name == "__init__.py"
        for name in _imported(project.tree(path))
        if name.split(".")[0] in HEAVY
    ]
    assert wrong == []


def _packages(plugins: Path, only: str = "*") -> set[str]:
    found = plugins.glob(f"{only}/**/__init__.py")
    return {path.parent.name for path in found if not (path.parents[1] / "__init__.py").exists()}


def _imported(tree: ast.Module) -> Iterator[str]:
    """Names of modules a file imports, those for type checkers alone left out."""
    for node in tree.body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        for part in ast.walk(node):
            if isinstance(part, ast.Import):
                yield from (alias.name for alias in part.names)
            elif isinstance(part, ast.ImportFrom) and part.module and not part.level:
                yield from (f"{part.module}.{alias.name}" for alias in part.names)
