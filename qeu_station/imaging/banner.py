"""The verdict of a part as a band: word, shape and colour, and why."""

from __future__ import annotations

from collections import Counter

import numpy as np

from qeu_station.core.record import InspectionRecord
from qeu_station.core.verdict import Verdict
from qeu_station.imaging.lettering import (
    WHITE,
    Picture,
    readable_on,
    shortened,
    write,
    written_size,
)
from qeu_station.imaging.marks import COLOURS, symbol

HEIGHT = 84
_WORD, _LINE = 44, 21


def verdict_band(record: InspectionRecord, width: int) -> Picture:
    """Return the band for a record, (84, ``width``, 3) BGR."""
    verdict = Verdict(record.part.verdict)
    colour = COLOURS[verdict]
    ink = readable_on(colour)
    band = np.full((HEIGHT, width, 3), colour, np.uint8)
    band[:, : HEIGHT - 8] = WHITE
    symbol(band, verdict, ((HEIGHT - 8) / 2, HEIGHT / 2), 26)
    write(band, str(verdict), (HEIGHT + 8, HEIGHT / 2), _WORD, ink, "left")
    left = HEIGHT + 8 + written_size(str(verdict), _WORD)[0] + 28
    for line, y in zip(_lines(record), (HEIGHT * 0.31, HEIGHT * 0.69), strict=True):
        write(band, shortened(line, _LINE, width - left - 14), (left, y), _LINE, ink, "left")
    return band


def _lines(record: InspectionRecord) -> tuple[str, str]:
    p_ok = record.part.p_ok
    known = "" if p_ok is None else f"   P(ok) {p_ok:.3f}"
    return f"{record.pair}{known}", "; ".join(record.part.reasons) or _count(record)


def _count(record: InspectionRecord) -> str:
    counts = Counter(item.verdict for item in record.cells.values())
    return "Cells: " + ", ".join(f"{counts.get(verdict, 0)} {verdict}" for verdict in Verdict)
