from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.api import Scope
from qeu_station.api.testing import make_pair
from qeu_station.errors import PluginError
from qeu_station.pluginhost import (
    Catalog,
    HostOptions,
    InspectorUse,
    WorkerSet,
    check_parameters,
    load_catalog,
    probe_cache,
)

DROPIN = """
from qeu_station.api import InspectorSpec, Opinion, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="{name}", version="1", scopes=frozenset({{Scope.PART}}), factory=__name__ + ":Mine"
    )


class Mine:
    def __init__(self, context):
        pass

    def inspect(self, pair):
        return Opinion(part=(1.0, 0.0))
"""


def test_the_catalog_holds_data_and_imports_nothing(catalog: Catalog) -> None:
    good = catalog.inspector("good")
    assert (good.plugin, good.plugin_version, good.version) == ("fake-good", "1.0", "1.0")
    assert good.scopes == frozenset(Scope)
    assert good.parameters_schema is not None
    assert good.parameters_schema["properties"]["level"]["default"] == 128.0
    assert catalog.inspector("twins").opinion_names == ("twins.weight", "twins.bias")
    assert catalog.inspector("twins").role == "advisory"
    assert not [name for name in sys.modules if name.startswith("fake_")]


def test_a_source_of_pictures_is_found_as_data(data: Path) -> None:
    found = load_catalog(HostOptions(extra_paths=(data / "sources",), probe_deadline_s=60))
    entry = found.source("fake-camera")
    assert entry.spec.factory == "fake_sources.cameras:Steady"
    assert entry.parameters_schema is not None
    assert entry.parameters_schema["properties"]["rows"]["default"] == 48
    with pytest.raises(PluginError, match=r'no source "fake-camra".*Did you mean "fake-camera"'):
        found.source("fake-camra")


def test_an_unknown_inspector_is_named_with_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(PluginError, match=r'no inspector "goood".*Did you mean "good"'):
        catalog.inspector("goood")


def test_a_disabled_plugin_is_not_imported(data: Path) -> None:
    options = HostOptions(
        extra_paths=(data / "import_segfault",), disabled=frozenset({"Fake_Import.SEGFAULT"})
    )
    catalog = load_catalog(options)
    assert catalog.disabled == ("fake-import-segfault",)
    assert "fake-import-segfault" not in [plugin.name for plugin in catalog.failed]


def test_a_file_of_the_dropin_folder_is_a_plugin(tmp_path: Path) -> None:
    folder = tmp_path / "プラグイン"
    folder.mkdir()
    (folder / "mine.py").write_text(DROPIN.format(name="mine"), "utf-8")
    options = HostOptions(dropin_dir=folder, probe_deadline_s=60)
    entry = load_catalog(options).inspector("mine")
    assert (entry.plugin, entry.path) == ("mine", str(folder / "mine.py"))
    with WorkerSet([InspectorUse(entry, deadline_s=60)], options) as workers:
        (reply,) = workers.inspect(make_pair())
    assert reply.opinions["mine"].part == (1.0, 0.0)


@pytest.mark.parametrize(
    ("name", "words"),
    [("json.py", "name of an installed module"), ("my-file.py", "no module name")],
)
def test_a_dropin_file_with_a_bad_name_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / name).write_text(DROPIN.format(name="mine"), "utf-8")
    catalog = load_catalog(HostOptions(dropin_dir=tmp_path, probe_deadline_s=60))
    (failed,) = [plugin for plugin in catalog.failed if plugin.name == Path(name).stem]
    assert words in failed.error


def test_what_was_probed_is_cached_until_a_file_changes(tmp_path: Path) -> None:
    folder, cache = tmp_path / "dropins", tmp_path / "cache"
    folder.mkdir()
    plugin = folder / "mine.py"
    plugin.write_text(DROPIN.format(name="mine"), "utf-8")
    options = HostOptions(dropin_dir=folder, cache_dir=cache, probe_deadline_s=60)
    load_catalog(options)
    untouched = next((cache / "plugins").glob("mine-*.json"))
    # A probe would take longer than this deadline, so the answer comes from the cache.
    impatient = replace(options, probe_deadline_s=0.0)
    assert "mine" in load_catalog(impatient).inspectors
    plugin.write_text(DROPIN.format(name="renamed"), "utf-8")
    os.utime(plugin, ns=(time.time_ns(), time.time_ns() + 1_000_000_000))
    assert "renamed" in load_catalog(options).inspectors
    untouched.write_text("{", "utf-8")
    assert "renamed" in load_catalog(options).inspectors


