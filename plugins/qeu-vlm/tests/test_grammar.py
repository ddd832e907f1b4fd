from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from qeu_vlm.following import Follower, shares
from qeu_vlm.framing import Frame, frame_of
from qeu_vlm.grammar import END, Grammar, grammar_of
from qeu_vlm.limits import Limits
from qeu_vlm.weighing import Weights, weights_of
from transformers import AutoProcessor

from qeu_station.api import PluginError
from qeu_station.toolkit.question import answer, parse_answer

ADDRESSES = tuple(row + column for row in "UCD" for column in "123456789")
NAMES = ("missing", "wrong colour", "scratch", "mouse-bite")
SHORT = ("U1", "U2", "C1")


@pytest.fixture(scope="module", params=["idefics", "llava"])
def frame(request: pytest.FixtureRequest) -> Frame:
    """Frames of both kinds of tokenizer: blanks as GPT-2 writes them, and as Llama does."""
    folder: Path = request.getfixturevalue(request.param)
    processor = AutoProcessor.from_pretrained(folder)
    return frame_of(processor, [processor.tokenizer.eos_token_id])


class Words:
    """A frame with its grammar, which is not printed: it is long."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.grammar = frame, grammar_of(frame, ADDRESSES, NAMES)


@pytest.fixture(scope="module")
def words(frame: Frame) -> Words:
    return Words(frame)


def follow(follower: Follower, choose: Any, most: int = 400) -> list[int]:
    """Let ``choose`` (step -> logits) speak greedily; return the ids it said."""
    ids = torch.zeros((1, 1), dtype=torch.long)
    for step in range(most):
        ids = torch.cat([ids, follower(ids, choose(step)).argmax(-1, keepdim=True)], dim=1)
        follower.take(ids)
        if follower.done or follower.left:
            break
    return [int(token) for token in ids[0, 1:]]


def held(frame: Frame, grammar: Grammar, **limits: Any) -> Follower:
    return Follower(grammar, frame.ends, 1, Limits(**limits))


def spelled(frame: Frame, ids: list[int]) -> str:
    return str(frame.tokenizer.decode(ids, skip_special_tokens=True)).strip()


@settings(max_examples=15, deadline=None)
@given(cells=st.dictionaries(st.sampled_from(ADDRESSES), st.sampled_from(NAMES), max_size=27))
def test_every_answer_that_is_taught_can_be_said_with_the_same_tokens(
    words: Words, cells: dict[str, str]
) -> None:
    frame, grammar = words.frame, words.grammar
    ordered = {address: cells[address] for address in ADDRESSES if address in cells}
    ids = frame.answer_ids(answer(ordered))
    size = len(frame.tokenizer)

    def say(step: int) -> torch.Tensor:
        logits = torch.zeros((1, size))
        logits[0, ids[step]] = 30.0
        return logits

    follower = held(frame, grammar)
    said = follow(follower, say)
    assert follower.done
    assert tuple(said) == ids[: len(said)]
    assert spelled(frame, said) == answer(ordered)
    sure = weights_of(follower.pieces, grammar)
    assert all(p < 1e-6 for p in sure.p_ok.values()) and sure.p_rest > 0.999
    assert all(sure.p_names[cell][name] > 0.999 for cell, name in ordered.items())
    assert (sure.p_pass > 0.999) == (not ordered)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), sharp=st.floats(0.1, 20))
def test_whatever_a_model_wants_it_says_an_answer(words: Words, seed: int, sharp: float) -> None:
    frame, grammar = words.frame, words.grammar
    random = torch.Generator().manual_seed(seed)
    size = len(frame.tokenizer)
    follower = held(frame, grammar)

    def say(_: int) -> torch.Tensor:
        return torch.randn((1, size), generator=random) * sharp

    ids = follow(follower, say, grammar.longest)
    assert follower.done
    cells = parse_answer(spelled(frame, ids), ADDRESSES, NAMES)
    assert list(cells) == [address for address in ADDRESSES if address in cells]
    for said in follower.pieces:
        assert sum(shares(said).values()) == pytest.approx(1)
    sure = weights_of(follower.pieces, grammar)
    assert set(sure.p_ok) == set(sure.p_names) == set(cells)
    assert all(0 <= p <= 1 for p in (*sure.p_ok.values(), sure.p_pass, sure.p_rest))
    assert all(sum(names.values()) == pytest.approx(1) for names in sure.p_names.values())


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))


@settings(max_examples=25, deadline=None)
@given(
    names=st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=3, unique=True),
    seed=st.integers(0, 10**6),
)
def test_whatever_defects_are_called_an_answer_can_be_read_or_the_names_are_refused(
    frame: Frame, names: list[str], seed: int
) -> None:
    try:
        grammar = grammar_of(frame, SHORT, names)
    except PluginError:
        return
    random = torch.Generator().manual_seed(seed)
    follower = held(frame, grammar)
    size = len(frame.tokenizer)
    ids = follow(follower, lambda _: torch.randn((1, size), generator=random), grammar.longest)
    assert follower.done
    cells = {
        SHORT[said.piece.cell]: names[said.piece.name]
        for said in follower.pieces
        if said.piece.cell >= 0
    }
    assert parse_answer(spelled(frame, ids), SHORT, names) == cells


def test_a_model_that_names_every_cell_still_ends(frame: Frame) -> None:
    small = grammar_of(frame, SHORT, NAMES[:1])
    every = frame.answer_ids("U1: missing; U2: missing; C1: missing")

    def say(step: int) -> torch.Tensor:
        logits = torch.zeros((1, len(frame.tokenizer)))
        logits[0, list(frame.ends)] = -1e9
        logits[0, every[step]] = 0.0 if every[step] in frame.ends else 30.0
        return logits

    follower = held(frame, small)
    ids = follow(follower, say)
    assert follower.done and len(ids) <= small.longest
    assert spelled(frame, ids) == "U1: missing; U2: missing; C1: missing"


def test_probabilities_are_those_of_the_model(frame: Frame) -> None:
    """What is read from the words agrees with the probability of every answer, counted out."""
    small = grammar_of(frame, SHORT, NAMES[:2])
    words = len(frame.tokenizer)
    table = torch.randn((40, words), generator=torch.Generator().manual_seed(3)) * 2
    follower = held(frame, small)
    follow(follower, lambda step: table[step : step + 1])
    sure = weights_of(follower.pieces, small)
    first = counted(small, small.first, table, 0)
    passing = sum(p for piece, p in first.items() if piece.cell < 0)
    assert sure.p_pass == pytest.approx(passing, abs=1e-5)


def counted(grammar: Grammar, node: Any, table: torch.Tensor, step: int) -> dict[Any, float]:
    """Return the probability of every piece by walking all of them."""
    if node.said is not None:
        return {node.said: 1.0}
    logits = {token: table[step, token if token != END else 2] for token in node.after}
    total = torch.logsumexp(torch.stack(list(logits.values())), 0)
    found: dict[Any, float] = {}
    for token, after in node.after.items():
        share = float((logits[token] - total).exp())
        for piece, p in counted(grammar, after, table, step + 1).items():
            found[piece] = found.get(piece, 0.0) + share * p
    return found


def test_a_cell_is_as_doubtful_as_what_was_said_in_its_place(frame: Frame) -> None:
    """Two cells weighed against each other: neither is taken for certain, all others are good."""
    small = grammar_of(frame, ADDRESSES, ("missing",))
    words = len(frame.tokenizer)
    one, other = frame.answer_ids("U3: missing"), frame.answer_ids("U4: missing")
    seam = next(n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)

    def say(step: int) -> torch.Tensor:
        logits = torch.full((1, words), -40.0)
        logits[0, one[step]] = 0.0
        if step == seam:
            logits[0, other[step]] = float(np.log(0.45 / 0.55))
        return logits

    follower = held(frame, small)
    follow(follower, say)
    sure: Weights = weights_of(follower.pieces, small)
    assert sure.p_ok["U3"] == pytest.approx(0.45, abs=1e-3)
    assert sure.p_pass < 1e-6 and sure.p_rest > 0.999
    assert sure.instead["U4"] == pytest.approx(0.45, abs=1e-3)


@pytest.mark.parametrize(
    ("addresses", "names"),
    [
        (("U1", "U:2"), NAMES),
        (("U1",), ("a; b",)),
        (("U1",), ("pass",)),
        (("U1",), (" blank",)),
        (("U1",), ("two\nlines",)),
        (("U1", "U1"), NAMES),
        ((), NAMES),
        (("U1",), ()),
    ],
)
def test_words_that_could_not_be_read_back_are_refused(
    frame: Frame, addresses: tuple[str, ...], names: tuple[str, ...]
) -> None:
    with pytest.raises(PluginError):
        grammar_of(frame, addresses, names)


def test_a_name_the_tokenizer_cannot_write_is_refused(idefics: Path, llava: Path) -> None:
    """Bytes make any script possible; a tokenizer of letters drops what it has not got."""
    by_bytes, by_letters = (AutoProcessor.from_pretrained(each) for each in (idefics, llava))
    assert grammar_of(frame_of(by_bytes, [2]), SHORT, ("錆び",)).names == ("錆び",)
    with pytest.raises(PluginError, match='cannot write "U1: 錆び"'):
        grammar_of(frame_of(by_letters, [2]), SHORT, ("錆び",))
