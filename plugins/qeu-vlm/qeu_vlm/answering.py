"""Asks a model: in time or not at all, held to the grammar, with the probability of every word."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qeu_station.api import Abstention
from qeu_station.toolkit.question import AnswerRefused, parse_answer
from qeu_vlm.encoding import encode
from qeu_vlm.following import Follower, UnwillingError
from qeu_vlm.grammar import Grammar, grammar_of
from qeu_vlm.limits import Limits, StoppedShortError, Voice, Watch
from qeu_vlm.memory import abstaining
from qeu_vlm.places import ADDRESSES
from qeu_vlm.speaking import speak
from qeu_vlm.weighing import Weights, weights_of

if TYPE_CHECKING:
    from torch import Tensor

    from qeu_vlm.loaded import LoadedModel
    from qeu_vlm.showing import Shown

FREE_TOKENS = 48
"""Tokens that a model may say freely when it does not want to answer, so that one can read why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said.

    Attributes:
        text: Word for word, with the cells as the model calls them.
        cells: Name of the defect per cell that it names, by address on the product's grid.
        weights: How sure it was, by address on the product's grid.
        first_token_s: Seconds until the first token, from the pictures on.
        seconds: Seconds in all.
        tokens: Tokens it said.
        prompt_tokens: Tokens of pictures and question.
    """

    text: str
    cells: Mapping[str, str]
    weights: Weights
    first_token_s: float
    seconds: float
    tokens: int
    prompt_tokens: int


class Asker:
    """Asks one model about pairs; keeps the grammar of a grid while the grid stays the same."""

    def __init__(self, loaded: LoadedModel, names: Sequence[str]) -> None:
        """Args: the model, and the names of defects it may give.

        Raises:
            PluginError: A name cannot be said in an answer.
        """
        self._loaded, self._names = loaded, tuple(names)
        grammar_of(loaded.frame, ADDRESSES[:1], self._names)  # found now, not at the first part
        self._grammar: Grammar | None = None

    def grammar(self, addresses: Sequence[str]) -> Grammar:
        """Return what may be said about a grid.

        Raises:
            PluginError: A name or an address cannot be said in an answer.
        """
        if self._grammar is None or self._grammar.addresses != tuple(addresses):
            self._grammar = grammar_of(self._loaded.frame, addresses, self._names)
        return self._grammar

    def ask(
        self,
        shown: Shown,
        question: str,
        limits: Limits | None = None,
        say: Callable[[str], None] | None = None,
    ) -> Answer:
        """Return what the model answers; the same for the same pair.

        Args:
            shown: What it is shown.
            question: What it is asked.
            limits: What it may take.
            say: Called with the text so far while it is being said.

        Raises:
            Abstention: It answers otherwise, or not in time, was cancelled, or ran out of memory;
                with what it had said.
        """
        asked = _Asked(self._loaded, limits or Limits(), say)
        try:
            with abstaining():
                return asked.answer(shown, question, self.grammar(tuple(shown.addresses)))
        except StoppedShortError as stopped:
            raise Abstention(str(stopped), asked.voice.text) from None


class _Asked:
    """One question under way."""

    def __init__(
        self, loaded: LoadedModel, limits: Limits, say: Callable[[str], None] | None
    ) -> None:
        self._loaded, self._limits = loaded, limits
        self._watch = Watch(limits)
        self.voice = Voice(loaded.processor.tokenizer, say)

    def answer(self, shown: Shown, question: str, grammar: Grammar) -> Answer:
        limits = self._limits
        tensors = encode(self._loaded, shown, question)
        prompt = tensors["input_ids"].shape[1]
        follower = Follower(grammar, self._loaded.frame.ends, prompt, limits)
        try:
            speak(self._loaded, tensors, limits.tokens, self._watch, self.voice, follower)
        except UnwillingError as unwilling:
            raise self._unwilling(tensors, unwilling) from None
        cells = self._cells(grammar, follower)
        return Answer(
            text=self.voice.text,
            cells={shown.addresses[said]: name for said, name in cells.items()},
            weights=weights_of(follower.pieces, grammar).called(shown.addresses),
            first_token_s=(self.voice.first or self._watch.start) - self._watch.start,
            seconds=time.monotonic() - self._watch.start,
            tokens=self.voice.tokens,
            prompt_tokens=prompt,
        )

    def _cells(self, grammar: Grammar, follower: Follower) -> Mapping[str, str]:
        """Return what was said of the cells.

        Raises:
            Abstention: It is no answer, or not a whole one.
        """
        text = self.voice.text
        try:
            cells = parse_answer(text, grammar.addresses, grammar.names)
        except AnswerRefused as refused:
            raise Abstention(f"The model's answer cannot be read: {refused}.", text) from None
        if not follower.done:
            raise Abstention("The model's answer did not come to its end.", text)
        return cells

    def _unwilling(self, tensors: Mapping[str, Tensor], unwilling: UnwillingError) -> Abstention:
        """Return the abstention of a model that wants to say something else, with what it is."""
        self.voice = Voice(self._loaded.processor.tokenizer, None)
        most = min(FREE_TOKENS, self._limits.tokens)
        speak(self._loaded, tensors, most, self._watch, self.voice)
        return Abstention(
            "The model does not want to answer as it is asked: only "
            f"{unwilling.legal:.2g} of its probability lies on answers.",
            self.voice.text,
        )
