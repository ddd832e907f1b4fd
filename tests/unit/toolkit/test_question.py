"""One question for training and for use, and answers of one form."""

from __future__ import annotations

import hashlib
import re

from qeu_station.toolkit.question import QUESTION, VERSION, answer, question


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
