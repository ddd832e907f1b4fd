"""Whether a model that is held to the grammar says the right answer, told without letting it speak.

A greedy model says an answer exactly when each of its tokens is the likeliest of those the grammar
leaves, after the right ones before it: one look at the logits of the whole answer tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import torch
from torch import Tensor

from qeu_vlm.grammar import END, Grammar


def left_open(
    grammar: Grammar, ids: Sequence[int], ends: Collection[int]
) -> Iterator[tuple[list[int], int]]:
    """Yield, along an answer, the ids that the grammar leaves and which of them goes on.

    Args:
        grammar: What may be said.
        ids: An answer of the grammar with its end, as it is learned.
        ends: Ids that end an answer.
    """
    node, beyond = grammar.first, -1
    for token in ids:
        step = END if token in ends else token
        options = list(node.open(beyond))
        yield options, options.index(step)
        node = node.after[step]
        if node.said is not None:
            if node.said.last:
                return
            beyond, node = node.said.cell, grammar.further


def says_it(logits: Tensor, grammar: Grammar, ids: Sequence[int], ends: Collection[int]) -> bool:
    """Return whether a model held to the grammar says this answer.

    Args:
        logits: (L, words) logits for each of the answer's ids.
        grammar: What may be said.
        ids: The answer's L ids, its end included.
        ends: Ids that end an answer.
    """
    closing = logits[:, sorted(ends)].amax(dim=1)
    for step, (options, right) in enumerate(left_open(grammar, ids, ends)):
        weighed = torch.stack(
            [closing[step] if each == END else logits[step, each] for each in options]
        )
        if int(weighed.argmax()) != right:
            return False
    return True
