"""The stamp in a virtual environment: what it was made with and what is installed in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "qeu-station.json"


@dataclass(frozen=True)
class Stamp:
    """State of an environment, kept as ``qeu-station.json`` inside it.

    Attributes:
        python: Version of the interpreter, empty while the environment is being made.
        folder: Where the environment stood when it was made; it cannot be moved.
        installed: Fingerprint of what is installed, empty while an installation runs.
        extras: Optional parts of the station that are installed.
    """

    python: str = ""
    folder: str = ""
    installed: str = ""
    extras: tuple[str, ...] = ()


def read(venv: Path) -> Stamp | None:
    """Return the stamp, or None where there is none that can be read."""
    try:
        data = json.loads((venv / NAME).read_text(encoding="utf-8"))
        return Stamp(data["python"], data["folder"], data["installed"], tuple(data["extras"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(venv: Path, stamp: Stamp) -> None:
    """Write the stamp in one step."""
    partial = venv / (NAME + ".part")
    partial.write_text(json.dumps(asdict(stamp), indent=2), encoding="utf-8")
    partial.replace(venv / NAME)


def fingerprint(root: Path, projects: Iterable[Path]) -> str:
    """Return a SHA-256 over where the project lies and what every pyproject.toml says."""
    digest = hashlib.sha256(str(root).encode())
    for project in projects:
        name = project.relative_to(root).as_posix().encode()
        content = (project / "pyproject.toml").read_bytes()
        for part in (name, content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
