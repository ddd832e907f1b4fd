"""One plugin is reloaded, suspended or switched off while the station works; the others go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.core.pair import Pair
from qeu_station.core.record import InspectionRecord, OpinionRecord
from qeu_station.errors import InputError, PluginError, StoppedError
from qeu_station.pluginhost import WorkerHealth
from qeu_station.services.live import LiveStation
from qeu_station.services.opening import OpenHome
from qeu_station.services.plugin_care import PluginCare

Part = Callable[[str], Pair]


def health_of(care: PluginCare, name: str) -> WorkerHealth:
    return next(each for each in care.health() if each.inspector == name)


def opinion_of(record: InspectionRecord, name: str) -> OpinionRecord:
    return next(each for each in record.opinions if each.inspector == name)


def tiny_says(record: InspectionRecord) -> str:
    part = opinion_of(record, "tiny").part
    return "" if part is None else part.verdict


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def wait_for(file: Path) -> None:
    end = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < end, f"{file} was not made"
        time.sleep(0.01)


def upgrade(own: Path, version: str) -> None:
    """Change the source of ``fake-good`` and install it as another version."""
    edit(own / "fake_good" / "inspector.py", "Looked at it.", f"Looked with {version}.")
    info = own / "fake_good-1.0.dist-info"
    edit(info / "METADATA", "Version: 1.0", f"Version: {version}")
    info.rename(own / f"fake_good-{version}.dist-info")


def test_a_reload_runs_the_new_source_and_leaves_the_other_plugins_alone(
    live: LiveStation, care: PluginCare, part: Part, own: Path
) -> None:
    before = live.inspect(part("A"), "")
    assert opinion_of(before, "good").comment == "Looked at it."
    pids = {each.inspector: each.pid for each in care.health()}
    upgrade(own, "1.1")
    steps: list[str] = []
    reloaded = care.reload("fake-good", steps.append)
    assert steps == ["load", "exchange", "start"]
    assert (reloaded.before, reloaded.after, reloaded.problems) == ("1.0", "1.1", ())
    assert [each.inspector for each in reloaded.running] == ["good"]
    after = live.inspect(part("B"), "")
    assert opinion_of(after, "good").comment == "Looked with 1.1."
    assert opinion_of(before, "good").plugin_version == "1.0"
    assert opinion_of(after, "good").plugin_version == "1.1"
    assert after.part.verdict == "PASS"
    now = {each.inspector: each.pid for each in care.health()}
    assert now["good"] != pids["good"]
    assert now["tiny"] == pids["tiny"]


def test_what_another_plugin_became_on_the_disk_is_not_said_of_its_old_worker(
    live: LiveStation, care: PluginCare, part: Part, own: Path
) -> None:
    upgrade(own, "2.0")
    assert care.reload("tiny_plugin").problems == ()
    record = live.inspect(part("A"), "")
    assert opinion_of(record, "good").comment == "Looked at it."
    assert opinion_of(record, "good").plugin_version == "1.0"


def test_a_drop_in_file_changed_within_the_second_is_compiled_anew(
    live: LiveStation, care: PluginCare, part: Part, home: OpenHome
) -> None:
    file = paths.plugins(home.folder) / "tiny_plugin.py"
    before = file.stat()
    assert tiny_says(live.inspect(part("A"), "")) == "PASS"
    edit(file, "else (0.99, 0.01", "else (0.01, 0.99")
    assert file.stat().st_size == before.st_size
    assert care.reload("tiny_plugin").usable
    assert tiny_says(live.inspect(part("B"), "")) == "FAIL"


def test_an_inspection_under_way_ends_as_review_with_the_reason(
    live: LiveStation, care: PluginCare, part: Part, home: OpenHome, tmp_path: Path
) -> None:
    file, begun = paths.plugins(home.folder) / "tiny_plugin.py", tmp_path / "begun"
    hangs = f"import time; Path({str(begun)!r}).touch(); time.sleep(3600)"
    edit(file, 'if pair.name.startswith("raises"):', 'if pair.name.startswith("hangs"):')
    edit(file, 'raise ValueError("the lens cap is on")', hangs)
    care.reload("tiny_plugin")
    records: list[InspectionRecord] = []
    judging = threading.Thread(target=lambda: records.append(live.inspect(part("hangs"), "")))
    judging.start()
    wait_for(begun)
    care.reload("tiny_plugin")
    judging.join(60)
    (record,) = records
    assert record.part.verdict == "REVIEW"
    opinion = opinion_of(record, "tiny")
    assert (opinion.status, opinion.reason) == ("suspended", "was reloaded by a person")
    assert not record.replayable
    assert live.inspect(part("B"), "").part.verdict == "PASS"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("raise RuntimeError('half saved')\n", "half saved"),
        ("def qeu_inspectors(): pass\n", "registers nothing"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_changes_nothing(
    live: LiveStation, care: PluginCare, part: Part, home: OpenHome, broken: str, reason: str
) -> None:
    pids = [each.pid for each in care.health()]
    (paths.plugins(home.folder) / "tiny_plugin.py").write_text(broken, "utf-8")
    reloaded = care.reload("tiny_plugin")
    assert reason in reloaded.problems[0]
    assert (reloaded.usable, reloaded.running) == (False, ())
    assert reloaded.overview.plugins[0].state == "failed"
    assert [each.pid for each in care.health()] == pids
    assert live.inspect(part("A"), "").part.verdict == "PASS"


def test_a_plugin_without_an_inspector_in_use_changes_nothing(
    live: LiveStation, care: PluginCare, part: Part, home: OpenHome
) -> None:
    edit(paths.plugins(home.folder) / "tiny_plugin.py", 'name="tiny"', 'name="other"')
    with pytest.raises(PluginError, match="inspector tiny any more"):
        care.reload("tiny_plugin")
    assert live.inspect(part("A"), "").part.verdict == "PASS"


def test_a_worker_that_does_not_start_any_more_makes_parts_review(
    live: LiveStation,
    care: PluginCare,
    part: Part,
    home: OpenHome,
    caplog: pytest.LogCaptureFixture,
) -> None:
    edit(paths.plugins(home.folder) / "tiny_plugin.py", "self.others =", "boom =")
    edit(paths.plugins(home.folder) / "tiny_plugin.py", "(0.0,) * (len", "1 / 0 * (len")
    reloaded = care.reload("tiny_plugin")
    assert "ZeroDivisionError" in reloaded.running[0].last_error
    record = live.inspect(part("A"), "")
    assert record.part.verdict == "REVIEW"
    assert opinion_of(record, "tiny").reason
    assert "inspector tiny could not start" in caplog.text


def test_a_stopped_reload_changes_nothing(
    live: LiveStation, care: PluginCare, part: Part, home: OpenHome
) -> None:
    pids = [each.pid for each in care.health()]
    (paths.plugins(home.folder) / "tiny_plugin.py").write_text("import time; time.sleep(99)\n")
    begun = time.monotonic()
    with pytest.raises(StoppedError):
        care.reload("tiny_plugin", stopped=lambda: time.monotonic() - begun > 0.7)
    assert [each.pid for each in care.health()] == pids
    assert live.inspect(part("A"), "").part.verdict == "PASS"


def test_a_suspended_worker_makes_parts_review_until_it_goes_on(
    live: LiveStation, care: PluginCare, part: Part
) -> None:
    care.suspend("tiny")
    assert (health_of(care, "tiny").state, health_of(care, "tiny").pid) == ("suspended", None)
    record = live.inspect(part("A"), "")
    assert record.part.verdict == "REVIEW"
    assert opinion_of(record, "tiny").reason == "was suspended by a person"
    assert opinion_of(record, "good").status == "answered"
    care.restart("tiny")
    assert live.inspect(part("B"), "").part.verdict == "PASS"


def test_a_disabled_plugin_judges_no_more_and_cannot_be_restarted(
    live: LiveStation, care: PluginCare, part: Part, home: OpenHome
) -> None:
    seen = care.set_enabled("tiny_plugin", False)
    assert {p.name: p.state for p in seen.plugins}["tiny_plugin"] == "disabled"
    record = live.inspect(part("A"), "")
    assert record.part.verdict == "REVIEW"
    assert "disabled by a person" in opinion_of(record, "tiny").reason
    with pytest.raises(PluginError, match="is disabled"):
        live.restart("tiny")
    live.use("tray")
    record = live.inspect(part("C"), "")
    assert record.part.verdict == "REVIEW"
    assert "disabled in the settings: tiny_plugin" in opinion_of(record, "tiny").reason
    seen = care.set_enabled("tiny_plugin", True)
    assert {p.name: p.state for p in seen.plugins}["tiny_plugin"] == "loaded"
    live.use("tray")
    assert live.inspect(part("B"), "").part.verdict == "PASS"


def test_times_and_memory_of_a_worker_are_taken(
    live: LiveStation, care: PluginCare, part: Part
) -> None:
    for name in ("A", "B", "raises"):
        live.inspect(part(name), "")
    timings = health_of(care, "tiny").timings
    assert (timings.inspections, timings.faults) == (3, 1)
    assert 0 < timings.median_ms <= timings.p95_ms <= timings.slowest_ms
    assert timings.start_ms > 0
    assert health_of(care, "tiny").peak_mb >= health_of(care, "tiny").resident_mb > 1


def test_what_a_plugin_prints_can_be_read(
    live: LiveStation, care: PluginCare, part: Part, home: OpenHome
) -> None:
    file = paths.plugins(home.folder) / "tiny_plugin.py"
    edit(file, "class Tiny:", 'print("module読")\n\n\nclass Tiny:')
    care.reload("tiny_plugin")
    live.inspect(part("raises"), "")
    (plugin,) = [p for p in care.overview().plugins if p.name == "tiny_plugin"]
    logs = {log.name: log.text for log in care.logs(plugin)}
    assert "module読" in logs["load"]
    assert "process" in logs["load"].splitlines()[0]
    assert "ValueError: the lens cap is on" in logs["tiny"]
    assert all(name in ("load", "tiny") for name in logs)


def test_without_a_recipe_a_plugin_is_reloaded_and_nothing_can_be_suspended(
    home: OpenHome, own: Path
) -> None:
    with LiveStation.open(home) as live:
        care = PluginCare(live)
        assert care.recipe() == ""
        assert care.health() == ()
        assert care.reload("fake-good").after == "1.0"
        with pytest.raises(InputError, match="No recipe is in use"):
            care.suspend("tiny")


def test_a_recipe_used_meanwhile_leaves_no_worker_behind(
    live: LiveStation, care: PluginCare
) -> None:
    station = live.running
    assert station is not None
    live.use("tray")
    catalog = care.overview().catalog
    station.exchange("tiny_plugin", catalog)
    assert all(each.pid is None for each in station.health())
