"""The language of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from qeu_station import paths
from qeu_station.gui.words import install_translator

LANGUAGES = {"en": "English", "ja": "日本語"}

_installed: list[QTranslator] = []


def install_language(app: QApplication, language: str = "") -> str:
    """Speak a language from now on.

    Args:
        app: The application.
        language: One of ``LANGUAGES``, or empty for the system's.

    Returns:
        The language in use; English where there is no other.
    """
    for old in _installed:
        app.removeTranslator(old)
    _installed.clear()
    chosen = language or QLocale.system().name()[:2]
    if chosen not in LANGUAGES or chosen == "en":
        install_translator(None)
        QLocale.setDefault(QLocale("en"))
        return "en"
    own = paths.resources() / "translations"
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for file in (qt / f"qtbase_{chosen}.qm", own / f"qeu_station_{chosen}.qm"):
        translator = QTranslator(app)
        if translator.load(str(file)):
            app.installTranslator(translator)
            _installed.append(translator)
    install_translator(QCoreApplication.translate)
    QLocale.setDefault(QLocale(chosen))
    return chosen
