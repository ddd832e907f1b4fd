"""Pictures of every screen and dialog: ``python docs/screenshots.py OUT``.

Light and dark, English and Japanese, 960x600 to 1920x1080, drawn offscreen on the sample product
and on pairs made from it. ``--home`` keeps what was judged for the next time.
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
from typing import Any

LARGE = {"name": "large", "x": 0, "y": 0, "width": 2560, "height": 1440, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
SCREEN = Path(tempfile.mkdtemp()) / "screen.json"
SCREEN.write_text(json.dumps({"screens": [LARGE]}), encoding="utf-8")
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREEN}"

from qeu_station.gui.imports import plain_imports  # noqa: E402

plain_imports()

import cv2  # noqa: E402
import numpy as np  # noqa: E402
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QGuiApplication, QImage  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from qeu_station.gui.app import Shell, application  # noqa: E402
from qeu_station.gui.batches import batches_of  # noqa: E402
from qeu_station.gui.desk import Desk  # noqa: E402
from qeu_station.gui.presenters.inspect_state import InspectState  # noqa: E402
from qeu_station.services.demo import RECIPE, samples  # noqa: E402
from qeu_station.services.jobqueue import BatchOrder  # noqa: E402

SIZES = {"960x600": (960, 600), "1280x800": (1280, 800), "1920x1080": (1920, 1080)}
THEMES = ("light", "dark")
LANGUAGES = ("en", "ja")
PLAIN = "sample"
PAIRS, LONG = 60, 600
"""Pairs of the batches that are reviewed, and of the one that runs meanwhile."""

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
ELSEWHERE = {
    "review": {"export": "review.export"},
    "batches": {"new-batch": "batch.new", "delete-batch": "batch.delete", "batch-log": "batch.log"},
}


def main(arguments: list[str]) -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="only pictures whose name holds these words")
    parser.add_argument("--home", type=Path, help="where the pairs and the station lie")
    for name, choices in (("sizes", SIZES), ("themes", THEMES), ("languages", LANGUAGES)):
        parser.add_argument(f"--{name}", nargs="+", choices=choices, default=list(choices))
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        studio = Studio(given.home or Path(scratch), given.out, given.only)
        for theme, language, size in product(given.themes, given.languages, given.sizes):
            studio.take(size, theme, language)
        studio.close()
    return 0


class Studio:
    """One window that is dressed in every way, one after the other."""

    def __init__(self, place: Path, out: Path, only: str) -> None:
        self._place, self._out, self._only = place, out, only
        self._app = application()
        self._parts = _parts(place / "parts")
        self._desk = Desk(place / "home")
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
        look = f"{size}-{theme}-{language}"
        for screen, scenes in (
            ("inspect", self._inspect), ("review", self._review), ("batches", self._batches),
            ("plugins", self._plugins),
        ):  # fmt: skip
            self._shell.window.show_screen(screen)
            for name in scenes():
                self._save(f"{name}-{look}", self._shell.window)
            dialogs = DIALOGS if screen == "inspect" else ELSEWHERE.get(screen, {})
            if size != "1920x1080":
                for name, dialog in self._dialogs(dialogs):
                    self._save(f"{name}-{look}", dialog)

    def close(self) -> None:
        """Close the window."""
        self._shell.close()
        self._desk.close()

    def _inspect(self) -> Iterator[str]:
        """Bring the Inspect screen into each of its states, and name them."""
        presenter = self._desk.presenter
        if not presenter.state.recipe:
            yield "welcome"
            presenter.sign_on("Sato")
            self._desk.use_recipe(RECIPE)
            self.sees(lambda state: state.recipe)
            yield "empty"
        if presenter.state.part is None:
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
        self._press("view.difference", 0.8)
        yield "difference"
        self._press("view.difference")
        presenter.do("correct.deselect")
        self._press("view.log", 0.4)
        yield "log"
        self._press("view.log")

    def _review(self) -> Iterator[str]:
        """Bring the Review screen into each of its states, and name them."""
        page: Any = self._shell.window.screens.shown
        if page.presenter.desk is None:
            yield "review-empty"
            run, other = self._judged(PLAIN, "monday"), self._judged(RECIPE, "tuesday")
            self._shell.window.notices.dismiss()
            page.open_place(other)
            self.until(lambda: page.presenter.state.pair.pictures is not None)
            page.panels.runs.presenter.choose(run)
        page.panels.setCurrentIndex(0)
        self.rest(1.5)
        yield "review"
        page.table.setFocus()
        page.presenter.go_to(3)
        self.rest(1.0)
        yield "review-4th"
        page.filters.more.setChecked(True)
        page.filters.verdicts["FAIL"].click()
        self.rest(0.6)
        yield "review-conditions"
        page.filters.verdicts["FAIL"].click()
        page.filters.more.setChecked(False)
        names = ("inspectors", "map", "thresholds", "confusion", "runs", "similar")
        for place, name in enumerate(names, 1):
            page.panels.setCurrentIndex(place)
            self.rest(3.0 if name == "similar" else 1.0)
            yield f"review-{name}"
        page.panels.setCurrentIndex(0)

    def _judged(self, recipe: str, name: str) -> Path:
        """Judge the pairs with a recipe, unless that was done before; return where."""
        out = self._place / name
        if not (out / "report.html").exists():
            self._order(BatchOrder(recipe, _varied(self._place / "pairs", PAIRS), out))
            self.until((out / "report.html").exists, 300)
        return out

    def _order(self, order: BatchOrder) -> None:
        presenter = batches_of(self._desk).presenter
        presenter.want()
        self.until(lambda: presenter.state.ready)
        presenter.add(order, lambda job: None, self._desk.failed.emit)

    def _batches(self) -> Iterator[str]:
        """Bring the Batches screen into each of its states, and name them."""
        presenter = batches_of(self._desk).presenter
        self.until(lambda: presenter.state.ready)
        if not presenter.state.rows:
            yield "batches-empty"
        if not any(row.name == "night shift" for row in presenter.state.rows):
            pairs = _varied(self._place / "many", LONG, read=True)
            for name in ("night shift", "morning shift"):
                self._order(BatchOrder(RECIPE, pairs, self._place / name))
            self.until(lambda: any(r.passed for r in presenter.state.rows if r.left), 300)
        for row in presenter.state.rows:
            if row.name in ("night shift", "tuesday"):
                presenter.select(row.id)
                self.rest(0.6)
                yield f"batches-{row.name.split()[0]}"

    def _plugins(self) -> Iterator[str]:
        """Bring the Plugins screen into each of its states, and name them."""
        page: Any = self._shell.window.screens.shown
        self.until(lambda: page.presenter.state.plugin is not None)
        for tab in ("worker", "parameters", "tests", "log"):
            page.presenter.choose_tab(tab)
            self.rest(0.8)
            yield f"plugins-{tab}"
        page.presenter.choose_tab("worker")

    def _dialogs(self, dialogs: dict[str, str]) -> Iterator[tuple[str, QWidget]]:
        """Bring each dialog up."""
        for name, key in dialogs.items():
            self._shell.window.commands.do(key)
            self.rest(1.0)
            for widget in QApplication.topLevelWidgets():
                if widget.isVisible() and widget is not self._shell.window:
                    yield name, widget
                    widget.close()
            self.rest(0.2)

    def _press(self, key: str, rest: float = 0.0) -> None:
        self._shell.window.actions_by_key[key].trigger()
        self.rest(rest)

    def sees(self, met: Callable[[InspectState], object]) -> None:
        """Wait until the screen shows something."""
        self.until(lambda: met(self._desk.presenter.state))

    def until(self, met: Callable[[], object], seconds: float = 60) -> None:
        """Wait until something is so."""
        for _ in range(round(seconds / 0.02)):
            if met():
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
            image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
            image.save(str(self._out / f"{name}.png"), quality=0)  # Qt's word for packed best


def _parts(folder: Path) -> Path:
    """Copy the sample pairs, and add one that cannot be read."""
    if not folder.exists():
        shutil.copytree(samples(), folder)
        (folder / "T13_test.jpg").write_bytes((folder / "T01_test.jpg").read_bytes()[:5000])
    return folder


def _varied(folder: Path, count: int, read: bool = False) -> Path:
    """Make pairs from the sample's, each a little lighter or darker; good ones among them."""
    if folder.exists():
        return folder
    folder.mkdir(parents=True)
    chance = np.random.default_rng(7)
    bad = sorted(samples().glob("T*_test.jpg"))
    good = sorted((samples() / "good").iterdir())
    for number in range(count):
        file = bad[number // 3 % len(bad)] if number % 3 == 0 else good[number % len(good)]
        to = folder / f"board-{number + 1:03d}_test.jpg"
        if read:
            shutil.copy(file, to)
            continue
        picture = cv2.imread(str(file)).astype(np.float32)
        picture = picture * chance.uniform(0.93, 1.05) + chance.normal(0, 2, picture.shape)
        cv2.imwrite(str(to), np.clip(picture, 0, 255).astype(np.uint8))
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
