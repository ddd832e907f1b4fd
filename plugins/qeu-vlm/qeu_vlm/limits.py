"""What an answer may take, and the two that stand beside a model while it speaks."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import torch
from torch import Tensor
from transformers import StoppingCriteria
from transformers.generation.streamers import BaseStreamer

if TYPE_CHECKING:
    from qeu_vlm.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may take.

    Attributes:
        seconds: Longest time.
        tokens: Most tokens.
        least_legal: Least share of its probability that the model must give to answers.
        hold: Whether it can say nothing but answers.
        cancelled: Tells whether nobody wants the answer any more.
    """

    seconds: float = math.inf
    tokens: int = 256
    least_legal: float = 0.0
    hold: bool = True
    cancelled: Callable[[], bool] = lambda: False

    @classmethod
    def of(
        cls,
        parameters: Parameters,
        patience_s: float = math.inf,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Self:
        """Return what parameters allow, for no longer than the recipe's patience."""
        return cls(
            seconds=min(parameters.time_limit_s, patience_s),
            tokens=parameters.max_new_tokens,
            least_legal=parameters.least_legal,
            hold=parameters.constrain,
            cancelled=cancelled,
        )


class StoppedShortError(Exception):
    """A model was stopped before its answer had ended; the message says why."""


class Watch(StoppingCriteria):
    """Stops a model whose time is up, or whose answer nobody wants any more.

    Attributes:
        start: When the answer was asked for, on the monotonic clock.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.start = time.monotonic()

    def check(self) -> None:
        """Do nothing while it may go on.

        Raises:
            StoppedShortError: It may not.
        """
        if self._limits.cancelled():
            raise StoppedShortError("The answer was cancelled.")
        if time.monotonic() - self.start > self._limits.seconds:
            raise StoppedShortError(
                f"The model did not end its answer within {self._limits.seconds:g} s."
            )

    def __call__(self, input_ids: Tensor, scores: Tensor, **_: Any) -> Tensor:
        """Look after every token."""
        self.check()
        return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)


class Voice(BaseStreamer):
    """Hands on the text while it is being said.

    Attributes:
        first: When the first token was said, on the monotonic clock, or None.
    """

    def __init__(self, tokenizer: Any, say: Callable[[str], None] | None) -> None:
        self._tokenizer, self._say = tokenizer, say
        self._ids: list[int] = []
        self._prompt = True
        self.first: float | None = None

    @property
    def text(self) -> str:
        """What was said so far."""
        return str(self._tokenizer.decode(self._ids, skip_special_tokens=True)).strip()

    @property
    def tokens(self) -> int:
        """How many tokens were said."""
        return len(self._ids)

    def put(self, value: Tensor) -> None:
        """Take the prompt first, then token after token."""
        if self._prompt:
            self._prompt = False
            return
        if self.first is None:
            self.first = time.monotonic()
        self._ids += value.flatten().tolist()
        if self._say is not None:
            self._say(self.text)

    def end(self) -> None:
        """Nothing is left to do."""
