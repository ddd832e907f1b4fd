"""The list of pairs and the place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qeu_station.core.pair import Pair


class PairQueue:
    """Pairs one after the other, with the one that is looked at; ``position`` counts from 0.

    Args:
        pairs: Kept as it is, for a long one may make its pairs when they are asked for.
    """

    def __init__(self, pairs: Sequence[Pair] = ()) -> None:
        self._pairs = pairs
        self._known = set[Pair]()
        self.position = 0
        self.direction = 1

    def __len__(self) -> int:
        return len(self._pairs)

    @property
    def current(self) -> Pair | None:
        """The pair that is looked at, None in an empty queue."""
        return self._pairs[self.position] if self._pairs else None

    @property
    def at_end(self) -> bool:
        """Whether there is none after it."""
        return self.position >= len(self._pairs) - 1

    @property
    def at_start(self) -> bool:
        """Whether there is none before it."""
        return self.position <= 0

    def go_to(self, position: int) -> bool:
        """Go to a place, or the nearest there is; tell whether that moved."""
        target = max(0, min(position, len(self._pairs) - 1))
        if not self._pairs or target == self.position:
            return False
        self.direction = 1 if target > self.position else -1
        self.position = target
        return True

    def append(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Append the pairs that are not there yet, and return them."""
        if len(self._known) != len(self._pairs):
            self._known = set(self._pairs)
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        self._pairs = [*self._pairs, *new] if new else self._pairs
        self._known.update(new)
        return new

    def neighbours(self, ahead: int) -> Sequence[Pair]:
        """Return the pairs that come next in the direction of travel, then the one just left."""
        steps = [self.direction * step for step in range(1, ahead + 1)] + [-self.direction]
        places = [self.position + step for step in steps]
        return [self._pairs[place] for place in places if 0 <= place < len(self._pairs)]
