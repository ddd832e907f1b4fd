"""The thresholds of the recipes that a journal's inspections were judged by."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.recipe import DecisionSettings
from qeu_station.errors import QeuError
from qeu_station.storage.reading import JournalReader


def recipe_limits(reader: JournalReader, hashes: Sequence[str]) -> NDArray[np.float32]:
    """Return t_pass and t_fail per recipe, float32 (k, 2).

    A recipe that is not in the journal, or cannot be read, counts as one with the defaults: the
    thresholds here only rank and draw, they judge nothing.
    """
    pairs = [_limits(reader, sha256) for sha256 in hashes]
    return np.array(pairs, np.float32).reshape(-1, 2)


def _limits(reader: JournalReader, sha256: str) -> tuple[float, float]:
    default = DecisionSettings()
    try:
        text = reader.recipe_text(sha256)
        decision = tomllib.loads(text or "").get("decision", {})
        limits = decision.get("t_pass", default.t_pass), decision.get("t_fail", default.t_fail)
        return float(limits[0]), float(limits[1])
    except (QeuError, ValueError, TypeError, AttributeError):
        return default.t_pass, default.t_fail
