"""The reasoning of a record: asked for in one way, and refused when it is none."""

from __future__ import annotations

import pytest

from qeu_station.toolkit.question import answer, question
from qeu_station.toolkit.reasoning import (
    MOST_SENTENCES,
    MOST_WORDS,
    check_reasoning,
    reasoning_prompt,
)

CELLS = {"U3": "missing"}
GOOD = "You should look along the upper row.\n You should compare  what lies right of the middle."


def test_the_prompt_holds_question_answer_and_rules() -> None:
    asked = question("UCD", "123456789")
    prompt = reasoning_prompt(asked, answer(CELLS))
    assert asked in prompt
    assert "U3: missing" in prompt
    assert f"{MOST_SENTENCES} sentences and {MOST_WORDS} words" in prompt


def test_a_hint_becomes_one_line() -> None:
    line = check_reasoning(GOOD, CELLS, ["U3", "C1"])
    assert line == " ".join(GOOD.split())


@pytest.mark.parametrize(
    ("text", "cells", "message"),
    [
        (" \n", CELLS, "is empty"),
        ("You should look. " * 6, CELLS, "6 sentences"),
        ("You should look " + "closely " * 120, CELLS, "123 words"),
        ("Look at the upper row.", CELLS, "begins otherwise"),
        ("You should look. Then decide.", CELLS, '"Then decide."'),
        ("You shouldn't look at it.", CELLS, "begins otherwise"),
        ("You should look at u3 closely.", CELLS, 'says "U3"'),
        ("You should see that one is missing.", CELLS, 'says "missing"'),
        ("You should look at C1 too.", CELLS, 'says "C1"'),
        ("You should see that it passes.", {}, 'says "passes"'),
        ("You should say pass.", {}, 'says "pass"'),
    ],
)
def test_what_is_no_hint_is_refused(text: str, cells: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_reasoning(text, cells, ["U3", "C1"])


def test_a_word_within_another_gives_nothing_away() -> None:
    check_reasoning("You should look for what was dismissing you, with compassion.", {})
