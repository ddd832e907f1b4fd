"""The colours of the difference: dark is the same, bright is different."""

from __future__ import annotations

from functools import cache

import pyqtgraph as pg


@cache
def heat_table() -> list[int]:
    """Return 256 colours ``0xffrrggbb`` whose lightness rises evenly (inferno)."""
    table = pg.colormap.get("inferno").getLookupTable(nPts=256)
    return [0xFF000000 | int(r) << 16 | int(g) << 8 | int(b) for r, g, b in table[:, :3]]
