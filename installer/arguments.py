"""The command line: our own words, pip's index options, and what goes on to the command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.errors import InstallerError

COMMANDS = ("demo", "test", "install")

PARTS = ("benchmarks", "postgres", "train")
"""Optional parts that --with adds; a project takes those its pyproject.toml declares."""

PIP_FLAGS = frozenset({"--no-index", "--pre", "--no-cache-dir", "--prefer-binary"})
PIP_VALUES = frozenset(
    {
        "-i",
        "--index-url",
        "--extra-index-url",
        "-f",
        "--find-links",
        "--trusted-host",
        "--proxy",
        "--cert",
        "--client-cert",
        "--cache-dir",
        "--timeout",
        "--retries",
        "-c",
        "--constraint",
    }
)

USAGE = """\
usage: python -m installer {demo,test,install} [--venv DIR] [--with PART] [pip options] [arguments]

  demo     make .venv, install the station with its plugins, inspect the shipped sample product
           (further arguments go to `qeu-station demo`, such as --headless)
  test     make .venv, install with the test tools, run the whole test suite
           (arguments after -- go to pytest)
  install  make .venv and install, nothing more

  --venv DIR    use this folder instead of .venv beside this installer
  --with PART   also install an optional part: train (what training networks needs, large),
                postgres or benchmarks; may be given several times
  pip options   --index-url, --extra-index-url, --find-links, --no-index, --trusted-host, --proxy,
                --cert, --client-cert, --cache-dir, --timeout, --retries, --constraint, --pre,
                --prefer-binary and --no-cache-dir are handed to pip

A second run reuses what is there.
"""


@dataclass(frozen=True)
class Request:
    """What the caller asked for.

    Attributes:
        command: ``demo``, ``test`` or ``install``.
        venv: Folder of the virtual environment, or None for the default.
        parts: Optional parts to install.
        pip: Options for every pip call.
        rest: Arguments for the command that runs after the installation.
    """

    command: str
    venv: Path | None
    parts: tuple[str, ...]
    pip: tuple[str, ...]
    rest: tuple[str, ...]


def parse(argv: Sequence[str]) -> Request:
    """Return the request in ``argv``.

    Raises:
        InstallerError: The command is unknown, an option lacks its value, or an argument is
            neither ours nor pip's where nothing else is passed on.
    """
    if not argv or argv[0] not in COMMANDS:
        got = f'got "{argv[0]}"' if argv else "got nothing"
        raise InstallerError(f"A command is needed ({', '.join(COMMANDS)}), {got}.\n\n{USAGE}")
    command = argv[0]
    venv: Path | None = None
    parts: list[str] = []
    pip: list[str] = []
    rest: list[str] = []
    words = list(argv[1:])
    while words:
        word = words.pop(0)
        name, has_value, value = word.partition("=")
        if word == "--":
            rest += words
            break
        if name == "--venv":
            venv = Path(value if has_value else _value(name, words))
        elif name == "--with":
            parts.append(_part(value if has_value else _value(name, words)))
        elif word in PIP_FLAGS or (has_value and name in PIP_VALUES):
            pip.append(word)
        elif word in PIP_VALUES:
            pip += [word, _value(word, words)]
        elif command == "demo":
            rest.append(word)
        else:
            hint = " Put pytest's arguments after --." if command == "test" else ""
            raise InstallerError(f'"{word}" is not an option of {command}.{hint}\n\n{USAGE}')
    if command == "install" and rest:
        raise InstallerError(f"install takes no further arguments, got {' '.join(rest)}.")
    return Request(command, venv, tuple(parts), tuple(pip), tuple(rest))


def _value(option: str, words: list[str]) -> str:
    if not words:
        raise InstallerError(f"{option} needs a value, such as {option} VALUE.")
    return words.pop(0)


def _part(name: str) -> str:
    if name not in PARTS:
        raise InstallerError(f'"{name}" is no optional part; there are {", ".join(PARTS)}.')
    return name
