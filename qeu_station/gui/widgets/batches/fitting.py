"""A dialog that grows with what it has to say."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def grow(dialog: QDialog) -> None:
    """Make a dialog as high as its words need at the width it has; never lower than it is."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    needed = layout.totalHeightForWidth(dialog.width())
    if needed > dialog.height():
        dialog.resize(dialog.width(), needed)
