"""The reference: a bare PySide6 and pyqtgraph window with two linked image views, nothing else."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class BareWindow(QMainWindow):
    """Shows the pairs of a folder; Right shows the next one, read in the window's own thread."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1280, 800)
        pg.setConfigOptions(imageAxisOrder="row-major", antialias=False)
        self.graphics = pg.GraphicsLayoutWidget()
        self.setCentralWidget(self.graphics)
        self._items = [pg.ImageItem(), pg.ImageItem()]
        boxes = [self.graphics.addViewBox(lockAspect=True, invertY=True) for _ in self._items]
        for box, item in zip(boxes, self._items, strict=True):
            box.addItem(item)
        boxes[1].setXLink(boxes[0])
        boxes[1].setYLink(boxes[0])
        self._pairs: list[tuple[str, str, str]] = []
        self._position = 0
        self.name: str | None = None

    @property
    def viewport(self) -> QWidget:
        """What is painted when a part shows."""
        viewport: QWidget = self.graphics.viewport()
        return viewport

    @property
    def keys_to(self) -> QWidget:
        """What takes the keys."""
        return self

    def shown(self) -> str | None:
        """Name of the part whose pictures are in the views."""
        return self.name

    def usable(self) -> bool:
        """Whether the window was painted and takes keys."""
        return self.isVisible()

    def ready(self) -> bool:
        """Whether all is there that it will ever have."""
        return self.isVisible()

    def work(self, pairs: Path) -> None:
        """Stand idle; the load comes from another process."""

    def judged(self) -> int:
        """Return how many parts were judged: none."""
        return 0

    def open_pairs(self, folder: Path) -> None:
        """List a folder of ``NAME_test`` and ``NAME_temp`` pictures and show the first pair."""
        with os.scandir(folder) as found:
            files = sorted(entry.path for entry in found)
        known = set(files)
        self._pairs = [
            (os.path.basename(test)[:-9], test.replace("_test", "_temp"), test)  # noqa: PTH119
            for test in files
            if test.endswith("_test.jpg") and test.replace("_test", "_temp") in known
        ]
        self._position = 0
        self._show()

    def show_pictures(self, pictures: tuple[object, object]) -> None:
        """Show two arrays, as a camera would bring them."""
        for item, picture in zip(self._items, pictures, strict=True):
            item.setImage(picture, levels=(0, 255))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Show the next pair."""
        if event.key() == Qt.Key.Key_Right and self._position + 1 < len(self._pairs):
            self._position += 1
            self._show()

    def _show(self) -> None:
        name, reference, test = self._pairs[self._position]
        for item, path in zip(self._items, (reference, test), strict=True):
            picture = np.asarray(cv2.imread(path, cv2.IMREAD_COLOR))
            item.setImage(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), levels=(0, 255))
        self.name = name


@contextmanager
def opened(given: argparse.Namespace) -> Iterator[BareWindow]:
    """Show a bare window; it is closed in the end."""
    app = QApplication([])
    window = BareWindow()
    window.show()
    window.activateWindow()  # there is no window manager that would
    app.processEvents()
    try:
        yield window
    finally:
        window.close()
