"""The conformance kit on an installed inspector, in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from qeu_station.errors import PluginError
from qeu_station.pluginhost.catalog import InspectorEntry
from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.session import setup_message
from qeu_station.pluginhost.use import InspectorUse

CHECK_DEADLINE_S = 120.0
MOST_DEATHS = 2
_MEMORY_MB = 8192


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """One check of the kit; ``message`` says why it failed and is empty when it passed."""

    name: str
    message: str

    @property
    def passed(self) -> bool:
        """Whether the inspector keeps this part of the contract."""
        return not self.message

    def as_json(self) -> dict[str, Any]:
        """Return name, result and message."""
        return asdict(self) | {"passed": self.passed}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Every check of one inspector, in order."""

    checks: tuple[CheckOutcome, ...]

    @property
    def passed(self) -> bool:
        """Whether the inspector keeps the whole contract."""
        return all(check.passed for check in self.checks)


def check_inspector(
    entry: InspectorEntry,
    options: HostOptions,
    parameters: Mapping[str, Any] | None = None,
    classes: tuple[str, ...] = ("ok", "unknown"),
) -> CheckReport:
    """Run every check; one during which the process dies has failed.

    The others still run, up to the second death.

    Raises:
        PluginError: The checks cannot even be listed.
    """
    use = InspectorUse(entry, parameters or {}, classes)
    setup = setup_message(use, "check", options.threads) | {"plugin": entry.plugin}
    with _Checker(setup, options) as checker:
        try:
            names = checker.names()
        except ChildError as error:
            raise PluginError(
                f'Inspector "{entry.name}" cannot be checked: its plugin {error}. '
                "qeu-station plugins list shows whether it loads."
            ) from None
        return CheckReport(tuple(CheckOutcome(name, checker.message(name)) for name in names))


class _Checker:
    """Talks with the checking process, and replaces it when it dies."""

    def __init__(self, setup: dict[str, Any], options: HostOptions) -> None:
        self._setup = setup
        self._options = options
        self._child: Child | None = None
        self._deaths = 0

    def __enter__(self) -> _Checker:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def names(self) -> list[str]:
        """Start the process and return the checks it knows."""
        self._end()
        self._child = Child("check", self._options.extra_paths, threads=self._options.threads)
        answer = self._child.ask(self._setup, self._options.start_deadline_s, _MEMORY_MB)
        return [str(name) for name in answer["checks"]]

    def message(self, name: str) -> str:
        """Run one check and return why it failed."""
        if self._deaths >= MOST_DEATHS:
            return f"was not run: the process died in {self._deaths} checks before"
        try:
            if self._child is None:
                self.names()
            assert self._child is not None
            answer = self._child.ask({"check": name}, CHECK_DEADLINE_S, _MEMORY_MB)
        except ChildError as error:
            self._child = None
            self._deaths += 1
            return f"its process {error}"
        return str(answer["message"])

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
