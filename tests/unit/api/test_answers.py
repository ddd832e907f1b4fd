from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.api import Abstention, InspectorSpec, Opinion, ProposedRegion, Scope
from qeu_station.api.answers import (
    MAX_RAW,
    opinion_from_plain,
    plain_abstention,
    plain_answer,
    plain_opinion,
)
from qeu_station.core.opinion import OpinionFault

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
VECTOR = st.lists(st.floats(0, 1), min_size=2, max_size=4)


@given(
    cells=st.dictionaries(st.text(max_size=3), VECTOR, max_size=3),
    part=st.none() | VECTOR,
    comment=st.text(max_size=50),
    evidence=st.dictionaries(st.text(), JSON, max_size=3),
)
def test_an_opinion_comes_back_as_it_was(
    cells: dict[str, list[float]], part: Any, comment: str, evidence: dict[str, Any]
) -> None:
    opinion = Opinion(cells=cells, part=part, comment=comment, evidence=evidence)
    assert opinion_from_plain(plain_opinion(opinion)) == opinion


def test_numpy_values_become_plain_ones() -> None:
    plain = plain_opinion(
        Opinion(
            part=np.array([0.25, 0.75]),  # type: ignore[arg-type]
            proposed=(ProposedRegion(tuple(np.arange(4.0)), np.array([0.5, 0.5])),),  # type: ignore[arg-type]
            evidence={"score": np.float32(0.5), "list": np.arange(3)},
        )
    )
    opinion = opinion_from_plain(plain)
    assert opinion.part == [0.25, 0.75]
    assert opinion.proposed == (ProposedRegion((0.0, 1.0, 2.0, 3.0), [0.5, 0.5]),)
    assert opinion.evidence == {"score": 0.5, "list": [0, 1, 2]}


@given(sentence=st.text(), raw=st.text())
def test_an_abstention_is_one_line_and_its_raw_text_as_it_was(sentence: str, raw: str) -> None:
    plain = plain_abstention(Abstention(sentence, raw))
    assert plain["sentence"].splitlines() in ([], [plain["sentence"]])
    assert plain["raw"] == raw.encode("utf-8", "replace").decode()
    assert len(plain_abstention(Abstention("x" * 9_999, "x" * 999_999))["raw"]) == MAX_RAW


@pytest.mark.parametrize(
    ("opinion", "words"),
    [
        (None, "NoneType"),
        ({}, "dict"),
        (Opinion(cells=[1]), "cells is list"),  # type: ignore[arg-type]
        (Opinion(part="ab"), "part"),
        (Opinion(part=0.5), "part"),  # type: ignore[arg-type]
        (Opinion(part=np.zeros((2, 2))), "part"),  # type: ignore[arg-type]
        (Opinion(comment=b"x"), "comment is bytes"),  # type: ignore[arg-type]
        (Opinion(comment="x" * 2001), "2001 characters"),
        (Opinion(evidence={"x": math.inf}), "not JSON"),
        (Opinion(evidence={"x": {1, 2}}), "not JSON"),
        (Opinion(evidence={"x": "y" * 4_000_001}), "at most 4000000"),
        (Opinion(evidence=[1]), "evidence is list"),  # type: ignore[arg-type]
        (Opinion(proposed=(1,)), "proposal 1 is int"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_opinion_is_told(opinion: object, words: str) -> None:
    with pytest.raises(OpinionFault, match=words):
        plain_opinion(opinion)


def test_one_opinion_per_declared_name_is_due() -> None:
    spec = InspectorSpec("a", "1", frozenset(Scope), "a:b", opinions=("x", "y"))
    whole = Opinion(part=(1.0, 0.0))
    assert list(plain_answer({"x": whole, "y": whole}, spec)) == ["a.x", "a.y"]
    for answer in (whole, {"x": whole}, {"x": whole, "y": whole, "z": whole}):
        with pytest.raises(OpinionFault, match="one opinion per"):
            plain_answer(answer, spec)
