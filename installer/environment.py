"""The virtual environment: made, reused, repaired, or made again for another Python."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from installer import stamp
from installer.errors import InstallerError
from installer.process import Runner
from installer.stamp import Stamp

PYTHON = platform.python_implementation() + " " + platform.python_version()


def python_of(venv: Path) -> Path:
    """Return where the interpreter of an environment lies on this system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ready_environment(venv: Path, runner: Runner, say: Callable[[str], None]) -> Stamp:
    """Make the environment, or keep the one that is there when it is whole and fits.

    Returns:
        The stamp of the environment; what is installed is empty for a new one.

    Raises:
        InstallerError: The folder holds something else, or Python cannot make environments.
    """
    known = stamp.read(venv)
    if known is not None and _is_whole(venv, known, runner):
        return known
    _check_replaceable(venv, known)
    _check_modules()
    if venv.exists() and any(venv.iterdir()):
        say(f"{venv} is incomplete, was moved or belongs to another Python; making it again")
        shutil.rmtree(venv)
    say(f"Making {venv} with {PYTHON}")
    return _make(venv, runner)


def _is_whole(venv: Path, known: Stamp, runner: Runner) -> bool:
    if known.python != PYTHON or known.folder != str(venv) or not python_of(venv).exists():
        return False
    return _works([python_of(venv), "-m", "pip", "--version"], runner)


def _works(command: Sequence[str | Path], runner: Runner) -> bool:
    try:
        return runner.collect(command).code == 0
    except OSError:
        return False


def _make(venv: Path, runner: Runner) -> Stamp:
    try:
        venv.mkdir(parents=True, exist_ok=True)
        stamp.write(venv, Stamp())  # marks a half-made folder as ours
        finished = runner.collect([sys.executable, "-m", "venv", venv])
    except OSError as error:
        raise InstallerError(
            f"The folder {venv} cannot be written ({error}). Choose another one with --venv DIR."
        ) from None
    if finished.code != 0:
        raise InstallerError(
            f"Python could not make a virtual environment in {venv} (exit code {finished.code}):"
            f"\n{finished.tail}\n{_venv_hint()}"
        )
    made = Stamp(PYTHON, str(venv))
    stamp.write(venv, made)
    return made


def _check_replaceable(venv: Path, known: Stamp | None) -> None:
    """Refuse to clear a folder that no installer made."""
    if not venv.exists():
        return
    if not venv.is_dir():
        raise InstallerError(f"{venv} is a file, not a folder. Choose another one with --venv DIR.")
    ours = known is not None or (venv / stamp.NAME).exists()
    if not ours and not (venv / "pyvenv.cfg").exists() and any(venv.iterdir()):
        raise InstallerError(
            f"{venv} holds files and is no virtual environment, so it is left alone. Remove it "
            "yourself, or choose another folder with --venv DIR."
        )


def _check_modules() -> None:
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise InstallerError(
            f"This Python ({sys.executable}) lacks the module {' and '.join(missing)}, which "
            f"makes virtual environments. {_venv_hint()}"
        )


def _venv_hint() -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (
        f"On Debian or Ubuntu install it with: apt install python3-venv (or python{version}-venv). "
        "Elsewhere take the Python of python.org or of your system's packages."
    )
