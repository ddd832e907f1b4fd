"""From a mosaic and a conversation to what the tiny model takes; loads without code of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qeu_station.toolkit import question
from qeu_station.toolkit.bundle import BundleError
from qeu_vlm.mosaic import PLANES, TILE
from qeu_vlm.places import ADDRESSES
from qeu_vlm.tiny.tiles import Planes, pixels_of, tiles_of
from qeu_vlm.tiny.words import IMAGE

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

FILE = "pair_processor.json"


class PairProcessor:
    """Makes the inputs of a model that sees one small picture per cell.

    In the text each picture follows the name of its cell, so that a model finds the name of what it
    looks at right beside it. Cells without a picture, black tiles, are left out.

    Attributes:
        tokenizer: The words.
        tile: Side of a tile in pixels.
    """

    def __init__(self, tokenizer: PreTrainedTokenizerFast, tile: int = TILE) -> None:
        """Args: ``tokenizer`` of the model, ``tile`` its side in pixels."""
        self.tokenizer = tokenizer
        self.tile = tile

    @property
    def chat_template(self) -> str | None:
        """The tokenizer's chat template."""
        template: str | None = self.tokenizer.chat_template
        return template

    def apply_chat_template(self, conversation: Sequence[Mapping[str, Any]], **options: Any) -> Any:
        """Return a conversation as text, or as tokens with ``tokenize=True``."""
        options.setdefault("tokenize", False)
        return self.tokenizer.apply_chat_template([dict(turn) for turn in conversation], **options)

    def __call__(
        self,
        text: str | Sequence[str],
        images: Planes | Sequence[Planes] | None = None,
        return_tensors: str = "pt",
        add_special_tokens: bool = False,
    ) -> dict[str, Any]:
        """Return the tensors of one or several prompts.

        Args:
            text: Prompts, each with one place for a picture when ``images`` are given.
            images: One mosaic per prompt, uint8 (3 ``tile``, 9 ``tile``, 7).
            return_tensors: Always ``pt``.
            add_special_tokens: Whether the tokenizer adds its own; the chat template has them.

        Returns:
            ``input_ids`` and ``attention_mask`` (N, L), padded on the right, and ``pixel_values``
            float32 (N, cells, 15, ``tile``, ``tile``), where cells that are lacking are zero.

        Raises:
            ValueError: There are not as many mosaics as places for them, or one has another size.
        """
        texts = [text] if isinstance(text, str) else list(text)
        mosaics = (
            [] if images is None else [np.asarray(images)] if _is_one(images) else list(images)
        )
        places = [each.count(IMAGE) for each in texts]
        if mosaics and (len(mosaics) != len(texts) or places != [1] * len(texts)):
            raise ValueError(
                f"{len(mosaics)} mosaics were given for prompts with {places} places for pictures; "
                "every prompt needs one place and one mosaic."
            )
        cut = [self._used(each) for each in mosaics]
        spelled = [
            each.replace(IMAGE, _cells(used)) for each, (used, _) in zip(texts, cut, strict=True)
        ] if cut else texts  # fmt: skip
        made = self.tokenizer(
            spelled, return_tensors="pt", padding=True, add_special_tokens=add_special_tokens,
            return_token_type_ids=False,
        )  # fmt: skip
        return dict(made) | ({"pixel_values": _together([p for _, p in cut])} if cut else {})

    def decode(self, ids: Any, **options: Any) -> str:
        """Return ids as text."""
        return str(self.tokenizer.decode(ids, **options))

    def batch_decode(self, ids: Any, **options: Any) -> list[str]:
        """Return rows of ids as texts."""
        return list(self.tokenizer.batch_decode(ids, **options))

    def save_pretrained(self, folder: str | Path) -> None:
        """Write the processor into an existing folder."""
        self.tokenizer.save_pretrained(str(folder), save_jinja_files=False)
        described = {"tile": self.tile, "planes": PLANES, "question": question.VERSION}
        Path(folder, FILE).write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def from_pretrained(cls, folder: str | Path, **_: Any) -> PairProcessor:
        """Read what ``save_pretrained`` wrote.

        Raises:
            BundleError: Something is missing, or it was made for another question or other planes.
        """
        from transformers import PreTrainedTokenizerFast

        try:
            said = json.loads(Path(folder, FILE).read_text(encoding="utf-8"))
            found = (int(said["planes"]), int(said["question"]))
            tile = int(said["tile"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BundleError(
                f"{Path(folder, FILE)} cannot be read ({error!r}); copy the whole folder again."
            ) from None
        if found != (PLANES, question.VERSION):
            raise BundleError(
                f"The model in {folder} takes {found[0]} planes and version {found[1]} of the "
                f"question, this station gives {PLANES} and asks version {question.VERSION}; "
                "use the model that came with it."
            )
        tokenizer = PreTrainedTokenizerFast.from_pretrained(str(folder), local_files_only=True)
        return cls(tokenizer, tile)

    def _used(self, planes: Planes) -> tuple[list[str], np.ndarray]:
        """Return the cells of a mosaic that have a picture, and the pictures."""
        wanted = 3 * self.tile, 9 * self.tile, PLANES
        if planes.shape != wanted or planes.dtype != np.uint8:
            raise ValueError(
                f"The mosaic is {planes.dtype} of shape {planes.shape}; uint8 of shape {wanted} "
                "is needed."
            )
        tiles = tiles_of(planes)
        used = np.asarray(tiles[..., :6].any(axis=(1, 2, 3)))
        if not used.any():
            raise ValueError("The mosaic shows no cell: all of its tiles are black.")
        names = [address for address, there in zip(ADDRESSES, used, strict=True) if there]
        return names, pixels_of(tiles[used])


def _is_one(images: Any) -> bool:
    return isinstance(images, np.ndarray) and images.ndim == 3


def _cells(names: Sequence[str]) -> str:
    return "".join(f" {name}:{IMAGE}" for name in names)


def _together(pixels: Sequence[np.ndarray]) -> Any:
    import torch

    most = max(len(each) for each in pixels)
    made = np.zeros((len(pixels), most, *pixels[0].shape[1:]), np.float32)
    for row, each in zip(made, pixels, strict=True):
        row[: len(each)] = each
    return torch.from_numpy(made)
