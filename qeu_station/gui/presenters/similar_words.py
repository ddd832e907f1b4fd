"""Words of the panel of similar pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qeu_station.gui.presenters.review_panels_words import number
from qeu_station.gui.presenters.similar_state import Building
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.similar import IndexProgress, PlaceName, Similar

_MINUTE = 60


def alike_words(found: Similar) -> str:
    """Return how much alike a pair is."""
    words = {
        "same": translate("Similar", "nearly the same"),
        "very": translate("Similar", "very much alike"),
        "alike": translate("Similar", "alike"),
        "somewhat": translate("Similar", "somewhat alike"),
        "not": translate("Similar", "hardly alike"),
    }
    return words[found.alike]


def place_words(here: PlaceName, there: PlaceName) -> str:
    """Return which place there is alike to which here."""
    if here.name == there.name:
        return translate("Similar", "in {there}").format(there=there.name)
    words = translate("Similar", "{there}, like {here} here")
    return words.format(here=here.name, there=there.name)


def asked_words(pair: str, kind: str, name: str) -> str:
    """Return what is asked for: a pair, or a ``cell`` or ``region`` of it."""
    if not kind:
        return translate("Similar", "Pairs like {pair}").format(pair=pair)
    if kind == "cell":
        words = translate("Similar", "Cells like {place} of {pair}")
    else:
        words = translate("Similar", "Regions like {place} of {pair}")
    return words.format(place=name, pair=pair)


def building_of(progress: IndexProgress, running: bool) -> Building:
    """Return how far the pictures are read."""
    done, total = progress.done, progress.total
    waiting = total - done
    words = ""
    if running or waiting:
        words = translate("Similar", "{done} of {total} pairs compared").format(
            done=number(done), total=number(total)
        )
    if running and progress.seconds_left is not None and waiting:
        words = f"{words} · {_left(progress.seconds_left)}"
    share = done / total if total else None
    return Building(words, _skipped(progress), share, running, bool(waiting) and not running)


def _left(seconds: float) -> str:
    if seconds < _MINUTE:
        return translate("Similar", "less than a minute left")
    minutes = max(1, round(seconds / _MINUTE))
    return translate("Similar", "about {minutes} min left").format(minutes=number(minutes))


def _skipped(progress: IndexProgress) -> str:
    told = (
        (progress.gone, translate("Similar", "pictures gone: {count}")),
        (progress.changed, translate("Similar", "pictures changed or unreadable: {count}")),
        (progress.unaligned, translate("Similar", "never aligned: {count}")),
    )
    listed = [words.format(count=number(count)) for count, words in told if count]
    if not listed:
        return ""
    return translate("Similar", "Not compared: {reasons}").format(reasons=", ".join(listed))
