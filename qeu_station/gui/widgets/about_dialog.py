"""What runs here, and where it keeps its things."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from qeu_station import __version__, paths
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import buttons, caption
from qeu_station.gui.words import translate

_PACKAGES = ("PySide6-Essentials", "pyqtgraph", "numpy", "opencv-python-headless", "SQLAlchemy")


class AboutDialog(QDialog):
    """Says versions, places and licence.

    Args:
        parent: The window.
        home: The station's home.
    """

    def __init__(self, parent: QWidget | None, home: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("About", "About QEU Station"))
        self.facts = "\n".join(facts(home))
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        column.addWidget(caption(f"QEU Station {__version__}", "title"))
        column.addWidget(
            caption(
                translate(
                    "About",
                    "Compares a part with one that passed, cell by cell, and keeps a record that "
                    "proves itself. Apache License 2.0.",
                )
            )
        )
        listed = caption(self.facts, "muted")
        listed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(listed)
        column.addStretch(1)
        copy = QPushButton(translate("About", "Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.facts))
        close = QPushButton(translate("About", "Close"))
        close.clicked.connect(self.accept)
        column.addLayout(buttons(self, copy, close))
        self.setMinimumWidth(480)


def facts(home: Path) -> list[str]:
    """Return versions and places, one per line."""
    lines = [f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"]
    lines += [f"{name} {_version(name)}" for name in _PACKAGES]
    places = (
        (translate("About", "Home"), home),
        (translate("About", "Journal"), paths.journal(home)),
        (translate("About", "Log"), paths.logs(home)),
    )
    return [*lines, "", *(f"{name}: {place}" for name, place in places)]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
