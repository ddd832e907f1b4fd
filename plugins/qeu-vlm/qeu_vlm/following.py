"""Follows a model through the answers it may give: holds it to them, and keeps what it weighed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor
from transformers import LogitsProcessor

from qeu_vlm.grammar import END, Grammar, Node, Piece
from qeu_vlm.limits import Limits, StoppedShortError


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """One step of an answer.

    Attributes:
        node: Where it was in the trie.
        beyond: Cells up to this number had been passed over or named.
        legal: Share of the model's probability that lay on what may be said, 0..1.
        shares: How that is divided among the ids that lead on, sum 1.
    """

    node: Node
    beyond: int
    legal: float
    shares: dict[int, float]


@dataclass(slots=True, eq=False)
class Said:
    """A piece that was said, with the steps it took."""

    piece: Piece
    steps: list[tuple[Weighed, int]] = field(default_factory=list)


class Follower(LogitsProcessor):
    """Goes along while a model writes one answer.

    Attributes:
        pieces: What was said so far, with what was weighed.
        left: Whether the model said something that is no answer; only where it is not held.
    """

    def __init__(self, grammar: Grammar, ends: frozenset[int], prompt: int, limits: Limits) -> None:
        """Args: what may be said, ids that end it, tokens of the prompt, and the limits."""
        self._grammar, self._ends = grammar, ends
        self._hold, self._least = limits.hold, limits.least_legal
        self._ending = torch.tensor(sorted(ends))
        self._node, self._steps = grammar.first, []  # type: tuple[Node, list[tuple[Weighed, int]]]
        self._pending: Weighed | None = None
        self._seen = prompt
        self.pieces: list[Said] = []
        self.left = False

    @property
    def done(self) -> bool:
        """Whether an answer was said to its end."""
        return bool(self.pieces) and self.pieces[-1].piece.last

    @property
    def holds(self) -> bool:
        """Whether the model can say nothing but answers."""
        return self._hold

    def only(self) -> int | None:
        """Return the id that must come next, or None where there is a choice, or none was held."""
        if not self._hold or not (self.pieces or self._steps):
            return None
        ids = list(self._node.open(self._beyond))
        if len(ids) != 1:
            return None
        self._pending = Weighed(self._node, self._beyond, 1.0, {ids[0]: 1.0})
        return min(self._ends) if ids[0] == END else ids[0]

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        """Note what the model weighs next, and leave it only what may be said.

        Args:
            input_ids: (1, L) prompt and what was said.
            scores: (1, words) logits.

        Raises:
            UnwillingError: The model wants to say something that is no answer.
            StoppedShortError: It weighs nothing: its logits are not finite.
        """
        self.take(input_ids)
        if self.done or self.left:
            return scores
        probabilities = torch.softmax(scores[0].float(), dim=-1)
        ids = list(self._node.open(self._beyond))
        words = [token for token in ids if token != END]
        legal = dict(zip(words, probabilities[words].tolist(), strict=True))
        if END in ids:
            legal[END] = float(probabilities[self._ending.to(scores.device)].sum())
        total = sum(legal.values())
        if not math.isfinite(total):
            raise StoppedShortError(
                "The model's figures are no finite numbers; its weights are damaged, or its dtype "
                "is too small."
            )
        if not self.pieces and not self._steps and total < self._least:
            raise UnwillingError(total)
        even = {token: 1 / len(legal) for token in legal}
        shares = {token: p / total for token, p in legal.items()} if total > 0 else even
        self._pending = Weighed(self._node, self._beyond, total, shares)
        return self._held(scores, words, END in ids) if self._hold else scores

    def take(self, input_ids: Tensor) -> None:
        """Note what was said since."""
        for token in input_ids[0, self._seen :].tolist():
            self._step(END if token in self._ends else token)
        self._seen = input_ids.shape[1]

    @property
    def _beyond(self) -> int:
        return self.pieces[-1].piece.cell if self.pieces else -1

    def _step(self, token: int) -> None:
        if self.done or self.left or self._pending is None:
            return
        if token not in self._pending.shares:
            self.left = True
            return
        self._steps.append((self._pending, token))
        self._node = self._node.after[token]
        if self._node.said is not None:
            self.pieces.append(Said(self._node.said, self._steps))
            self._node, self._steps = self._grammar.further, []

    def _held(self, scores: Tensor, words: Sequence[int], ending: bool) -> Tensor:
        left = torch.full_like(scores, -torch.inf)
        allowed = torch.tensor([*words, *(self._ends if ending else ())], device=scores.device)
        left[0, allowed] = scores[0, allowed]
        return left


class UnwillingError(Exception):
    """The model wants to say something that is no answer; ``legal`` is the share on answers."""

    def __init__(self, legal: float) -> None:
        super().__init__(f"only {legal:.3g} of its probability lies on answers")
        self.legal = legal


def shares(said: Said) -> dict[Piece, float]:
    """Return the probability of every piece that could have been said instead, and of this one.

    Where the model went another way the probability of that way is divided equally among the
    pieces it leads to, for which of them it would have been was never asked.

    Returns:
        Probability per piece, sum 1.
    """
    found: dict[Piece, float] = {}
    mass = 1.0
    for weighed, chosen in said.steps:
        for token, share in weighed.shares.items():
            if token != chosen:
                pieces = weighed.node.after[token].open_pieces(weighed.beyond)
                each = mass * share / len(pieces)
                for piece in pieces:
                    found[piece] = found.get(piece, 0.0) + each
        mass *= weighed.shares[chosen]
    found[said.piece] = found.get(said.piece, 0.0) + mass
    return found
