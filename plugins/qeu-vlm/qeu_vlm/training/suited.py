"""What suits a model where the parameters leave it open: its size decides."""

from __future__ import annotations

from dataclasses import dataclass

from qeu_vlm.training.parameters import TrainingParameters

_RATE, _OWN_RATE = 1e-4, 3e-3
"""Learning rates for models of billions of parameters, and for ones of a million."""

_RANK, _OWN_RANK = 16, 1
"""Ranks for the same: of a small layer, a change of rank 4 is a twentieth."""

_OWN_PASS = 512
"""Examples in a pass of mosaics, of which every one is varied."""


@dataclass(frozen=True, slots=True)
class Suited:
    """What is used.

    Attributes:
        rank: Rank of each change.
        alpha: Weight of the changes, divided by the rank.
        rate: Highest learning rate.
        pass_size: Examples in a pass; 0 is as many as there are.
        choices: Whether only that is learned which the grammar of answers leaves open.
    """

    rank: int
    alpha: float
    rate: float
    pass_size: int
    choices: bool


def suited(given: TrainingParameters, own: bool, examples: int) -> Suited:
    """Return what is used for a model.

    Args:
        given: What was asked for.
        own: Whether the model is a small one that is shown tiles.
        examples: How many there are to learn from.
    """
    rank = given.rank or (_OWN_RANK if own else _RANK)
    size = max(_OWN_PASS, examples) if own else 0
    return Suited(
        rank=rank,
        alpha=given.alpha or 2.0 * rank,
        rate=given.rate or (_OWN_RATE if own else _RATE),
        pass_size=size if given.pass_size is None else given.pass_size,
        choices=own if given.choices is None else given.choices,
    )
