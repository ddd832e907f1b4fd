"""How the tiny model learns: first to tell tiles apart, then to answer, then both together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import Idefics3ForConditionalGeneration

from qeu_vlm.encoding import IGNORED
from qeu_vlm.tiny.defects import KINDS
from qeu_vlm.tiny.lessons import Laid, Scribe, lay, lay_many
from qeu_vlm.tiny.parts import Rng
from qeu_vlm.tiny.pool import Pool
from qeu_vlm.tiny.shape import PATCH
from qeu_vlm.tiny.tiles import ACROSS_DOWN

_OTHER_WORDS = 0.06
"""Share of pairs whose defects are called by other words, so that every word was said once."""


class Pupil(nn.Module):
    """The model with a second mouth, for learning only, that names what a single tile shows."""

    def __init__(self, model: Idefics3ForConditionalGeneration) -> None:
        """Args: ``model`` to be taught."""
        super().__init__()
        self.model = model
        width = int(model.lm_head.in_features)
        self.aside = nn.Sequential(nn.LayerNorm(width), nn.GELU(), nn.Linear(width, 1 + len(KINDS)))

    def see(self, pixels: Tensor) -> Tensor:
        """Return one feature per tile, (N, width), of tiles (N, 7, T, T)."""
        side = pixels.shape[-1] // PATCH
        there = torch.ones(len(pixels), side, side, dtype=torch.bool)
        core = self.model.model
        seen = core.vision_model(pixel_values=pixels, patch_attention_mask=there)
        features: Tensor = core.connector(seen.last_hidden_state)[:, 0]
        return features

    def say(self, features: Tensor, ids: Tensor, image: int) -> Tensor:
        """Return hidden states (B, L, width); ``features`` stand for the image tokens in order."""
        core = self.model.model
        embedded = core.get_input_embeddings()(ids)
        embedded = embedded.masked_scatter((ids == image)[..., None], features)
        hidden: Tensor = core.text_model(inputs_embeds=embedded, use_cache=False).last_hidden_state
        return hidden


@dataclass(frozen=True, slots=True)
class Batch:
    """Laid pairs as tensors.

    Attributes:
        tiles: int64 (N, 2), product and tile in the pool of each picture.
        kinds: int64 (N,), its kind of defect, 0 for none.
        ids: int64 (B, L), padded on the right with 0.
        labels: int64 (B, L), -100 but for the answers.
    """

    tiles: np.ndarray
    kinds: Tensor
    ids: Tensor
    labels: Tensor


def tile_batch(pool: Pool, rng: Rng, size: int) -> tuple[Tensor, Tensor]:
    """Return tiles as they come with their kinds, mirrored and recoloured at random."""
    products, tiles = rng.integers(len(pool.kinds), size=size), rng.integers(27, size=size)
    return varied(pool.pixels[products, tiles], rng), torch.from_numpy(pool.kinds[products, tiles])


def varied(pixels: np.ndarray, rng: Rng) -> Tensor:
    """Return tiles mirrored, turned, and with their colours exchanged, all in the same way."""
    if rng.random() < 0.5:
        pixels = pixels[..., ::-1]
    if rng.random() < 0.5:
        pixels = pixels[..., ::-1, :]
    order = rng.permutation(3) if rng.random() < 0.7 else np.arange(3)
    steps = ACROSS_DOWN
    if rng.random() < 0.5:
        pixels, steps = pixels.swapaxes(-1, -2), ACROSS_DOWN[:, ::-1]
    planes = np.concatenate([order, 3 + order, np.arange(6, ACROSS_DOWN.min()), steps.ravel()])
    return torch.from_numpy(np.ascontiguousarray(pixels[:, planes])).float()


def pair_batch(
    pool: Pool, scribe: Scribe, rng: Rng, size: int, passing: float = 0.4, many: float = 0.0
) -> Batch:
    """Return pairs laid anew from random products of the pool.

    Args:
        pool: Where their tiles come from.
        scribe: Writer of questions and answers.
        rng: Where chance comes from.
        size: Number of pairs.
        passing: Share of pairs without a defect.
        many: Share of small grids with many defects.
    """
    tiles, kinds, rows, labels = [], [], [], []
    for product in rng.integers(len(pool.kinds), size=size):
        here = pool.kinds[product]
        laid = lay_many(here, rng) if rng.random() < many else lay(here, rng, passing)
        tiles.append(np.column_stack([np.full(len(laid.tiles), product), laid.tiles]))
        kinds.append(laid.kinds)
        prompt, said = scribe.prompt(laid), _said(scribe, laid, rng)
        rows.append([*prompt, *said])
        labels.append([IGNORED] * len(prompt) + said)
    longest = max(map(len, rows))
    return Batch(
        np.concatenate(tiles),
        torch.from_numpy(np.concatenate(kinds)),
        torch.tensor([row + [0] * (longest - len(row)) for row in rows]),
        torch.tensor([row + [IGNORED] * (longest - len(row)) for row in labels]),
    )


def _said(scribe: Scribe, laid: Laid, rng: Rng) -> list[int]:
    return scribe.answer(laid, rng if rng.random() < _OTHER_WORDS else None)


def answer_loss(pupil: Pupil, features: Tensor, batch: Batch, image: int) -> Tensor:
    """Return the cross entropy of the answers' tokens."""
    hidden = pupil.say(features, batch.ids, image)
    learned = batch.labels[:, 1:] != IGNORED
    logits = pupil.model.lm_head(hidden[:, :-1][learned])
    return functional.cross_entropy(logits, batch.labels[:, 1:][learned])


def schedule(step: int, steps: int, warm: int = 60) -> float:
    """Return the share of the full learning rate: a warm-up, then half a cosine."""
    return min(1.0, (step + 1) / warm) * float(
        0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * step / steps))
    )


def optimiser(groups: list[dict[str, Any]], decay: float = 0.03) -> torch.optim.AdamW:
    """Return AdamW over parameter groups, each with its full learning rate ``lr``."""
    for group in groups:
        group["full"] = group["lr"]
    return torch.optim.AdamW(groups, weight_decay=decay, betas=(0.9, 0.98))


def stepped(optimizer: torch.optim.Optimizer, loss: Tensor, share: float) -> None:
    """Go one step against the gradient of ``loss``, at a share of the full learning rates."""
    for group in optimizer.param_groups:
        group["lr"] = group["full"] * share
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    for group in optimizer.param_groups:
        nn.utils.clip_grad_norm_(group["params"], 1.0)
    optimizer.step()


@torch.no_grad()
def features_of(pupil: Pupil, pool: Pool) -> Iterator[Tensor]:
    """Yield the features (27, width) of every product of a pool."""
    for pixels in pool.pixels:
        yield pupil.see(torch.from_numpy(pixels.astype(np.float32)))
