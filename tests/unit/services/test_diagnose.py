"""The doctor: each part is looked at, even when another one is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from qeu_station.pluginhost import FailedPlugin
from qeu_station.services import diagnose as module
from qeu_station.services.devices import Device
from qeu_station.services.diagnose import Finding, Report, diagnose
from qeu_station.services.opening import OpenHome
from qeu_station.settings import Settings
from tests.unit.services.making import catalog_of, entry, record


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load_catalog", lambda host, again: catalog_of(entry("edges")))
    installed(monkeypatch, "numpy", "opencv-python-headless")
    usage = SimpleNamespace(free=50e9)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda folder: usage)


def installed(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let these be the distributions of the environment; one has no name, as damaged ones have."""
    found = [SimpleNamespace(metadata={"Name": name}) for name in (*names, None)]
    monkeypatch.setattr(module, "distributions", lambda: iter(found))


def problems(report: Report) -> list[str]:
    return [
        f"{section}: {found.name}: {found.text}"
        for section, listed in report.sections.items()
        for found in listed
        if found.state == "problem"
    ]


def test_a_sound_station_is_healthy(home: OpenHome) -> None:
    report = diagnose(home, devices=False)
    assert problems(report) == []
    assert report.healthy
    assert set(report.as_json()) == {
        "system", "libraries", "devices", "folders", "settings", "database", "plugins", "recipes",
    }  # fmt: skip
    assert report.as_json()["plugins"][0]["name"] == "edges"
    assert any(found.name == "sample" for found in report.sections["recipes"])


@pytest.mark.parametrize(
    "both",
    [
        ("opencv-python", "opencv-python-headless"),
        ("OpenCV-Python", "opencv-contrib-python"),
        ("onnxruntime", "onnxruntime-gpu"),
    ],
)
def test_two_wheels_that_overwrite_each_other(
    home: OpenHome, monkeypatch: pytest.MonkeyPatch, both: tuple[str, str]
) -> None:
    installed(monkeypatch, *both)
    (problem,) = problems(diagnose(home, devices=False))
    assert all(name.lower() in problem for name in both)
    assert "overwrite each other" in problem


def test_devices_that_do_not_compute_are_notes(
    home: OpenHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Device("torch cuda:0", True, "a card"), Device("onnxruntime CUDA", False, "listed")]
    monkeypatch.setattr(module, "probe_devices", lambda: found)
    report = diagnose(home)
    assert Finding("torch cuda:0", "ok", "a card") in report.sections["devices"]
    assert Finding("onnxruntime CUDA", "note", "listed") in report.sections["devices"]
    assert report.healthy


def test_failed_and_missing_plugins_are_problems(
    home: OpenHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = (FailedPlugin("qeu-net", "0.3", "cannot be loaded: it raised OSError"),)
    empty = catalog_of(failed=failed, disabled=("qeu-vlm",))
    monkeypatch.setattr(module, "load_catalog", lambda host, again: empty)
    report = diagnose(home, devices=False)
    assert problems(report) == [
        "plugins: qeu-net: 0.3 cannot be loaded: it raised OSError",
        "plugins: inspectors: none; install a plugin such as qeu-difference",
    ]
    assert Finding("qeu-vlm", "note", "disabled in the settings") in report.sections["plugins"]


def test_a_folder_that_cannot_be_written_and_a_disk_that_is_full(
    home: OpenHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.archive.write_text("in the way")
    monkeypatch.setattr(module.shutil, "disk_usage", lambda folder: SimpleNamespace(free=1e9))
    found = problems(diagnose(home, devices=False))
    assert found[0].startswith("folders: home:") and "1.0 GB free" in found[0]
    assert found[1].startswith("folders: archive:") and "cannot be written" in found[1]


def test_what_is_wrong_with_the_settings(home: OpenHome) -> None:
    report = diagnose(replace(home, problems=("threads: got 0",)), devices=False)
    assert problems(report) == ["settings: settings: threads: got 0"]


def damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    place = content.rindex(b"PASS")
    content[place] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    "harm", [damage, Path.unlink, lambda file: file.write_bytes(b"no database at all, but long")]
)
def test_a_damaged_or_missing_journal(home: OpenHome, harm: Callable[[Path], None]) -> None:
    with home.journal() as journal:
        journal.append_inspections([record("a")])
    healthy = diagnose(home, devices=False)
    assert healthy.healthy
    assert "1 entries, sound" in healthy.sections["database"][0].text
    harm(Path(home.database))
    assert any(problem.startswith("database: ") for problem in problems(diagnose(home, False)))


def test_a_broken_check_hides_no_other(home: OpenHome, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*ignored: object, **options: object) -> Iterator[Finding]:
        raise OSError("the platter stands still")

    monkeypatch.setattr(module, "load_catalog", broken)
    monkeypatch.setattr(module, "list_recipes", broken)
    report = diagnose(replace(home, settings=Settings(database="mysql://x/y")), devices=False)
    found = problems(report)
    assert len(found) == 3
    assert "the platter stands still" in found[-1]
    assert 'Database "mysql" is not supported' in found[0] or "database" in found[0]
