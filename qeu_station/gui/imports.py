"""Imports at their own cost while Qt is loaded.

PySide6 replaces ``__import__``; after every import it reads the module's source to see whether the
module uses PySide's optional features (snake_case, true_property). For the libraries under the
window that is seconds of work in which no thread gets anywhere. The station uses none of these
features, so every module is told apart without being read.
"""

from __future__ import annotations


def plain_imports() -> None:
    """Load PySide6 without its look into every module that is imported afterwards."""
    import PySide6.QtCore  # noqa: F401 - installs what is changed here

    try:
        from shibokensupport import feature  # type: ignore[import-not-found]
    except ImportError:  # another version does it in another way, or no more
        return
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_no_feature


def _uses_no_feature(module: object) -> bool:
    return False
