"""All of the review: every ``review_*`` benchmark, each in a process of its own."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.__main__ import listed
from benchmarks.review_scene import WORK, default_work


def main(arguments: list[str]) -> int:
    """Print every table; exit code 1 when one of them says that something is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks review", description=__doc__)
    parser.add_argument("--work", type=Path, default=default_work(), help="where journals are kept")
    parser.add_argument("--only", nargs="*", default=[], help="sections, such as open or import")
    given = parser.parse_args(arguments)
    names = [name for name in listed(Path(__file__).parent) if name.startswith("review_")]
    wanted = [f"review_{name}" for name in given.only] or names
    unknown = set(wanted) - set(names)
    if unknown:
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    environment = {**os.environ, WORK: str(given.work.absolute())}
    codes = [_run(name, environment) for name in wanted]
    return 1 if any(codes) else 0


def _run(name: str, environment: dict[str, str]) -> int:
    print(f"\n## {name}\n", flush=True)
    command = [sys.executable, "-m", "benchmarks", name]
    return subprocess.run(command, env=environment, check=False).returncode
