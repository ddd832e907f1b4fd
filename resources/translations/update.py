"""Bring the translations up to date: ``python resources/translations/update.py``.

Collects what the window says into ``qeu_station_ja.ts``, which Qt Linguist opens, and makes the
``.qm`` that the window loads. Both stay as they are when nothing changed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1] / "qeu_station" / "gui"
TOOLS = Path(PySide6.__file__).resolve().parent


def update(ts: Path, sources: Path = SOURCES) -> None:
    """Add to a ``.ts`` file what is said in the sources, and drop what no longer is.

    Args:
        ts: Translations so far; made when it is not there.
        sources: Folder whose Python files are read.

    Raises:
        subprocess.CalledProcessError: A file cannot be read or written.
    """
    said = sorted(path.relative_to(sources.parent) for path in sources.rglob("*.py"))
    # A translation that fits almost is worse than one that is seen to be missing.
    options = ["-no-obsolete", "-sort-messages", "-locations", "none", "-disable-heuristic"]
    options += ["sametext", "-disable-heuristic", "similartext"]
    options += ["-tr-function-alias", "QT_TRANSLATE_NOOP+=mark"]
    languages = ["-source-language", "en", "-target-language", ts.stem.rpartition("_")[2]]
    _run("lupdate", [*options, *languages, *map(str, said), "-ts", str(ts)], sources.parent)


def release(ts: Path, qm: Path) -> None:
    """Make the file that the window loads.

    Raises:
        subprocess.CalledProcessError: A file cannot be read or written.
    """
    _run("lrelease", [str(ts), "-qm", str(qm)], ts.parent)


def _run(tool: str, arguments: list[str], folder: Path) -> None:
    command = [str(TOOLS / tool), *arguments]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Update every language; return 1 while a translation is missing."""
    missing = 0
    for ts in sorted(HERE.glob("*.ts")):
        update(ts)
        release(ts, ts.with_suffix(".qm"))
        waiting = ts.read_text(encoding="utf-8").count('type="unfinished"')
        sys.stdout.write(f"{ts.name}: {waiting} not translated yet\n")
        missing += waiting
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
