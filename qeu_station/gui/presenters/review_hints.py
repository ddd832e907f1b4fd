"""The line under the pictures of the Review screen: what the keyboard does now."""

from __future__ import annotations

from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.hints import part_hint
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.presenters.unsaved import elsewhere_hint
from qeu_station.gui.words import translate


def review_hint(
    part: Part | None, correct: Corrector, asked: bool, refused: bool, more: bool
) -> str:
    """Return the hint.

    Args:
        part: The pair on the screen.
        correct: What is being corrected.
        asked: Whether a question is open.
        refused: Whether a key was not taken because the pair had just come by itself.
        more: Whether another pair follows.
    """
    lost = elsewhere_hint(correct.screen.elsewhere)
    here = _here(part, correct, asked, refused, more)
    return ". ".join(filter(None, (lost, here)))


def _here(part: Part | None, correct: Corrector, asked: bool, refused: bool, more: bool) -> str:
    if asked:
        return translate("Inspect", "Answer the question first")
    if refused:
        return translate("Review", "The pair has only just come into view; nothing was taken")
    if correct.screen.hint or part is None:
        return correct.screen.hint
    if part.problem:
        return sentence(part.problem)
    reading = part.record is None
    words = translate("Inspect", "The pictures are being read")
    return words if reading else part_hint(part, correct, more)
