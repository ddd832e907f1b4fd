"""What an answer costs: the cross entropy of its tokens, or of the choices that the grammar leaves.

A model that is held to a grammar when it is asked need not learn what the grammar says anyway: how
a new name is spelled, or that a colon follows a cell. Learned is then what it decides, with exactly
the probabilities that are told of its answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from qeu_vlm.encoding import IGNORED
from qeu_vlm.framing import Frame
from qeu_vlm.grammar import END, Grammar
from qeu_vlm.training.legal import left_open

Batch = Mapping[str, Tensor]

OPTIONS = "options"
"""Name of the tensor of a batch that holds the ids which the grammar leaves."""

_TOLD = ("labels", OPTIONS)
_NONE = -1


def inputs_of(batch: Batch) -> dict[str, Tensor]:
    """Return the tensors of a batch that the model itself takes."""
    return {name: tensor for name, tensor in batch.items() if name not in _TOLD}


def summed_loss(model: nn.Module, batch: Batch) -> tuple[Tensor, int]:
    """Return the cross entropy of a batch's labels, summed, and how many there are."""
    return loss_of(model(**inputs_of(batch)).logits, batch)


def loss_of(logits: Tensor, batch: Batch) -> tuple[Tensor, int]:
    """Return the cross entropy of a batch's labels, summed, and how many there are.

    Args:
        logits: (N, L, words) what the model says.
        batch: ``labels`` (N, L), -100 where nothing is learned; with ``options`` (N, L, K), each
            label is one of the K ids of its place, those of -1 left out.
    """
    labels = batch["labels"][:, 1:]
    learned = labels != IGNORED
    said, due = logits[:, :-1][learned].float(), labels[learned]
    if OPTIONS in batch:
        said, due = _among(batch[OPTIONS][:, 1:][learned], said, due)
    return functional.cross_entropy(said, due, reduction="sum"), int(learned.sum())


def _among(options: Tensor, said: Tensor, due: Tensor) -> tuple[Tensor, Tensor]:
    """Return the logits of the options alone, and the place among them of what is due."""
    picked = said.gather(1, options.clamp(min=0)).masked_fill(options == _NONE, -torch.inf)
    return picked, (options == due[:, None]).int().argmax(dim=1)


def decided(labels: Tensor, grammars: Sequence[Grammar], frame: Frame) -> dict[str, Tensor]:
    """Return labels and options of a batch of answers in which only what is decided is learned.

    Args:
        labels: (N, L), -100 but for the answers with their ends.
        grammars: What may be said, per answer.
        frame: The frame around answers.

    Returns:
        ``labels`` (N, L), -100 where the grammar leaves one id, and ``options`` (N, L, K).
    """
    kept, options = torch.full_like(labels, IGNORED), []
    for row, said, grammar in zip(kept, labels, grammars, strict=True):
        left = _left(said, grammar, frame)
        at = list(left)
        row[at] = said[at]
        options += [torch.tensor(left.get(place, [_NONE])) for place in range(len(said))]
    wide = pad_sequence(options, batch_first=True, padding_value=_NONE)
    return {"labels": kept, OPTIONS: wide.reshape(*labels.shape, -1).to(labels.device)}


def _left(labels: Tensor, grammar: Grammar, frame: Frame) -> dict[int, list[int]]:
    """Return the ids that the grammar leaves, by their places, where there is more than one."""
    at = (labels != IGNORED).nonzero()[:, 0].tolist()
    steps = left_open(grammar, labels[at].tolist(), frame.ends)
    return {
        place: [token for each in options for token in (frame.ends if each == END else [each])]
        for place, (options, _) in zip(at, steps, strict=False)
        if len(options) > 1
    }
