"""The program that runs the conformance kit on one inspector, check by check as the host asks."""

from __future__ import annotations

import importlib.metadata
from functools import partial
from pathlib import Path
from typing import Any

from qeu_station.api import GROUP
from qeu_station.api.testing import Check, CheckFailed, iter_checks
from qeu_station.api.testing.checks import MODES
from qeu_station.api.testing.registration import registration_is_light
from qeu_station.pluginhost.child_main import HostChannel
from qeu_station.pluginhost.plugin_import import load_dropin, raised
from qeu_station.pluginhost.session import spec_of


def run(channel: HostChannel) -> None:
    """List the checks, then run the one whose name comes, until the host ends this process."""
    setup = channel.receive()
    if setup["dropin"]:
        load_dropin(Path(setup["dropin"]))
    checks = {
        check.name: check
        for check in (
            *_of_registration(setup),
            *iter_checks(
                spec_of(setup),
                parameters=setup["parameters"],
                classes=tuple(setup["classes"]),
                model=Path(setup["model"]) if setup["model"] else None,
                modes=setup["modes"] or MODES,
            ),
        )
    }
    channel.send({"checks": list(checks)})
    while True:
        channel.send({"message": _message(checks[channel.receive()["check"]])})


def _of_registration(setup: dict[str, Any]) -> list[Check]:
    if setup["dropin"]:  # one file registers and judges; there is nothing to keep apart
        return []
    points = importlib.metadata.distribution(setup["plugin"]).entry_points.select(group=GROUP)
    light = "registration_is_light"
    return [Check(light, partial(registration_is_light, point.module)) for point in points]


def _message(check: Check) -> str:
    """Run a check; return why it failed, or an empty text."""
    try:
        check()
    except CheckFailed as error:
        return str(error) or "failed"
    except BaseException as error:  # also SystemExit: a plugin may call it
        return raised(error)
    return ""
