"""Every screen of the window, as data; each page is imported when somebody wants to see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.desk import Desk
    from qeu_station.gui.widgets.page import Page

INSPECT = "inspect"


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One screen.

    Attributes:
        key: Its name in code; ``screen.KEY`` is the action that shows it.
        name: What it is called, in the language of the window.
        build: Makes its page around a desk, which outlives it.
        operator: Whether operator mode has it.
    """

    key: str
    name: Callable[[], str]
    build: Callable[[Desk], Page]
    operator: bool = False


def _inspect(desk: Desk) -> Page:
    from qeu_station.gui.widgets.inspect_page import InspectPage

    return InspectPage(desk)


def _review(desk: Desk) -> Page:
    from qeu_station.gui.widgets.review.page import ReviewPage

    return ReviewPage(desk)


def _batches(desk: Desk) -> Page:
    from qeu_station.gui.widgets.batches.page import BatchesPage

    return BatchesPage(desk)


def _training(desk: Desk) -> Page:
    from qeu_station.gui.widgets.training.page import TrainingPage

    return TrainingPage(desk)


def _plugins(desk: Desk) -> Page:
    from qeu_station.gui.widgets.plugins.page import PluginsPage

    return PluginsPage(desk)


SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec(INSPECT, lambda: translate("Actions", "Inspect"), _inspect, operator=True),
    ScreenSpec("review", lambda: translate("Actions", "Review"), _review),
    ScreenSpec("batches", lambda: translate("Actions", "Batches"), _batches),
    ScreenSpec("training", lambda: translate("Actions", "Training"), _training),
    ScreenSpec("plugins", lambda: translate("Actions", "Plugins"), _plugins),
)


def screen(key: str) -> ScreenSpec:
    """Return a screen by its key.

    Raises:
        KeyError: There is none.
    """
    return {spec.key: spec for spec in SCREENS}[key]
