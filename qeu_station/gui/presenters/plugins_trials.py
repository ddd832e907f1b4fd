"""Trying the chosen inspector: self-test, conformance check, and parameters as they are entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qeu_station.gui.presenters import plugins_words as words
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.plugins_desk import PluginsDesk, refused, step_words
from qeu_station.gui.presenters.plugins_facts import Said, key_of, known_parameters, reading_of
from qeu_station.gui.presenters.plugins_resolve import place_words
from qeu_station.gui.presenters.plugins_state import Line
from qeu_station.gui.presenters.ports import Task
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.pluginhost import CheckOutcome, CheckReport, CheckStep
    from qeu_station.services.plugin_care import ComponentView, PluginCare, SelfTest, Trying


Place = Callable[[], str]
"""Says with what something was tried."""


class Trials:
    """What is done beside the running station; its workers are left alone.

    Args:
        desk: What is known, and where work is done.
        saved: Called after a recipe was saved.
    """

    def __init__(self, desk: PluginsDesk, saved: Callable[[], None]) -> None:
        self._desk, self._saved = desk, saved

    def self_test(self) -> None:
        """Start the inspector and let it judge two pairs."""
        desk = self._desk

        def done(key: str, place: Place, found: SelfTest) -> None:
            desk.tell(
                self_tests={
                    **desk.facts.self_tests,
                    key: lambda: words.self_test_report(found, place()),
                }
            )

        self._try(
            translate("Plugins", "Self-test of {name}…"),
            lambda care, wanted, task: care.self_test(
                wanted,
                lambda step: task.report(step_words(step, wanted.inspector)),
                lambda: task.cancelled,
            ),
            done,
        )

    def check(self) -> None:
        """Run the conformance kit."""

        def done(key: str, place: Place, report: CheckReport) -> None:
            self._tell_check(key, place, report.checks, len(report.checks))

        self._try(
            translate("Plugins", "Checking {name}…"),
            lambda care, wanted, task: care.check(wanted, task.report, lambda: task.cancelled),
            done,
        )

    def parameters(self) -> None:
        """Let the plugin's own model look at what was entered."""

        def line(nothing: None) -> Line:
            return Line(Kind.PASS, translate("Plugins", "The plugin takes these parameters."))

        self._with_parameters(
            translate("Plugins", "Checking the parameters of {name}…"),
            lambda care, wanted: care.parameters(wanted),
            line,
        )

    def save(self) -> None:
        """Save what was entered as a new version of the recipe."""

        def line(name: str) -> Line:
            text = translate("Plugins", "Saved as {name}. Choose the recipe anew to judge with it.")
            return Line(Kind.PASS, text.format(name=name))

        self._with_parameters(
            translate("Plugins", "Saving the parameters of {name}…"),
            lambda care, wanted: care.save(wanted),
            line,
            self._saved,
        )

    def revert(self) -> None:
        """Forget what was entered: the parameters are as the recipe has them."""
        facts, part = self._desk.facts, self._desk.facts.part
        if part is not None:
            place = key_of(part), facts.basis_of(part)
            self._desk.tell(
                entries={key: each for key, each in facts.entries.items() if key != place},
                verdicts={key: each for key, each in facts.verdicts.items() if key != place},
            )

    def _try(
        self,
        text: str,
        work: Callable[[PluginCare, Trying, Task], Any],
        done: Callable[[str, Place, Any], None],
    ) -> None:
        desk, part = self._desk, self._desk.facts.part
        if part is None:
            return
        key, basis = key_of(part), desk.facts.basis_of(part)
        parameters = dict(reading_of(desk.facts, part).parameters)
        entered = parameters != dict(known_parameters(part, basis))

        def place() -> str:
            return place_words(basis, entered)

        desk.work(
            text.format(name=part.name),
            lambda care, task: work(care, _trying(part, basis, parameters), task),
            lambda found: done(key, place, found),
            desk.report,
            lambda progress: self._on_progress(key, place, progress),
        )

    def _on_progress(self, key: str, place: Place, progress: str | CheckStep) -> None:
        desk = self._desk
        if isinstance(progress, str):
            desk.on_step(progress)
            return
        working = desk.facts.working
        if working is not None:
            desk.tell(working=replace(working, done=len(progress.done), total=progress.total))
        self._tell_check(key, place, progress.done, progress.total)

    def _tell_check(
        self, key: str, place: Place, done: tuple[CheckOutcome, ...], total: int
    ) -> None:
        checks = self._desk.facts.checks
        told = {**checks, key: lambda: words.check_report(done, total, place())}
        self._desk.tell(checks=told)

    def _with_parameters(
        self,
        text: str,
        work: Callable[[PluginCare, Trying], Any],
        line: Callable[[Any], Line],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        desk, part = self._desk, self._desk.facts.part
        if part is None:
            return
        basis = desk.facts.basis_of(part)
        place = key_of(part), basis
        parameters = dict(reading_of(desk.facts, part).parameters)

        def tell(said: Said) -> None:
            desk.tell(verdicts={**desk.facts.verdicts, place: said})

        def done(answer: Any) -> None:
            tell(lambda: line(answer))
            then()

        desk.work(
            text.format(name=part.name),
            lambda care, task: work(care, _trying(part, basis, parameters)),
            done,
            lambda error: tell(refused(error)),
        )


def _trying(part: ComponentView, basis: str, parameters: dict[str, Any]) -> Trying:
    from qeu_station.services.plugin_care import Trying

    return Trying(part.name, basis, parameters)
