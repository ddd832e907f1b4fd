"""Installs the station and the plugins of this repository into an environment."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from installer import stamp
from installer.environment import python_of
from installer.errors import InstallerError
from installer.process import Runner
from installer.stamp import Stamp


def projects(root: Path) -> list[Path]:
    """Return the station's folder, then that of every plugin shipped with it."""
    return [root, *sorted(file.parent for file in root.glob("plugins/*/pyproject.toml"))]


def ready_installation(
    root: Path,
    venv: Path,
    known: Stamp,
    *,
    extras: Sequence[str],
    pip_options: Sequence[str],
    runner: Runner,
    say: Callable[[str], None],
) -> None:
    """Install what is missing; nothing when the stamp says that all of it is there.

    Args:
        root: Folder of the repository.
        venv: Folder of the environment.
        known: Stamp of the environment.
        extras: Optional parts that are needed, of every project that has them.
        pip_options: Options for pip.
        runner: Runs pip.
        say: Receives one sentence per step.

    Raises:
        InstallerError: pip failed; the message ends with the last lines it wrote.
    """
    wanted = stamp.fingerprint(root, projects(root))
    if known.installed == wanted and set(extras) <= set(known.extras):
        say(f"{venv} has everything already")
        return
    every = sorted({*extras, *known.extras})
    say("Installing the station and its plugins (a few minutes the first time)")
    stamp.write(venv, replace(known, installed=""))
    finished = runner.collect(pip_command(root, venv, every, pip_options), show=True)
    if finished.code != 0:
        raise InstallerError(
            f"pip could not install the station (exit code {finished.code}). Its last lines:\n"
            f"{finished.tail}\n"
            "Check the connection, or say where packages are with --index-url URL, "
            "--find-links DIR or --proxy URL; the next run continues here."
        )
    stamp.write(venv, replace(known, installed=wanted, extras=tuple(every)))


def pip_command(
    root: Path, venv: Path, extras: Sequence[str], options: Sequence[str]
) -> list[str | Path]:
    """Return the pip call that installs every project in place."""
    editable: list[str | Path] = []
    for project in projects(root):
        editable += ["--editable", _with_extras(project, extras)]
    quiet = ["--no-input", "--progress-bar", "off"]
    return [python_of(venv), "-m", "pip", "install", *quiet, *options, *editable]


def _with_extras(project: Path, extras: Sequence[str]) -> str:
    """Name a project with those of the extras that it has; pip warns of others."""
    about = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    offered = about.get("project", {}).get("optional-dependencies", {})
    taken = [extra for extra in extras if extra in offered]
    return f"{project}[{','.join(taken)}]" if taken else str(project)
