"""What lies on the desk of the Plugins screen: what is known, and the one slow thing under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qeu_station.errors import QeuError, StoppedError
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.plugins_facts import Facts, Said
from qeu_station.gui.presenters.plugins_resolve import resolve
from qeu_station.gui.presenters.plugins_state import Line, PluginsState, Working
from qeu_station.gui.presenters.ports import Jobs, Task
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.pluginhost import WorkerHealth
    from qeu_station.services.plugin_care import PluginCare

WORK = "plugins.work"


class PluginsDesk:
    """Holds what is known, shows every change of it, and has work done.

    Args:
        jobs: Where everything that may take long is done.
        report: Takes errors for a notice.

    Attributes:
        show: Takes every new state; a window sets it.
        make: Makes what the plugins are cared for with, in a job; None before the station is open.
        watching: Whether somebody sees the screen.
    """

    def __init__(self, jobs: Jobs, report: Callable[[Exception], None]) -> None:
        self.jobs, self.report = jobs, report
        self.show: Callable[[PluginsState], None] = _to_nobody
        self.make: Callable[[], PluginCare] | None = None
        self.watching = False
        self.facts = Facts()
        self.state = resolve(self.facts)

    def tell(self, **facts: Any) -> None:
        """Take new facts and show them."""
        self.facts = replace(self.facts, **facts)
        state = resolve(self.facts)
        if state != self.state:
            self.state = state
            self.show(state)

    def let_go(self) -> None:
        """Show nothing any more."""
        self.watching = False
        self.show = _to_nobody

    def remark(self, plugin: str, said: Said) -> None:
        """Say what became of something that was done to a plugin."""
        self.tell(remarks={**self.facts.remarks, plugin: said})

    def work(
        self,
        text: str,
        work: Callable[[PluginCare, Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        on_progress: Callable[[Any], None] | None = None,
    ) -> None:
        """Do the one slow thing; buttons wait until it has ended or was cancelled.

        Args:
            text: What is done.
            work: Does it, in a job.
            done: Takes its answer.
            failed: Takes its error, unless a person stopped it.
            on_progress: Takes what it reports; None takes sentences.
        """
        make = self.make
        if make is None:
            return

        def on_done(answer: Any) -> None:
            self.tell(working=None)
            done(answer)
            self.ask_health()

        def on_failed(error: Exception) -> None:
            self.tell(working=None)
            if not isinstance(error, StoppedError):
                failed(error)
            self.ask_health()

        self.tell(working=Working(text))
        self.jobs.latest(
            WORK, lambda task: work(make(), task), on_done, on_failed, on_progress or self.on_step
        )

    def on_step(self, text: str) -> None:
        """Say what is done just now."""
        if self.facts.working is not None:
            self.tell(working=replace(self.facts.working, text=text))

    def cancel(self) -> None:
        """Want the slow thing no more; its process is ended."""
        self.jobs.forget(WORK)
        checks = self.facts.checks.items()
        ended = {key: each for key, each in checks if not each().unfinished}
        self.tell(working=None, checks=ended)

    def command(self, work: Callable[[PluginCare, str], None]) -> None:
        """Do something to the chosen worker, after everything that was done to workers before."""
        part, make = self.facts.part, self.make
        if part is not None and make is not None:
            name = part.name
            self.jobs.ordered(
                "plugins",
                lambda task: work(make(), name),
                lambda nothing: self.ask_health(),
                self.report,
            )

    def ask_health(self) -> None:
        """Ask which recipe is in use and how its workers are."""
        make = self.make
        if make is not None and self.watching:
            self.jobs.latest(
                "plugins.health",
                lambda task: _health(make()),
                lambda found: self.tell(recipe=found[0], workers=found[1]),
                lambda error: self.tell(workers=()),
            )


def refused(error: Exception) -> Said:
    """Return an error as what became of something."""
    if isinstance(error, QeuError):
        return lambda: Line(Kind.PROBLEM, sentence(str(error)))
    return lambda: Line(Kind.PROBLEM, f"{type(error).__name__}: {error}")


def _to_nobody(state: PluginsState) -> None:
    """Stand where a window will be."""


def step_words(step: str, name: str) -> str:
    """Return what is done just now to a plugin or an inspector."""
    return {
        "load": translate("Plugins", "Loading {name} anew…"),
        "exchange": translate("Plugins", "Ending what {name} inspects…"),
        "start": translate("Plugins", "Starting {name}…"),
        "prepare": translate("Plugins", "Preparing two pairs for {name}…"),
        "judge": translate("Plugins", "{name} judges…"),
    }[step].format(name=name)


def _health(care: PluginCare) -> tuple[str, tuple[WorkerHealth, ...]]:
    return care.recipe(), care.health()
