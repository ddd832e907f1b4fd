"""What is told of a model without letting it speak is what it says when it speaks."""

from __future__ import annotations

from pathlib import Path

import torch
from qeu_vlm.answering import Asker
from qeu_vlm.encoding import IGNORED, encode_with_answer
from qeu_vlm.grammar import END, grammar_of
from qeu_vlm.loaded import LoadSettings
from qeu_vlm.loading import load_model
from qeu_vlm.showing import ShowSettings, show
from qeu_vlm.training.collator import collate
from qeu_vlm.training.legal import left_open, says_it
from qeu_vlm.training.loss import OPTIONS, decided, loss_of

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


def test_only_what_is_decided_is_learned_by_its_told_probability(idefics: Path) -> None:
    """The loss of an answer is the probability that a model held to the grammar gives it."""
    loaded = load_model(LoadSettings(idefics, device="cpu"))
    shown = show(make_pair(48, 72), ShowSettings(longest_side=56))
    asked = question(shown.rows, shown.columns)
    frame, addresses = loaded.frame, tuple(shown.addresses)
    grammar = grammar_of(frame, addresses, NAMES)
    texts = ("pass", answer({"C2": "scratch", "D9": "missing"}))
    batch = collate([encode_with_answer(loaded, shown, asked, each) for each in texts], 0)
    held = decided(batch["labels"], [grammar, grammar], frame)
    with torch.no_grad():
        inputs = {name: each for name, each in batch.items() if name != "labels"}
        logits = loaded.model(**inputs).logits
    loss, count = loss_of(logits, held)

    expected, steps = 0.0, 0
    for row, labels in zip(logits[:, :-1], batch["labels"][:, 1:], strict=True):
        due = labels != IGNORED
        ids = labels[due].tolist()
        walk = left_open(grammar, ids, frame.ends)
        for each, token, (options, _) in zip(row[due], ids, walk, strict=False):
            if len(options) == 1:
                continue
            open_ = [i for o in options for i in (frame.ends if o == END else [o])]
            expected -= float(torch.log_softmax(each[open_], dim=0)[open_.index(token)])
            steps += 1
    assert count == steps < int((batch["labels"][:, 1:] != IGNORED).sum())
    assert held[OPTIONS].shape[:2] == held["labels"].shape
    assert abs(float(loss) - expected) < 1e-4
