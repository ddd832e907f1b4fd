"""The conformance kit on an installed inspector, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qeu_station.errors import PluginError
from qeu_station.pluginhost.catalog import InspectorEntry
from qeu_station.pluginhost.child import Child, ChildError, Stopped, never
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.plugin_logs import check_log
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


@dataclass(frozen=True, slots=True)
class CheckStep:
    """Where a check of an inspector stands.

    Attributes:
        name: The check that runs now; empty after the last.
        total: How many there are.
        done: Those that have ended.
    """

    name: str
    total: int
    done: tuple[CheckOutcome, ...]


def check_inspector(
    entry: InspectorEntry,
    options: HostOptions,
    parameters: Mapping[str, Any] | None = None,
    classes: tuple[str, ...] = ("ok", "unknown"),
    model: Path | None = None,
    modes: Sequence[str] = (),
    on_check: Callable[[CheckStep], None] = lambda step: None,
    stopped: Stopped = never,
) -> CheckReport:
    """Run every check; one during which the process dies has failed.

    The others still run, up to the second death.

    Args:
        entry: The inspector.
        options: Folders and limits.
        parameters: Values for its parameter model.
        classes: Classes it judges with, the labels of the model when there is one.
        model: Folder of its model bundle.
        modes: Kinds of pictures it is made for; empty for all.
        on_check: Called before each check and after the last.
        stopped: Asked again and again; a check that hangs is ended with it.

    Raises:
        PluginError: The checks cannot even be listed.
        StoppedError: A person stopped it.
    """
    use = InspectorUse(entry, parameters or {}, classes, model)
    setup = setup_message(use, "check", options.threads)
    setup |= {"plugin": entry.plugin, "modes": list(modes)}
    done: list[CheckOutcome] = []
    with _Checker(setup, options, stopped) as checker:
        try:
            names = checker.names()
        except ChildError as error:
            raise PluginError(
                f'Inspector "{entry.name}" cannot be checked: its plugin {error}. '
                "qeu-station plugins list shows whether it loads."
            ) from None
        for name in names:
            on_check(CheckStep(name, len(names), tuple(done)))
            done.append(CheckOutcome(name, checker.message(name)))
    on_check(CheckStep("", len(names), tuple(done)))
    return CheckReport(tuple(done))


class _Checker:
    """Talks with the checking process, and replaces it when it dies."""

    def __init__(self, setup: dict[str, Any], options: HostOptions, stopped: Stopped) -> None:
        self._setup = setup
        self._options = options
        self._stopped = stopped
        self._child: Child | None = None
        self._deaths = 0

    def __enter__(self) -> _Checker:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def names(self) -> list[str]:
        """Start the process and return the checks it knows."""
        self._end()
        log = check_log(self._options.log_dir, self._setup["name"])
        self._child = Child("check", self._options.extra_paths, log, self._options.threads)
        deadline_s = self._options.start_deadline_s
        answer = self._child.ask(self._setup, deadline_s, _MEMORY_MB, self._stopped)
        return [str(name) for name in answer["checks"]]

    def message(self, name: str) -> str:
        """Run one check and return why it failed."""
        if self._deaths >= MOST_DEATHS:
            return f"was not run: the process died in {self._deaths} checks before"
        try:
            if self._child is None:
                self.names()
            assert self._child is not None
            answer = self._child.ask({"check": name}, CHECK_DEADLINE_S, _MEMORY_MB, self._stopped)
        except ChildError as error:
            self._child = None
            self._deaths += 1
            return f"its process {error}"
        return str(answer["message"])

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
