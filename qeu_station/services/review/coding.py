"""From texts to codes, and columns joined end to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from qeu_station.services.review.columns import Coded


class Coder:
    """Gives texts their codes, piece by piece."""

    def __init__(self, table: Iterable[str] = ()) -> None:
        self._table = list(table)
        self._codes: dict[str | None, int] = {text: n for n, text in enumerate(self._table)}
        self._codes |= {None: -1, "": -1}

    def codes(self, texts: Sequence[str | None]) -> NDArray[np.int32]:
        """Return codes, int32 (n,); None and the empty text are no text, -1."""
        try:
            return np.fromiter(map(self._codes.__getitem__, texts), np.int32, len(texts))
        except KeyError:
            for text in dict.fromkeys(texts):
                if text is not None and text not in self._codes:
                    self._codes[text] = len(self._table)
                    self._table.append(text)
            return self.codes(texts)

    @property
    def table(self) -> tuple[str, ...]:
        """Every text so far."""
        return tuple(self._table)


def joined(first: Coded, second: Coded) -> Coded:
    """Return two columns end to end; codes of the first stay."""
    coder = Coder(first.table)
    moved = np.append(coder.codes(second.table), np.int32(-1))
    return Coded(np.concatenate([first.codes, moved[second.codes]]), coder.table)


def times(texts: Iterable[str]) -> NDArray[np.datetime64]:
    """Return UTC times in ISO 8601 as datetime64[ms]; what is no time is NaT."""
    # The clock of the records writes "+00:00", which numpy does not take.
    plain = [text[:23] for text in texts]
    try:
        return np.array(plain, "datetime64[ms]")
    except ValueError:
        return np.array([_time(text) for text in plain], "datetime64[ms]")


def _time(text: str) -> np.datetime64:
    try:
        return np.datetime64(text, "ms")
    except ValueError:
        return np.datetime64("NaT", "ms")
