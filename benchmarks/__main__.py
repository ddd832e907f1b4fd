"""``python -m benchmarks NAME [arguments]`` runs one benchmark; without a name it lists them."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "OPENCV_FOR_THREADS_NUM",
)


def main(argv: Sequence[str]) -> int:
    """Run ``benchmarks.NAME.main(arguments)`` on one thread per library; return its exit code."""
    names = listed(Path(__file__).parent)
    if not argv or argv[0] in ("-h", "--help"):
        print("usage: python -m benchmarks NAME [arguments]   (NAME --help explains one)\n")
        for name, line in names.items():
            print(f"  {name:<20} {line}")
        return 0
    name = argv[0].replace("-", "_")
    if name not in names:
        print(f'"{argv[0]}" is no benchmark; there are {", ".join(names)}.', file=sys.stderr)
        return 3
    for variable in THREADS:  # read when the libraries are loaded, so before any import of them
        os.environ[variable] = "1"
    module = import_module(f"benchmarks.{name}")
    return int(module.main(list(argv[1:])) or 0)


def listed(folder: Path) -> dict[str, str]:
    """Return the first docstring line of every module with a ``main``, without importing it."""
    found = {}
    for path in sorted(folder.glob("[!_]*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body):
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