@pytest.fixture
def failing(tmp_path: Path) -> HostOptions:
    """A drop-in file that cannot be imported, and an empty folder of libraries."""
    folder, libraries = tmp_path / "dropins", tmp_path / "site-packages"
    folder.mkdir()
    libraries.mkdir()
    (folder / "mine.py").write_text("import absent_thing\n", "utf-8")
    return HostOptions(
        dropin_dir=folder,
        cache_dir=tmp_path / "cache",
        extra_paths=(libraries,),
        probe_deadline_s=60,
    )


def _errors(options: HostOptions, again: bool = False) -> list[str]:
    failed = load_catalog(options, again).failed
    return [plugin.error for plugin in failed if plugin.name == "mine"]


def test_a_failure_is_cached_until_one_looks_again(failing: HostOptions) -> None:
    (error,) = _errors(failing)
    assert "absent_thing" in error
    impatient = replace(failing, probe_deadline_s=0.0)
    assert _errors(impatient) == [error]
    assert "did not answer" in _errors(impatient, again=True)[0]


def test_a_failure_ends_with_a_changed_file(failing: HostOptions, tmp_path: Path) -> None:
    assert _errors(failing)
    (tmp_path / "dropins" / "mine.py").write_text(DROPIN.format(name="mine"), "utf-8")
    assert "mine" in load_catalog(failing).inspectors


def test_a_failure_ends_when_the_missing_library_is_installed(
    failing: HostOptions, tmp_path: Path
) -> None:
    plugin, library = tmp_path / "dropins" / "mine.py", tmp_path / "site-packages"
    plugin.write_text("import absent_thing\n" + DROPIN.format(name="mine"), "utf-8")
    assert _errors(failing)
    (library / "absent_thing.py").write_text("", "utf-8")
    os.utime(library, ns=(time.time_ns(), time.time_ns() + 1_000_000_000))
    assert "mine" in load_catalog(failing).inspectors


def test_a_failure_is_not_believed_for_ever(
    failing: HostOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "absent_thing" in _errors(failing)[0]
    monkeypatch.setattr(probe_cache, "FAILURE_S", 0.0)
    assert "did not answer" in _errors(replace(failing, probe_deadline_s=0.0))[0]


def test_a_failed_distribution_is_cached_until_its_module_changes(
    data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "lib"
    shutil.copytree(data / "import_raises", folder)
    options = HostOptions(extra_paths=(folder,), cache_dir=tmp_path / "cache", probe_deadline_s=60)
    impatient = replace(options, probe_deadline_s=0.0)

    def error(of: HostOptions) -> str:
        failed = {plugin.name: plugin.error for plugin in load_catalog(of).failed}
        return failed["fake-import-raises"]

    assert "raised" in error(options)
    assert "raised" in error(impatient)
    module = next(file for file in folder.rglob("*.py"))
    os.utime(module, ns=(time.time_ns(), time.time_ns() + 1_000_000_000))
    assert "did not answer" in error(impatient)


def test_asking_for_a_failed_plugin_says_why_it_failed(failing: HostOptions) -> None:
    with pytest.raises(PluginError, match=r'Plugin "mine" brings no inspector .*absent_thing'):
        load_catalog(failing).inspector("mine")


def test_unreadable_metadata_is_a_failed_plugin(tmp_path: Path) -> None:
    info = tmp_path / "torn-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[qeu_station]\ntorn torn\n[[[\n", "utf-8")
    (info / "METADATA").write_text("", "utf-8")
    catalog = load_catalog(HostOptions(extra_paths=(tmp_path,)))
    assert [p.name for p in catalog.failed if "torn" in p.name] == ["torn-1.0.dist-info"]


def test_parameters_are_checked_by_the_plugins_own_model(
    catalog: Catalog, options: HostOptions
) -> None:
    good = catalog.inspector("good")
    check_parameters(good, {"level": 3}, options)
    with pytest.raises(PluginError, match=r'"good" are not valid: level: .*got 0.*there is no lvl'):
        check_parameters(good, {"level": 0, "lvl": 3}, options)
    with pytest.raises(PluginError, match="has no parameters, but"):
        check_parameters(catalog.inspector("twins"), {"level": 3}, options)
