"""Journals to work on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qeu_station.storage import database
from qeu_station.storage.journal import Journal

from .records import STATION, build_record


@pytest.fixture
def record():
    return build_record


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """A locked database is reported after a moment, not after seconds."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)


@pytest.fixture(scope="session")
def _empty(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "journal.db"
    Journal.open(file, STATION).close()
    return file


@pytest.fixture
def journal(tmp_path: Path, _empty: Path):
    shutil.copyfile(_empty, tmp_path / "journal.db")
    with Journal.open(tmp_path / "journal.db", STATION) as opened:
        yield opened
