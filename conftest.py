"""Every test, those of the plugins included: alone in its folders, quiet in the log, one thread."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

for _variable in (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "OPENCV_FOR_THREADS_NUM",
):  # read once when the libraries are loaded, by child processes too
    os.environ.setdefault(_variable, "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # started in the background by a shell
    signal.signal(signal.SIGINT, signal.default_int_handler)

import hypothesis  # noqa: E402
import pytest  # noqa: E402

hypothesis.settings.register_profile(
    "station",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("station")


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(scope="session")
def probed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What probes find of the plugins that are installed: once, not once per test."""
    return tmp_path_factory.mktemp("probed")


@pytest.fixture(scope="session")
def knowing(probed: Path) -> Callable[[Path], Path]:
    """Let a new home know the plugins that other tests have probed."""

    def prepare(home: Path) -> Path:
        cache = home / "cache"
        cache.mkdir(parents=True, exist_ok=True)
        if not (cache / "plugins").exists():
            (cache / "plugins").symlink_to(probed, target_is_directory=True)
        return home

    return prepare


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's data directory."""
    monkeypatch.setenv("QEU_STATION_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which a warning was logged, unless it asks for ``caplog`` to see it."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    if listener.heard and "caplog" not in request.fixturenames:
        pytest.fail("unexpected in the log (ask for caplog to expect it): " + listener.heard[0])


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Folder of the real data, which is not part of the project."""
    given = os.environ.get("QEU_STATION_DATA")
    if not given:
        pytest.skip("QEU_STATION_DATA does not name the folder with the real data")
    folder = Path(given)
    if not folder.is_dir():
        pytest.fail(f"QEU_STATION_DATA names {folder}, which is no folder")
    return folder
