"""Asking for files and folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from qeu_station.gui.words import translate

_SUFFIXES = "*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.webp"


def ask_for_pictures(parent: QWidget, title: str) -> list[Path]:
    """Return the pictures that were chosen, none when the person changed their mind."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", _filter())
    return [Path(name) for name in names]


def ask_for_picture(parent: QWidget, title: str) -> Path | None:
    """Return the picture that was chosen, or None."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", _filter())
    return Path(name) if name else None


def ask_for_folder(parent: QWidget, title: str) -> Path | None:
    """Return the folder that was chosen, or None."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def _filter() -> str:
    return translate("NewProduct", "Pictures ({suffixes})").format(suffixes=_SUFFIXES)
