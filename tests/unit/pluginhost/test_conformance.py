from __future__ import annotations

from dataclasses import replace

import pytest

from qeu_station.errors import PluginError
from qeu_station.pluginhost import Catalog, HostOptions, check_inspector


def test_a_good_plugin_passes_in_a_process_of_its_own(
    catalog: Catalog, options: HostOptions
) -> None:
    report = check_inspector(catalog.inspector("good"), options)
    assert [check for check in report.checks if not check.passed] == []
    assert report.passed
    assert {"registration_is_light", "judges_grey"} <= {check.name for check in report.checks}
    assert report.checks[0].as_json() == {
        "name": "registration_is_light",
        "message": "",
        "passed": True,
    }


def test_a_check_that_kills_the_process_fails_and_the_next_still_runs(
    catalog: Catalog, options: HostOptions
) -> None:
    report = check_inspector(catalog.inspector("faulty"), options, {"start": "exits_hard"})
    messages = {check.name: check.message for check in report.checks}
    assert not report.passed
    assert messages["record_is_valid"] == ""
    assert "ended its process with exit code 0" in messages["factory_builds"]
    assert "ended its process with exit code 0" in messages["judges_colour"]
    assert "died in 2 checks" in messages["learner_needs_parts"]


def test_a_plugin_that_is_gone_is_named(catalog: Catalog, options: HostOptions) -> None:
    good = catalog.inspector("good")
    gone = replace(good, origin=replace(good.origin, name="no-such-distribution"))
    with pytest.raises(PluginError, match='"good" cannot be checked'):
        check_inspector(gone, options)
