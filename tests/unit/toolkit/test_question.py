"""One question for training and for use, and answers of one form."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.toolkit.question import (
    QUESTION,
    VERSION,
    AnswerRefused,
    answer,
    form,
    parse_answer,
    question,
)

ADDRESSES = tuple(row + column for row in "UCD" for column in "123456789")
NAMES = ("missing", "wrong colour", "錆び", "solder: short")


def test_the_question_names_the_grid() -> None:
    asked = question(("U", "C", "D"), tuple("123456789"))
    assert "1 to 9 across and U, C and D down" in asked
    assert "A across and 1 to 4 down" in question(("1", "2", "3", "4"), ("A",))


def test_the_question_says_all_that_a_model_must_know() -> None:
    for word in ("two images", "Compare", "coordinates", "position by position", "upper image",
                 "passes or is defective", "name of the defect"):  # fmt: skip
        assert word in QUESTION
    assert len(re.findall(r"\. |\.$", QUESTION)) == 7


def test_a_changed_question_has_another_version() -> None:
    text = hashlib.sha256(QUESTION.encode()).hexdigest()[:12]
    assert (VERSION, text) == (1, "628616852b88")


def test_answers_have_one_form() -> None:
    assert answer({}) == "pass"
    assert answer({"U3": "missing", "C1": "scratch"}) == "U3: missing; C1: scratch"


def test_the_form_is_shown_by_an_answer_that_parses() -> None:
    said = form(NAMES, "C1")
    assert said.startswith(' Answer "pass"')
    assert "missing, wrong colour" in said
    assert parse_answer(re.findall(r'"([^"]+)"', said)[1], ADDRESSES, NAMES) == {"C1": "missing"}


@given(st.dictionaries(st.sampled_from(ADDRESSES), st.sampled_from(NAMES)))
def test_an_answer_is_read_back(cells: dict[str, str]) -> None:
    assert parse_answer(answer(cells), ADDRESSES, NAMES) == cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" pass\n", {}),
        ("U3:missing ;\n C1 : wrong  colour", {"U3": "missing", "C1": "wrong colour"}),
    ],
)
def test_blanks_are_forgiven(text: str, expected: dict[str, str]) -> None:
    assert parse_answer(text, ADDRESSES, NAMES) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "neither"),
        ("Pass", "neither"),
        ("pass.", "neither"),
        ("pass; U3: missing", "neither"),
        ("合格", "neither"),
        ("U3", "neither"),
        ("U3: missing;", "neither"),
        ("E4: missing", "no cell of the grid"),
        ("u3: missing", "no cell of the grid"),
        ("U10: missing", "no cell of the grid"),
        ("U3: dirt", "no name of a defect"),
        ("U3: missing, C1: missing", "no name of a defect"),
        ("U3: missing; U3: missing", "named twice"),
    ],
)
def test_what_is_no_answer_is_refused(text: str, why: str) -> None:
    with pytest.raises(AnswerRefused, match=why):
        parse_answer(text, ADDRESSES, NAMES)


@given(st.text())
def test_any_text_is_an_answer_or_refused(text: str) -> None:
    try:
        found = parse_answer(text, ADDRESSES, NAMES)
    except AnswerRefused:
        return
    assert set(found) <= set(ADDRESSES)
