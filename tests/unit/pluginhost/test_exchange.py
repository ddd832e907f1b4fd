from __future__ import annotations

from dataclasses import replace

from qeu_station.pluginhost import Catalog, FailedPlugin, exchanged, names_of


def _changed(catalog: Catalog, version: str) -> Catalog:
    """The catalog as it would be were every plugin installed in another version."""
    entries = {
        name: replace(entry, origin=replace(entry.origin, version=version))
        for name, entry in catalog.inspectors.items()
    }
    plugins = tuple(replace(origin, version=version) for origin in catalog.plugins)
    return replace(catalog, inspectors=entries, plugins=plugins)


def test_one_plugin_is_taken_anew_and_the_others_stay(catalog: Catalog) -> None:
    new = exchanged(catalog, _changed(catalog, "9.9"), "fake_good")
    assert new.inspectors["good"].plugin_version == "9.9"
    assert new.inspectors["twins"].plugin_version == "9.9"
    assert new.inspectors["faulty"] is catalog.inspectors["faulty"]
    versions = {origin.name: origin.version for origin in new.plugins}
    assert versions["fake-good"] == "9.9"
    assert list(versions.values()).count("9.9") == 1
    assert names_of(new, "Fake.Good") == {"good", "twins"}


def test_a_name_in_use_stays_with_its_plugin(catalog: Catalog) -> None:
    thief = catalog.inspectors["faulty"]
    fresh = replace(catalog, inspectors={**catalog.inspectors, "good": thief})
    new = exchanged(catalog, fresh, thief.plugin)
    assert new.inspectors["good"] is catalog.inspectors["good"]


def test_failures_of_the_one_are_exchanged_too(catalog: Catalog) -> None:
    before = replace(
        catalog,
        failed=(FailedPlugin("fake-good", "1", "old"), FailedPlugin("other", "1", "stays")),
    )
    fresh = replace(
        catalog,
        inspectors={},
        failed=(FailedPlugin("fake-good", "1", "new"), FailedPlugin("other", "1", "not seen")),
    )
    new = exchanged(before, fresh, "fake-good")
    assert sorted(each.error for each in new.failed) == ["new", "stays"]
    assert "good" not in new.inspectors
