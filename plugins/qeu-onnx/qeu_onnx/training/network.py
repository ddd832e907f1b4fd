"""The patch network: reference, test and their difference through a few convolutions."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

SIDE = 64
"""Rows and columns of a patch."""

CONVOLUTIONS = ((3, 1, True), (3, 1, True), (3, 1, False), (3, 1, True), (3, 1, True))
"""Size, stride, and whether a 2x2 maximum follows, of each convolution.

The first one sees every pixel: a gap of one tells a short from a spur.
"""

_WIDTHS = (1, 2, 4, 4, 6)
HIDDEN = 64
LAST = SIDE // 16
"""Rows and columns that remain after the convolutions."""


class PatchNetwork(nn.Module):
    """Logits of patches.

    The difference is computed inside, so that whoever runs the model cannot compute it otherwise:
    how far the test image lies outside what the reference shows within a pixel and the other way
    round, brighter and darker apart (the envelopes of grey-scale morphology).
    """

    def __init__(self, depth: int, classes: int, width: int, extra: int = 0) -> None:
        """Prepare a network with random weights.

        Args:
            depth: Channels of a picture.
            classes: Number of classes to tell apart.
            width: Channels of the first layer.
            extra: Channels that follow those of both pictures.
        """
        super().__init__()
        self.depth, self.extra = depth, extra
        widths = [4 * depth + extra, *(width * factor for factor in _WIDTHS)]
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, size, stride, size // 2, bias=False)
            for before, after, (size, stride, _) in zip(
                widths, widths[1:], CONVOLUTIONS, strict=False
            )
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(count) for count in widths[1:])
        self.hidden = nn.Linear(widths[-1] * LAST * LAST, HIDDEN)
        self.last = nn.Linear(HIDDEN, classes)
        self.drop = nn.Dropout(0.25)

    def forward(self, patches: Tensor) -> Tensor:
        """Return logits (N, classes) of patches (N, 2 depth + extra, 64, 64), 0..1."""
        values = with_difference(patches, self.depth)
        values = values.contiguous(memory_format=torch.channels_last)  # a third less time
        for convolve, norm, (_, _, halve) in zip(
            self.convolutions, self.norms, CONVOLUTIONS, strict=True
        ):
            values = functional.relu(norm(convolve(values)), inplace=True)
            values = functional.max_pool2d(values, 2) if halve else values
        hidden = functional.relu(self.hidden(self.drop(values.flatten(1))))
        logits: Tensor = self.last(self.drop(hidden))
        return logits


def with_difference(patches: Tensor, depth: int) -> Tensor:
    """Return patches and what of the test is brighter and darker: 2 depth channels more."""
    reference, test = patches[:, :depth], patches[:, depth : 2 * depth]
    brighter = torch.maximum(test - _high(reference), _low(test) - reference)
    darker = torch.maximum(_low(reference) - test, reference - _high(test))
    return torch.cat([patches, functional.relu(brighter), functional.relu(darker)], dim=1)


def mean_probabilities(members: Sequence[PatchNetwork], patches: Tensor) -> Tensor:
    """Return the probabilities (N, classes) of the members' mean logits."""
    logits = torch.stack([member(patches) for member in members])
    return functional.softmax(logits.mean(dim=0), dim=1)


def _high(values: Tensor) -> Tensor:
    """Return the largest value within a pixel; sideways and then down is much quicker than both."""
    rows = functional.pad(values, (1, 1, 1, 1), mode="replicate")
    wide = torch.maximum(torch.maximum(rows[..., :-2], rows[..., 1:-1]), rows[..., 2:])
    return torch.maximum(torch.maximum(wide[..., :-2, :], wide[..., 1:-1, :]), wide[..., 2:, :])


def _low(values: Tensor) -> Tensor:
    return -_high(-values)
