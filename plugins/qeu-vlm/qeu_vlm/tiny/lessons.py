"""Pairs laid anew from the pool, and their questions and answers as token ids."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerFast

from qeu_station.toolkit.question import PASS, answer, question
from qeu_vlm.places import ADDRESSES, COLUMNS, ROWS
from qeu_vlm.tiny.defects import KINDS, NAMES
from qeu_vlm.tiny.parts import Rng
from qeu_vlm.tiny.tiles import CELLS
from qeu_vlm.tiny.words import ASSISTANT, END, IMAGE, START, STOP, USER, WORDS

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A pair laid from tiles of one product.

    Attributes:
        cells: Numbers of the cells that it has.
        tiles: For each of them the number of the tile (0..26) of the drawn pair that lies there.
        kinds: For each of them 0, or the number of its kind of defect.
    """

    cells: NDArray[np.int64]
    tiles: NDArray[np.int64]
    kinds: NDArray[np.int64]


def lay_many(kinds: NDArray[np.int64], rng: Rng) -> Laid:
    """Return a small grid with many defects: words are learned sooner where much is to be said.

    Args:
        kinds: int64 (27,), kind per drawn tile.
        rng: Where chance comes from.
    """
    cells = np.sort(rng.permutation(CELLS)[: int(rng.integers(3, 14))])
    bad = rng.random(len(cells)) < rng.uniform(0, 0.8)
    tiles = np.array([_one_of(np.flatnonzero((kinds > 0) == each), rng) for each in bad.tolist()])
    return Laid(cells, tiles, kinds[tiles])


def _one_of(numbers: NDArray[np.int64], rng: Rng) -> int:
    return int(numbers[int(rng.integers(len(numbers)))]) if len(numbers) else 0


def lay(kinds: NDArray[np.int64], rng: Rng, passing: float = 0.5) -> Laid:
    """Return a pair made of the tiles of one drawn pair, each as often as it comes.

    Args:
        kinds: int64 (27,), kind per drawn tile.
        rng: Where chance comes from.
        passing: Share of pairs without a defect; others have one to four, some up to nine.
    """
    cells = _grid(rng)
    good, bad = np.flatnonzero(kinds == 0), np.flatnonzero(kinds)
    tiles = good[rng.integers(len(good), size=len(cells))]
    if rng.random() >= passing and len(bad):
        count = int(
            rng.choice([1, 2, 3, 4, int(rng.integers(5, 10))], p=[0.4, 0.26, 0.16, 0.1, 0.08])
        )
        where = rng.permutation(len(cells))[:count]
        tiles[where] = bad[rng.integers(len(bad), size=len(where))]
    return Laid(cells, tiles, kinds[tiles])


def _grid(rng: Rng) -> NDArray[np.int64]:
    """Return the cells of a grid: mostly all, else fewer rows and columns, or some unused."""
    everything = np.arange(CELLS).reshape(len(ROWS), len(COLUMNS))
    chance = rng.random()
    if chance < 0.75:
        return everything.ravel()
    if chance < 0.9:
        rows, columns = rng.integers(1, len(ROWS) + 1), rng.integers(1, len(COLUMNS) + 1)
        return everything[:rows, :columns].ravel()
    return np.flatnonzero(rng.random(CELLS) < 0.75) if rng.random() < 0.95 else np.arange(1)


class Scribe:
    """Writes prompts and answers as ids, exactly as the processor and the chat template do."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast) -> None:
        """Args: ``tokenizer`` of the model."""
        self._tokenizer = tokenizer
        self.image = self._ids(IMAGE)[0]
        self._start = self._ids(START + USER)
        asked = f" {question(ROWS, COLUMNS)}{END}{ASSISTANT}"
        self._question = self._ids(asked)
        self._addresses = [self._ids(f" {address}:")[0] for address in ADDRESSES]
        self._names = list(NAMES.values())
        marks = (";", f" {PASS}", END, STOP)
        self._structure = {*self._addresses, *(self._ids(mark)[0] for mark in marks)}

    def prompt(self, laid: Laid) -> list[int]:
        """Return the ids up to where the answer begins."""
        pictures = [i for cell in laid.cells for i in (self._addresses[cell], self.image)]
        return [*self._start, *pictures, *self._question]

    def answer(self, laid: Laid, rng: Rng | None = None) -> list[int]:
        """Return the ids of the answer; with ``rng`` its names are other words, one per kind."""
        names = self._names if rng is None else _other_names(rng)
        found = {
            ADDRESSES[cell]: names[kind - 1]
            for cell, kind in zip(laid.cells, laid.kinds, strict=True)
            if kind
        }
        return self._ids(f" {answer(found)}{END}{STOP}")

    def names_defect(self, token: int) -> bool:
        """Return whether a token of an answer belongs to the name of a defect."""
        return token not in self._structure

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])


def _other_names(rng: Rng) -> list[str]:
    """Return words as somebody else may call the kinds of defects."""
    words = rng.permutation(list(WORDS))[: 2 * len(KINDS)].tolist()
    return [
        first if rng.random() < 0.6 else f"{first}_{second}"
        for first, second in zip(words[::2], words[1::2], strict=True)
    ]
