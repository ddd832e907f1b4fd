"""What the actions ``view.…`` and ``correct.box`` do to the pictures of a screen."""

from __future__ import annotations

from collections.abc import Callable

from qeu_station.gui.widgets.class_bar import ClassBar
from qeu_station.gui.widgets.pair_view import PairView


def change_view(
    key: str,
    on: bool,
    pictures: PairView,
    classes: ClassBar,
    show_difference: Callable[[bool], None],
) -> None:
    """Do an action of the keys ``view.…`` that is about the pictures, or ``correct.box``.

    Args:
        key: Of the action.
        on: Whether it is switched on, where it can be.
        pictures: What shows the pair.
        classes: Shows whether the class chosen is for the next box.
        show_difference: Reads the difference with the pictures, or no more.
    """
    actions: dict[str, tuple[Callable[[], object], ...]] = {
        "view.fit": (pictures.fit,),
        "view.zoom_in": (lambda: pictures.zoom(1.25),),
        "view.zoom_out": (lambda: pictures.zoom(0.8),),
        "view.blink": (lambda: pictures.set_blink(on),),
        "view.difference": (lambda: pictures.set_difference(on), lambda: show_difference(on)),
        "view.grid": (lambda: pictures.set_grid(on),),
        "view.stacked": (lambda: pictures.set_stacked(on),),
        "correct.box": (lambda: pictures.set_box_tool(on), lambda: classes.set_boxing(on)),
    }
    for act in actions[key]:
        act()
