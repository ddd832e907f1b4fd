"""The installed program under a real X server, operated with real keys and clicks."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from qeu_station.services.demo import samples
from qeu_station.services.opening import open_home
from qeu_station.services.station import Station
from qeu_station.storage.journal import Journal
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import load_recipe

TOOLS = ("Xvfb", "xdotool")
PATIENCE_S = 120.0
ROOT = Path(__file__).parents[3]
PRELUDE = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import Qt
from tests.e2e.window.operated import Operator
Key = Qt.Key
"""


@pytest.fixture(scope="session")
def display(tmp_path_factory) -> Iterator[str]:
    """An X server of our own, reachable from this machine only."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed (Debian: xvfb, xdotool)")
    told, tell = os.pipe()
    log = (tmp_path_factory.mktemp("display") / "xvfb.log").open("wb")
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(tell),
            "-screen",
            "0",
            "1280x800x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=[tell],
        stdout=log,
        stderr=log,
    )
    os.close(tell)
    with os.fdopen(told) as answer:
        number = answer.readline().strip()
    if not number:
        pytest.fail(f"Xvfb did not start; see {log.name}")
    yield f":{number}"
    server.terminate()
    server.wait(PATIENCE_S)
    log.close()


@dataclass
class Program:
    """The running window, and what a person can do to it."""

    process: subprocess.Popen[bytes]
    display: str
    home: Path
    log: Path
    window: str = field(default="")

    def xdotool(self, *words: object) -> str:
        """Run xdotool; return what it prints."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return done.stdout.strip()

    @property
    def title(self) -> str:
        """What the title bar says."""
        if not self.window:
            found = self.xdotool("search", "--onlyvisible", "--name", "QEU Station").split()
            self.window = found[0] if found else ""
        return self.xdotool("getwindowname", self.window) if self.window else ""

    def wait_for(self, met: Callable[[], object], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not met():
            if self.process.poll() is not None:
                pytest.fail(f"the window ended with {self.process.returncode}: {self.said()}")
            if time.monotonic() > end:
                pytest.fail(f"{what} did not come; title {self.title!r}; {self.said()}")
            time.sleep(0.05)

    def wait_for_title(self, *words: str) -> None:
        """Wait until the title bar says all of these."""
        self.wait_for(lambda: all(word in self.title for word in words), f"title with {words}")

    def shows(self, name: str) -> bool:
        """Tell whether a window or dialog with this in its title is there."""
        return bool(self.xdotool("search", "--onlyvisible", "--name", name))

    def focus(self) -> None:
        """Give the keyboard to the window on top; there is no window manager that does."""
        if self.window:
            self.xdotool("windowfocus", "--sync", self.active())

    def active(self) -> str:
        """Return the window on top: a dialog, or the main window."""
        found = self.xdotool("search", "--onlyvisible", "--name", ".+").split()
        return found[-1] if found else self.window

    def key(self, *keys: str) -> None:
        """Press keys, such as ``Return`` or ``ctrl+z``, on the window that has the focus."""
        self.focus()
        self.xdotool("key", "--delay", "80", *keys)

    def type(self, text: str, delay_ms: int = 120) -> None:
        """Type text, as a person does or, with a short delay, as a scanner."""
        self.focus()
        self.xdotool("type", "--delay", delay_ms, text)

    def said(self) -> str:
        """Return the end of what the program printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]

    def close(self) -> int:
        """End it as a person does; return its exit code."""
        self.key("ctrl+q")
        return self.process.wait(PATIENCE_S)


Launch = Callable[..., Program]


@pytest.fixture
def launch(display: str, tmp_path: Path, knowing: Callable[[Path], Path]) -> Iterator[Launch]:
    """Start the window with a home of its own; whatever still runs at the end is ended."""
    running: list[Program] = []

    def start(*arguments: object, home: Path | None = None) -> Program:
        folder = home or knowing(tmp_path / "home")
        log = tmp_path / f"window-{len(running)}.log"
        environment = {**os.environ, "DISPLAY": display, "QEU_STATION_HOME": str(folder)}
        environment.pop("QT_QPA_PLATFORM", None)
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "qeu_station", *map(str, arguments)],
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )
        program = Program(process, display, folder, log)
        running.append(program)
        return program

    yield start
    for program in running:
        if program.process.poll() is None:
            program.process.send_signal(signal.SIGKILL)
            program.process.wait(PATIENCE_S)


@pytest.fixture
def recorded() -> Callable[[Path], tuple[list, list]]:
    """Read inspections and corrections of a home's journal, also while a window writes it."""

    def read(home: Path) -> tuple[list, list]:
        file = home / "journal.db"
        if not file.exists():
            return [], []
        with Journal.open(file, "station", readonly=True) as journal:
            return list(journal.inspections()), [each for _, each in journal.all_corrections()]

    return read


@pytest.fixture
def inside(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a script beside the window, in its process; see ``operated.Operator``."""

    def run(script: str, *arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-c", PRELUDE + textwrap.dedent(script), *map(str, arguments)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=270,
            check=False,
        )
        assert done.returncode == code, f"{done.returncode}: {done.stdout}{done.stderr}"
        return done

    return run


@pytest.fixture(scope="session")
def _judged_batch(
    tmp_path_factory: pytest.TempPathFactory, knowing: Callable[[Path], Path]
) -> Path:
    """A folder like a batch's: the sample pairs judged once, recorded under forty names."""
    folder = tmp_path_factory.mktemp("judged")
    home = open_home(knowing(folder / "home"))
    loaded = load_recipe("sample", home.folder)
    with Station(loaded, home.station) as station:
        pairs = read_pairs(samples(), PairRules(need_reference=False))[:8]
        judged = [station.inspect(pair) for pair in pairs]
    batch = folder / "batch"
    batch.mkdir()
    with Journal.open(batch / "journal.db", "batch") as journal:
        journal.append_recipe(loaded)
        records = [
            replace(judged[n % len(judged)], id=f"{n:032x}", pair=f"part {n:02d}")
            for n in range(40)
        ]
        journal.append_inspections(records)
    return batch


@pytest.fixture
def batch(_judged_batch: Path, tmp_path: Path) -> Path:
    """A batch of forty pairs of one's own."""
    return Path(shutil.copytree(_judged_batch, tmp_path / "バッチ"))


@pytest.fixture
def said(batch: Path) -> Callable[[], list]:
    """Read what was said of the batch, oldest first."""

    def read() -> list:
        with Journal.open(batch / "journal.db", "batch", readonly=True) as journal:
            assert journal.verify().sound
            return [each for _, each in journal.all_corrections()]

    return read
