"""The language of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from qeu_station import paths
from qeu_station.gui.words import install_translator, speaking

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


def in_every_language(text: Callable[[], str]) -> tuple[str, ...]:
    """Return what ``text`` says in each language, in which people may look for it.

    Args:
        text: Says something by ``translate``, in the language of the window.
    """
    said = []
    for language in LANGUAGES:
        with speaking(_translator_of(language)):
            said.append(text())
    return tuple(dict.fromkeys(filter(None, said)))


@cache
def _translator_of(language: str) -> Callable[[str, str], str] | None:
    made = QTranslator()
    file = paths.resources() / "translations" / f"qeu_station_{language}.qm"
    if language == "en" or not made.load(str(file)):
        return None
    return lambda context, english: made.translate(context, english) or english
