"""The reasoning of a record: steps a larger model writes that lead from question to answer.

It is learned beside the plain answer, where records bring it; nothing of the station writes it by
itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from qeu_station.toolkit.question import PASS

VERSION = 1
"""Counts up with every change of ``PROMPT`` or of what ``check_reasoning`` demands."""

BEGINNING = "You should"
MOST_SENTENCES = 5
MOST_WORDS = 120

PROMPT = (
    "You are given a question about a picture and its right answer.\n"
    "Question: {question}\n"
    "Answer: {answer}\n"
    "Write how an inspector gets from the question to this answer by looking: the steps, one "
    f'sentence each, every sentence beginning with "{BEGINNING}". At most {MOST_SENTENCES} '
    f"sentences and {MOST_WORDS} words in all. Give a hint where and at what to look, not the "
    "answer itself: name neither its position nor its defect, and do not say whether the product "
    "passes."
)
"""To be asked through ``reasoning_prompt``."""

ASK = " First say the steps that lead to the answer."
"""Added to the question where a model is to learn the reasoning beside the answer."""

_SENTENCE = re.compile(r"[^.!?]+[.!?]+(?=\s|$)|[^.!?]+$")


def reasoning_prompt(question: str, answer: str) -> str:
    """Return what to ask a larger model for the reasoning of a record."""
    return PROMPT.format(question=question, answer=answer)


def check_reasoning(text: str, cells: Mapping[str, str], addresses: Collection[str] = ()) -> str:
    """Return a reasoning as one line, checked.

    Args:
        text: The reasoning.
        cells: Class per defective cell of the record's answer, empty for a good part.
        addresses: All addresses of the grid: to name one would give the position away.

    Raises:
        ValueError: It is empty or too long, a sentence begins otherwise, or it gives the answer
            away; the message says which.
    """
    line = " ".join(text.split())
    sentences = [each.strip() for each in _SENTENCE.findall(line) if each.strip()]
    words = len(line.split())
    if not sentences:
        raise ValueError("The reasoning is empty; leave the column out where there is none.")
    if len(sentences) > MOST_SENTENCES or words > MOST_WORDS:
        raise ValueError(
            f"The reasoning has {len(sentences)} sentences and {words} words; at most "
            f"{MOST_SENTENCES} and {MOST_WORDS} are allowed. Have it written again."
        )
    for sentence in sentences:
        if not sentence.startswith(f"{BEGINNING} "):
            raise ValueError(
                f'A sentence of the reasoning begins otherwise than "{BEGINNING}": "{sentence}".'
            )
    _check_hint(line, cells, addresses)
    return line


def _check_hint(line: str, cells: Mapping[str, str], addresses: Collection[str]) -> None:
    given_away = [*cells, *cells.values(), *addresses] if cells else [*addresses, PASS, "passes"]
    for word in given_away:
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line, re.IGNORECASE):
            raise ValueError(
                f'The reasoning gives the answer away: it says "{word}". It must be a hint only.'
            )
