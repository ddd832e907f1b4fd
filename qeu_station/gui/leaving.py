"""Closing the window while a batch runs: what becomes of it is asked first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.jobqueue import BatchJob

NAME = "batch runs"


def leaving_question(
    parent: QWidget, job: BatchJob, leave: Callable[[], None], go_on: Callable[[], None]
) -> QMessageBox:
    """Return the question; Esc and its default stay.

    Args:
        parent: The window.
        job: The batch that runs.
        leave: Closes the window; the batch goes on at the next start.
        go_on: Puts the window away, and lets the batch go on.
    """
    asked = QMessageBox(parent)
    asked.setObjectName(NAME)
    asked.setWindowTitle(translate("Window", "A batch is running"))
    text = translate("Window", "Batch {name} is running: {done} of {count} pairs are judged.")
    progress = job.progress
    asked.setText(
        text.format(name=job.name, done=f"{progress.done:,}", count=f"{progress.total:,}")
    )
    asked.setInformativeText(
        translate(
            "Window",
            "It pauses when the window is closed, and goes on by itself at the next start. It "
            "goes on now while the window is only put away.",
        )
    )
    roles = QMessageBox.ButtonRole
    away = asked.addButton(translate("Window", "Put away, judge on"), roles.ActionRole)
    close = asked.addButton(translate("Window", "Pause and close"), roles.AcceptRole)
    stay = asked.addButton(translate("Window", "Stay"), roles.RejectRole)
    away.clicked.connect(go_on)
    close.clicked.connect(leave)
    if isinstance(stay, QPushButton):
        asked.setDefaultButton(stay)
    asked.setEscapeButton(stay)
    return asked
