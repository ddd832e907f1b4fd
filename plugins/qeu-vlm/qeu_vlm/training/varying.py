"""Examples as they are learned from: some as they were shown, some varied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qeu_vlm.mosaic import Picture
from qeu_vlm.showing import Shown
from qeu_vlm.training.lessons import Taught
from qeu_vlm.training.tiles import Moving, Random, Stock

Lessons = Sequence[Taught]


@dataclass(frozen=True, slots=True)
class Varying:
    """How examples are varied.

    Attributes:
        share: Share of examples that are.
        stock: Tiles to make mosaics of, or None where pictures are shown.
        moving: How mosaics are varied.
    """

    share: float
    stock: Stock | None
    moving: Moving

    @classmethod
    def of(cls, lessons: Lessons, share: float, moving: Moving) -> Varying:
        """Return how lessons are varied; mosaics by their tiles."""
        mosaics = []
        for each in lessons:
            planes = each.show().planes
            if planes is not None:
                mosaics.append((planes, each.addresses, each.cells))
        return cls(share, Stock.of(mosaics) if mosaics else None, moving)

    def shown(self, lesson: Taught, random: Random) -> tuple[Shown, Taught]:
        """Return what is shown for a lesson this time, and the lesson whose answer is right."""
        shown = lesson.show()
        if random.random() >= self.share:
            return shown, lesson
        if self.stock is None:
            return replace(shown, images=_in_another_light(shown.images, random)), lesson
        planes, cells = self.stock.made(random, self.moving)
        return replace(shown, planes=planes), replace(lesson, cells=cells, reasoning="")


def rarest_labels(lessons: Lessons, good: str) -> list[str]:
    """Return what each lesson counts as: the rarest class in it, or ``good`` without any."""
    counts = Counter(label for each in lessons for label in set(each.cells.values()))
    return [
        min(each.cells.values(), key=lambda label: (counts[label], label)) if each.cells else good
        for each in lessons
    ]


def chunks(order: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Return an order in pieces of at most ``size``."""
    for start in range(0, len(order), size):
        yield order[start : start + size]


def _in_another_light(images: Sequence[Picture], random: Random) -> tuple[Picture, ...]:
    """Return pictures, all in one other light, with a little noise."""
    gain, strength = 1 + random.uniform(-0.08, 0.08), random.uniform(0, 3)
    return tuple(
        np.clip(
            image * gain + random.normal(0, strength, image.shape[:2])[..., None], 0, 255
        ).astype(np.uint8)
        for image in images
    )
