"""Words about corrections that are not on the disk."""

from __future__ import annotations

from collections.abc import Sequence

from qeu_station.gui.presenters.correcting import History
from qeu_station.gui.words import translate

NAMED = 3
"""Parts that are named; more are only counted."""


def unsaved_words(histories: Sequence[History]) -> str:
    """Return how many corrections of which parts failed or lack a name; empty for none."""
    count = sum(history.stuck for history in histories)
    if not count:
        return ""
    if count == 1:
        return translate("Inspect", "1 correction of {part} is NOT SAVED").format(
            part=histories[0].record.pair
        )
    parts = list(dict.fromkeys(history.record.pair for history in histories))
    more = ["…"] if len(parts) > NAMED else []
    return translate("Inspect", "{count} corrections are NOT SAVED ({parts})").format(
        count=count, parts=", ".join(parts[:NAMED] + more)
    )


def elsewhere_hint(histories: Sequence[History]) -> str:
    """Return what the line says of parts that are not on the screen; empty for nothing."""
    words = unsaved_words(histories)
    if not words:
        return ""
    if any(history.failed for history in histories):
        text = translate("Inspect", "{unsaved}: tried again every few seconds")
    else:
        text = translate("Inspect", "{unsaved}: sign on (F3)")
    return text.format(unsaved=words)
