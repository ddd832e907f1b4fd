"""The same pairs answered by the base and by the tuned model, as the inspector would ask them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from qeu_station.api import Abstention
from qeu_vlm.training.adapter import adapter_off
from qeu_vlm.training.lessons import Taught
from qeu_vlm.training.measures import Answered

if TYPE_CHECKING:
    from qeu_vlm.answering import Asker
    from qeu_vlm.limits import Limits
    from qeu_vlm.loaded import LoadedModel


def answered(
    loaded: LoadedModel,
    asker: Asker,
    lessons: Sequence[Taught],
    limits: Limits,
    *,
    base: bool,
    on_pair: Callable[[int], None] = lambda done: None,
) -> list[Answered]:
    """Return what a model says of pairs, greedily.

    Args:
        loaded: The model with the adapter on it.
        asker: Asks it.
        lessons: The pairs with their right answers.
        limits: What an answer may take.
        base: Whether the adapter is off meanwhile.
        on_pair: Told how many were answered.
    """
    loaded.model.eval()
    answers = []
    with adapter_off(loaded.adapted) if base else nullcontext():
        for number, lesson in enumerate(lessons, start=1):
            answers.append(_answered(asker, lesson, limits))
            on_pair(number)
    return answers


def _answered(asker: Asker, lesson: Taught, limits: Limits) -> Answered:
    shown = lesson.show()
    expected = {shown.addresses[cell]: name for cell, name in lesson.cells.items()}
    start = time.perf_counter()
    try:
        answer = asker.ask(shown, lesson.question, limits)
    except Abstention as abstained:
        text = abstained.raw or str(abstained)
        return Answered(lesson.name, expected, None, text, time.perf_counter() - start)
    seconds = time.perf_counter() - start
    return Answered(lesson.name, expected, dict(answer.cells), answer.text, seconds)
