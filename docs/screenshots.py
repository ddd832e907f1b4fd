"""Pictures of every screen and dialog: ``python docs/screenshots.py OUT``.

Light and dark, English and Japanese, 1280x800 and 1920x1080, drawn offscreen on the sample product.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

LARGE = {"name": "large", "x": 0, "y": 0, "width": 2560, "height": 1440, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
SCREEN = Path(tempfile.mkdtemp()) / "screen.json"
SCREEN.write_text(json.dumps({"screens": [LARGE]}), encoding="utf-8")
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREEN}"

from qeu_station.gui.imports import plain_imports  # noqa: E402

plain_imports()

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QGuiApplication  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from qeu_station.gui.app import Shell, application  # noqa: E402
from qeu_station.gui.desk import Desk  # noqa: E402
from qeu_station.gui.presenters.inspect_state import InspectState  # noqa: E402
from qeu_station.services.demo import RECIPE, samples  # noqa: E402

SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080)}
THEMES = ("light", "dark")
LANGUAGES = ("en", "ja")
DIALOGS = {
    "settings": "help.settings",
    "about": "help.about",
    "shortcuts": "help.shortcuts",
    "palette": "help.palette",
    "sign-on": "shift.sign_on",
    "recipes": "recipe.choose",
    "new-product": "recipe.new",
    "live-source": "file.live",
}


def main(arguments: list[str]) -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="only pictures whose name holds these words")
    for name, choices in (("sizes", SIZES), ("themes", THEMES), ("languages", LANGUAGES)):
        parser.add_argument(f"--{name}", nargs="+", choices=choices, default=list(choices))
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        studio = Studio(Path(scratch), given.out, given.only)
        for size, theme, language in product(given.sizes, given.themes, given.languages):
            studio.take(size, theme, language)
        studio.close()
    return 0


class Studio:
    """One window that is dressed in every way, one after the other."""

    def __init__(self, scratch: Path, out: Path, only: str) -> None:
        self._out, self._only = out, only
        self._app = application()
        self._parts = _parts(scratch / "parts")
        self._desk = Desk(scratch / "home")
        self._shell = Shell(self._app, self._desk)
        self._shell.show()
        self._desk.open()
        self.sees(lambda state: self._desk.station is not None)

    def take(self, size: str, theme: str, language: str) -> None:
        """Take all pictures in one size, theme and language."""
        wanted = replace(self._desk.preferences, theme=theme, language=language)
        self._desk.remember(wanted)
        self.rest(0.5)  # another look builds another window
        self._shell.window.resize(*SIZES[size])
        self.rest(0.3)
        for name in self._screens():
            self._save(f"{name}-{size}-{theme}-{language}", self._shell.window)
        if size == "1280x800":
            for name, dialog in self._dialogs():
                self._save(f"{name}-{theme}-{language}", dialog)

    def close(self) -> None:
        """Close the window."""
        self._shell.close()
        self._desk.close()

    def _screens(self) -> Iterator[str]:
        """Bring each screen up, and say its name."""
        presenter = self._desk.presenter
        if not presenter.state.recipe:
            yield "welcome"
            presenter.sign_on("Sato")
            self._desk.use_recipe(RECIPE)
            self.sees(lambda state: state.recipe)
            yield "empty"
            self._desk.open_pairs(self._parts)
        for position, name in ((1, "pass"), (2, "fail"), (3, "fail-many"), (13, "problem")):
            presenter.go_to(position)
            self.sees(lambda state: state.band.kind in ("pass", "fail", "review", "problem"))
            self.sees(lambda state, n=position: state.part and state.part.position == n)
            self.rest(0.6)
            yield name
        presenter.go_to(2)
        self.rest(0.6)
        presenter.click_cell("C5", False)
        self._shell.window.actions_by_key["view.difference"].trigger()
        self.rest(0.8)
        yield "difference"
        self._shell.window.actions_by_key["view.difference"].trigger()
        presenter.do("correct.deselect")
        self._shell.window.actions_by_key["view.log"].trigger()
        self.rest(0.4)
        yield "log"
        self._shell.window.actions_by_key["view.log"].trigger()

    def _dialogs(self) -> Iterator[tuple[str, QWidget]]:
        """Bring each dialog up."""
        for name, key in DIALOGS.items():
            self._shell.window.commands.do(key)
            self.rest(1.0)
            for widget in QApplication.topLevelWidgets():
                if widget.isVisible() and widget is not self._shell.window:
                    yield name, widget
                    widget.close()
            self.rest(0.2)

    def sees(self, met: Callable[[InspectState], object]) -> None:
        """Wait until the screen shows something."""
        for _ in range(2000):
            if met(self._desk.presenter.state):
                return
            self.rest(0.02)
        sys.exit(f"the window did not get there: {self._desk.presenter.state.band}")

    def rest(self, seconds: float) -> None:
        """Let the window work."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def _save(self, name: str, widget: QWidget) -> None:
        if self._only in name:
            QGuiApplication.processEvents()
            widget.grab().save(str(self._out / f"{name}.png"))


def _parts(folder: Path) -> Path:
    """Copy the sample pairs, and add one that cannot be read."""
    shutil.copytree(samples(), folder)
    (folder / "T13_test.jpg").write_bytes((folder / "T01_test.jpg").read_bytes()[:5000])
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
