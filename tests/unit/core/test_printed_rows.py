"""The five rows printed in the published note on W&B: both tables, and what their product says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from qeu_station.core.fusion import Vote, pool


def test_the_pool_with_weights_of_one_names_every_printed_label(data_dir: Path) -> None:
    rows = json.loads((data_dir / "wb_rows.json").read_text(encoding="utf-8"))
    labels = rows["labels"]
    tables = [rows["weight_probabilities"], rows["bias_probabilities"]]
    pooled = [pool([Vote(1, w), Vote(1, b)]) for w, b in zip(*tables, strict=True)]
    assert [int(np.argmax(row)) for row in pooled if row is not None] == labels == [9, 7, 8, 1, 5]
    right = [sum(np.argmax(table, axis=1) == labels) for table in tables]
    assert right == [5, 3]
