"""A set to learn from, and a training that may be asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.services.training import TrainRequest
from qeu_station.storage.recipes import LoadedRecipe
from tests.unit.services.spots import TRAINERS, write_set


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(TRAINERS))
    return write_set(tmp_path / "記録")


@pytest.fixture
def request_(loaded: LoadedRecipe, records: Path) -> TrainRequest:
    return TrainRequest("wayward", "tray", records, least=2)
