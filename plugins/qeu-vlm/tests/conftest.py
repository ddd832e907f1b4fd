"""Models of random weights, made once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from .models import save_adapter, save_idefics, save_llava


@pytest.fixture(scope="session")
def idefics(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of an Idefics3-shaped model; not to be written to."""
    return save_idefics(tmp_path_factory.mktemp("models") / "idefics")


@pytest.fixture(scope="session")
def llava(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a LLaVA-shaped model; not to be written to."""
    return save_llava(tmp_path_factory.mktemp("models") / "llava")


@pytest.fixture(scope="session")
def adapter(idefics: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of an adapter for ``idefics``; not to be written to."""
    return save_adapter(idefics, tmp_path_factory.mktemp("adapters") / "adapter")
