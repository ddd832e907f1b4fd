"""What is told of a model without letting it speak is what it says when it speaks."""

from __future__ import annotations

from pathlib import Path

import torch
from qeu_vlm.answering import Asker
from qeu_vlm.encoding import IGNORED, encode_with_answer
from qeu_vlm.grammar import END, grammar_of
from qeu_vlm.loading import LoadSettings, load_model
from qeu_vlm.showing import ShowSettings, show
from qeu_vlm.training.legal import left_open, says_it

from qeu_station.api.testing import make_pair
from qeu_station.toolkit.question import answer, question

NAMES = ("missing", "scratch")


def test_it_says_what_it_says_and_nothing_else(idefics: Path) -> None:
    loaded = load_model(LoadSettings(idefics, device="cpu"))
    shown = show(make_pair(48, 72), ShowSettings(longest_side=56))
    asked = question(shown.rows, shown.columns)
    said = Asker(loaded, NAMES).ask(shown, asked).text
    grammar = grammar_of(loaded.frame, tuple(shown.addresses), NAMES)
    others = ["pass", answer({"U1": "missing"}), answer({"C2": "scratch", "D9": "missing"})]
    for text in {said, *others}:
        made = encode_with_answer(loaded, shown, asked, text)
        labels = made.pop("labels")[0, 1:]
        with torch.no_grad():
            logits = loaded.model(**made).logits[0, :-1]
        due = labels != IGNORED
        told = says_it(logits[due], grammar, labels[due].tolist(), loaded.frame.ends)
        assert told == (text == said)


def test_a_later_cell_is_left_open_and_an_earlier_one_is_not(idefics: Path) -> None:
    frame = load_model(LoadSettings(idefics, device="cpu")).frame
    grammar = grammar_of(frame, ("U1", "U2", "U3"), NAMES)
    ids = frame.answer_ids(answer({"U2": "missing", "U3": "scratch"}))
    steps = list(left_open(grammar, ids, frame.ends))
    assert [options[right] for options, right in steps][:-1] == list(ids[: len(steps) - 1])
    assert steps[-1][0] == [END]
