"""The fake distributions as options, a catalog, and uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.pluginhost import Catalog, HostOptions, InspectorUse, load_catalog

DATA = Path(__file__).parents[2] / "plugins" / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    return DATA


@pytest.fixture(scope="session")
def options() -> HostOptions:
    return HostOptions(extra_paths=(DATA / "good", DATA / "faulty"), probe_deadline_s=60)


@pytest.fixture(scope="session")
def catalog(options: HostOptions) -> Catalog:
    return load_catalog(options)


@pytest.fixture
def good(catalog: Catalog) -> InspectorUse:
    return InspectorUse(catalog.inspector("good"), {"level": 200.0}, deadline_s=60)


@pytest.fixture
def faulty(catalog: Catalog) -> InspectorUse:
    return InspectorUse(catalog.inspector("faulty"), deadline_s=60)
