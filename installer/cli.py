"""From the command line to an environment, an installation and the command in it."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from installer.arguments import USAGE, Request, parse
from installer.environment import python_of, ready_environment
from installer.errors import EXIT_FAILED, InstallerError
from installer.installation import ready_installation
from installer.process import Runner

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = {"demo": (), "test": ("test", "train"), "install": ()}
PYTEST_DEFAULTS = ("-n", "2", "--dist", "worksteal")
"""Tests of a file mostly stay in one process, and what they share is made once."""
_PARALLEL = ("-n", "--numprocesses", "--dist", "--pdb", "no:xdist")


def main(argv: Sequence[str], root: Path = ROOT, runner: Runner | None = None) -> int:
    """Do what ``argv`` asks and return the exit code.

    Returns:
        The exit code of the command that ran; 3 when it could not be started.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a path the console cannot show ends nothing
    if any(word in ("-h", "--help") for word in argv[:1]):
        print(USAGE, end="")
        return 0
    try:
        return _run(parse(argv), root, runner or Runner(root))
    except InstallerError as error:
        print(f"error: {error}", file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        print("stopped; the next run continues from here", file=sys.stderr)
        return 130


def _run(request: Request, root: Path, runner: Runner) -> int:
    venv = (request.venv or root / ".venv").absolute()
    known = ready_environment(venv, runner, _say)
    extras = (*EXTRAS[request.command], *request.parts)
    ready_installation(
        root, venv, known, extras=extras, pip_options=request.pip, runner=runner, say=_say
    )
    command = command_after(request)
    if not command:
        _say(f"Done. Start the station with: {python_of(venv)} -m qeu_station --help")
        return 0
    _say("Running python " + " ".join(command))
    return runner.run([python_of(venv), *command])


def command_after(request: Request) -> list[str]:
    """Return the arguments of the environment's python, empty when nothing is to run."""
    if request.command == "demo":
        return ["-m", "qeu_station", "demo", *request.rest]
    if request.command == "test":
        chosen = any(word.startswith(_PARALLEL) for word in request.rest)
        return ["-m", "pytest", *(() if chosen else PYTEST_DEFAULTS), *request.rest]
    return []


def _say(sentence: str) -> None:
    print(f"== {sentence}", flush=True)
