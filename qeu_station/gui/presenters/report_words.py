"""What reports of an export say, in the language of the window."""

from __future__ import annotations

from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import mark, translate_marked

REPORT = (
    mark("Report", "en"),  # the language of these words, as HTML names it
    mark("Report", "{title} · QEU Station report"),
    mark("Report", "Recipe {name} version {version} · {count} pairs"),
    mark("Report", "{first} to {last} UTC"),
    mark("Report", "Pairs judged"),
    mark("Report", "Look at these first"),
    mark("Report", "Where it happens"),
    mark("Report", "{cell} is not used"),
    mark("Report", "■ FAIL and ▲ REVIEW per cell; the stronger the colour, the more of them."),
    mark("Report", "Failed cells by most probable class:"),
    mark("Report", "{pair} with its grid and findings"),
    mark("Report", "No picture: {reason}"),
    mark("Report", "The chosen pairs"),
    mark("Report", "The first {number} of {count} chosen pairs"),
    mark("Report", "part {word}"),
    mark("Report", "drawn: {name}"),
    mark("Report", "struck: {name}"),
    mark("Report", "Note: {text}"),
    mark("Report", "Why parts were left to a person"),
    mark("Report", "Reason"),
    mark("Report", "Parts"),
    mark("Report", "Inspectors"),
    mark("Report", "Inspector"),
    mark("Report", "Role"),
    mark("Report", "gating"),
    mark("Report", "advisory"),
    mark("Report", "Plugin"),
    mark("Report", "Device"),
    mark("Report", "Faults"),
    mark("Report", "none"),
    mark("Report", "Median ms"),
    mark("Report", "Time per pair"),
    mark("Report", "Step"),
    mark("Report", "read"),
    mark("Report", "prepare"),
    mark("Report", "inspect"),
    mark("Report", "total"),
    mark("Report", "95 % below, ms"),
    mark("Report", "Longest, ms"),
    mark("Report", "Proof"),
    mark("Report", "Journal of station “{name}”: {count} entries, head"),
    mark("Report", "An engineer can check it with this command; a shorter journal or another head "
         "means that something was changed:"),
    mark("Report", "Failed / left to a person, per cell"),
    mark("Report", "page {number}"),
)  # fmt: skip
"""Every text of the reports, in English; what stands in records is known as a sentence."""

_KNOWN = frozenset(REPORT)


def say_in_report(text: str) -> str:
    """Return a text of a report, or a sentence of a record, in the language of the window."""
    return translate_marked("Report", text) if text in _KNOWN else sentence(text)
