"""A loaded model and its lessons: batches to learn from, and what held-out lessons say of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from qeu_station.api import Abstention
from qeu_station.toolkit.reasoning import ASK
from qeu_vlm.encoding import IGNORED, encode_with_answer, placed
from qeu_vlm.grammar import Grammar, grammar_of
from qeu_vlm.training.checkpoint import Checked
from qeu_vlm.training.collator import collate
from qeu_vlm.training.legal import says_it
from qeu_vlm.training.lessons import Taught
from qeu_vlm.training.loss import decided, inputs_of, loss_of
from qeu_vlm.training.passes import drawn
from qeu_vlm.training.varying import Varying, chunks, rarest_labels
from qeu_vlm.vocabulary import OK

if TYPE_CHECKING:
    from qeu_vlm.loaded import LoadedModel
    from qeu_vlm.showing import Shown


class Teacher:
    """Makes the batches of a training and judges the model as it stands."""

    def __init__(
        self,
        loaded: LoadedModel,
        learn: Sequence[Taught],
        check: Sequence[Taught],
        varying: Varying,
        *,
        names: Sequence[str],
        batch: int,
        size: int,
        defective: float,
        choices: bool,
    ) -> None:
        """Args: model, lessons to learn from and to check with, and how a pass is made of them.

        With ``choices`` only what the grammar leaves open is learned; lessons with steps whole.
        """
        self._loaded, self._learn, self._check = loaded, learn, check
        self._varying, self._batch = varying, batch
        self._labels = rarest_labels(learn, OK)
        self._names = tuple(names)
        self._grammars: dict[tuple[str, ...], Grammar] = {}
        self._size, self._defective = size or len(learn), defective
        self._choices = choices and not any(each.reasoning for each in learn)

    @property
    def batches_per_pass(self) -> int:
        """How many batches a pass has."""
        return -(-self._size // self._batch)

    def batches(self, random: np.random.Generator) -> Iterator[dict[str, Tensor]]:
        """Return the batches of a pass, by chance alone."""
        order = drawn(self._labels, OK, self._size, self._defective, random)
        for chosen in chunks(order.tolist(), self._batch):
            given = [self._varied(self._learn[n], random) for n in chosen]
            yield self._asked(self._encoded(given), [lesson for _, lesson, _ in given])

    def check(self, model: nn.Module) -> Checked:
        """Return the share of right answers, and the loss, on lessons that are not learned from.

        Right is what the inspector would say: greedily, held to the grammar.
        """
        if not self._check:
            return Checked(0.0, math.nan)
        model.eval()
        right, loss, tokens = 0, 0.0, 0
        with torch.no_grad():
            for chosen in chunks(range(len(self._check)), self._batch):
                lessons = [self._check[n] for n in chosen]
                batch = self._encoded([(each.show(), each, False) for each in lessons])
                logits = model(**inputs_of(batch)).logits
                right += sum(map(self._right, lessons, logits[:, :-1], batch["labels"][:, 1:]))
                summed, count = loss_of(logits, self._asked(batch, lessons))
                loss, tokens = loss + float(summed), tokens + count
        return Checked(right / len(self._check), loss / max(1, tokens))

    def _right(self, lesson: Taught, logits: Tensor, labels: Tensor) -> bool:
        due = labels != IGNORED
        ends = self._loaded.frame.ends
        return says_it(logits[due], self._grammar(lesson), labels[due].tolist(), ends)

    def _grammar(self, lesson: Taught) -> Grammar:
        if lesson.addresses not in self._grammars:
            made = grammar_of(self._loaded.frame, lesson.addresses, self._names)
            self._grammars[lesson.addresses] = made
        return self._grammars[lesson.addresses]

    def _asked(self, batch: dict[str, Tensor], lessons: Sequence[Taught]) -> dict[str, Tensor]:
        """Return a batch in which only that is learned which is decided, if so it is."""
        if not self._choices:
            return batch
        grammars = [self._grammar(each) for each in lessons]
        return batch | decided(batch["labels"], grammars, self._loaded.frame)

    def _varied(self, lesson: Taught, random: np.random.Generator) -> tuple[Shown, Taught, bool]:
        if lesson.reasoning and random.random() < 0.5:  # steps and plain answer in turn
            return lesson.show(), lesson, True
        return *self._varying.shown(lesson, random), False

    def _encoded(self, given: Sequence[tuple[Shown, Taught, bool]]) -> dict[str, Tensor]:
        records = [self._record(*each) for each in given]
        pad = int(self._loaded.model.generation_config.pad_token_id)
        return placed(self._loaded, collate(records, pad))

    def _record(self, shown: Shown, lesson: Taught, steps: bool) -> dict[str, Tensor]:
        question = lesson.question + ASK if steps else lesson.question
        answer = f"{lesson.reasoning} {lesson.answer}" if steps else lesson.answer
        try:
            return encode_with_answer(self._loaded, shown, question, answer)
        except Abstention as error:  # more tokens than the model takes
            raise ValueError(f'Pair "{lesson.name}" cannot be learned: {error}') from None
