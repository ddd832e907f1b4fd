"""From an inspector's plain answer to checked opinions, or to a fault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qeu_station.api import Opinion, PreparedPair
from qeu_station.api.answers import MAX_RAW, opinion_from_plain
from qeu_station.core.opinion import OpinionFault, checked_opinion
from qeu_station.pluginhost.session import Fault
from qeu_station.pluginhost.use import InspectorUse
from qeu_station.pluginhost.wire import Wire


def checked_answer(
    answer: object, use: InspectorUse, pair: PreparedPair
) -> Mapping[str, Opinion] | Fault:
    """Return the opinions of a message ``{"opinions": ...}``, or the fault of another.

    The message comes from the plugin's process: nothing in it is taken for granted.
    """
    try:
        assert isinstance(answer, dict)
        if "fault" in answer:
            kind, reason = answer["fault"]
            return str(kind), str(reason)
        if "abstained" in answer:
            return "abstained", f"gave no opinion: {answer['abstained']['sentence']}"
        return _opinions(answer["opinions"], use, pair)
    except OpinionFault as error:
        return "invalid", f"gave an answer that breaks the contract: {error}"
    except (AssertionError, KeyError, TypeError, ValueError) as error:
        return "invalid", f"gave an answer that is no opinion ({type(error).__name__}: {error})"


def raw_text(answer: object) -> str:
    """Return what an abstaining inspector said instead of an opinion, empty for nothing."""
    abstained = answer.get("abstained") if isinstance(answer, dict) else None
    raw = abstained.get("raw") if isinstance(abstained, dict) else None
    return raw[:MAX_RAW] if isinstance(raw, str) else ""


def _opinions(wires: Mapping[str, Wire], use: InspectorUse, pair: PreparedPair) -> dict[str, Any]:
    region_ids = [region.id for region in pair.regions]
    addresses = [cell.address for cell in pair.cells]
    return {
        name: checked_opinion(
            opinion_from_plain(wires[name]),
            use.entry.scopes,
            region_ids,
            addresses,
            len(use.classes),
        )
        for name in use.entry.opinion_names
    }
