"""The project as text: its files and their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Project:
    """Where things are, and every source file parsed once."""

    root = ROOT
    package = ROOT / "qeu_station"

    def __init__(self) -> None:
        self._trees: dict[Path, ast.Module] = {}

    def sources(self, *folders: str) -> Iterator[Path]:
        """Python files below the folders, tests and installed environments left out."""
        for folder in folders:
            for path in sorted((self.root / folder).rglob("*.py")):
                parts = path.relative_to(self.root).parts
                if not {"tests", ".venv", "build", "__pycache__"} & set(parts):
                    yield path

    def tree(self, path: Path) -> ast.Module:
        if path not in self._trees:
            self._trees[path] = ast.parse(path.read_text(encoding="utf-8"), str(path))
        return self._trees[path]


@pytest.fixture(scope="session")
def project() -> Project:
    return Project()
