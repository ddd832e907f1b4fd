"""The Plugins screen: what is loaded, whether it works, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters import plugins_words as words
from qeu_station.gui.presenters.form_schema import form_of
from qeu_station.gui.presenters.plugins_desk import PluginsDesk, refused, step_words
from qeu_station.gui.presenters.plugins_facts import key_of, known_parameters
from qeu_station.gui.presenters.plugins_resolve import running_of
from qeu_station.gui.presenters.plugins_state import LOG, PluginsState
from qeu_station.gui.presenters.plugins_trials import Trials
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.pluginhost import PluginLog
    from qeu_station.services.plugin_care import Overview, PluginCare, Reloaded

EVERY_S = 1.0
"""Seconds between two looks at workers and logs, while somebody sees the screen."""


class PluginsPresenter:
    """Decides what the screen shows. One slow thing runs at a time; it can be cancelled.

    Args:
        jobs: Where everything that may take long is done.
        report: Takes errors for a notice.
    """

    def __init__(self, jobs: Jobs, report: Callable[[Exception], None]) -> None:
        self._desk = PluginsDesk(jobs, report)
        trials = Trials(self._desk, self._list)
        desk = self._desk
        self._acts: dict[str, Callable[[], None]] = {
            "again": lambda: self._list(again=True),
            "cancel": desk.cancel,
            "reload": self._reload,
            "enable": lambda: self._set_enabled(True),
            "disable": self._ask_disable,
            "disable-yes": lambda: self._set_enabled(False),
            "disable-no": lambda: desk.tell(disabling=""),
            "self-test": trials.self_test,
            "check": trials.check,
            "parameters": trials.parameters,
            "revert": trials.revert,
            "save": trials.save,
            "restart": lambda: desk.command(lambda care, name: care.restart(name)),
            "resume": lambda: desk.command(lambda care, name: care.restart(name)),
            "suspend": lambda: desk.command(lambda care, name: care.suspend(name)),
        }

    @property
    def state(self) -> PluginsState:
        """What is shown."""
        return self._desk.state

    def show_to(self, show: Callable[[PluginsState], None]) -> None:
        """Show every new state to a window; the one before sees none any more."""
        self._desk.show = show

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        self._desk.tell()

    def attach(self, make: Callable[[], PluginCare]) -> None:
        """Work with a station that is open; ``make`` is called in jobs, for it imports much."""
        if self._desk.make is None:
            self._desk.make = make
            self._desk.tell(open=True)
            if self._desk.watching:
                self._begin()

    def enter(self) -> None:
        """Somebody looks: list the plugins, and follow their workers and logs."""
        if not self._desk.watching:
            self._desk.watching = True
            self._begin()

    def leave(self) -> None:
        """Nobody looks: follow nothing."""
        self._desk.watching = False

    def close(self) -> None:
        """Show nothing any more; what is under way is ended with the jobs."""
        self._desk.let_go()

    def choose(self, plugin: str) -> None:
        """Show another plugin."""
        if plugin != self._desk.facts.chosen:
            self._desk.tell(chosen=plugin, component="", logs=(), log="", disabling="")
            self._read_logs()

    def choose_component(self, key: str) -> None:
        """Show something else that the plugin brings."""
        self._desk.tell(component=key)

    def choose_tab(self, tab: str) -> None:
        """Show something else of it."""
        self._desk.tell(tab=tab)
        self._read_logs()

    def choose_log(self, name: str) -> None:
        """Show another log."""
        self._desk.tell(log=name)

    def choose_basis(self, recipe: str) -> None:
        """Try the inspector with another recipe, empty for none."""
        facts, part = self._desk.facts, self._desk.facts.part
        if part is not None:
            self._desk.tell(bases={**facts.bases, key_of(part): recipe})

    def enter_value(self, path: forms.Path, entry: forms.Entry) -> None:
        """Take what was entered into a field."""
        facts, part = self._desk.facts, self._desk.facts.part
        if part is None:
            return
        basis = facts.basis_of(part)
        place = key_of(part), basis
        before = facts.entries.get(place)
        if before is None:
            before = forms.entries_of(form_of(part.schema), known_parameters(part, basis))
        self._desk.tell(
            entries={**facts.entries, place: {**before, path: entry}},
            verdicts={key: line for key, line in facts.verdicts.items() if key != place},
        )

    def do(self, act: str) -> None:
        """Do what a button says; what may not be done now does nothing."""
        if act in self.state.can:
            self._acts[act]()

    def _begin(self) -> None:
        if self._desk.make is not None:
            if self._desk.facts.working is None:
                self._list()
            self._watch()

    def _list(self, again: bool = False) -> None:
        self._desk.work(
            translate("Plugins", "Looking for plugins…"),
            lambda care, task: (care.overview(again, lambda: task.cancelled), care.recipe()),
            lambda found: self._on_overview(found[0], recipe=found[1]),
            self._on_no_overview,
        )

    def _on_overview(self, overview: Overview, **facts: Any) -> None:
        names = [plugin.name for plugin in overview.plugins]
        chosen = self._desk.facts.chosen
        chosen = chosen if chosen in names else next(iter(names), "")
        self._desk.tell(overview=overview, problem="", chosen=chosen, **facts)
        self._read_logs()

    def _on_no_overview(self, error: Exception) -> None:
        if self._desk.facts.overview is None:
            self._desk.tell(problem=sentence(str(error)))
        else:
            self._desk.report(error)

    def _reload(self) -> None:
        plugin = self._desk.facts.plugin
        if plugin is None:
            return
        name = plugin.name
        self._desk.work(
            translate("Plugins", "Reloading {name}…").format(name=name),
            lambda care, task: care.reload(
                name, lambda step: task.report(step_words(step, name)), lambda: task.cancelled
            ),
            self._on_reloaded,
            lambda error: self._desk.remark(name, refused(error)),
        )

    def _on_reloaded(self, done: Reloaded) -> None:
        self._desk.remark(done.plugin, lambda: words.reload_line(done))
        self._on_overview(done.overview)

    def _ask_disable(self) -> None:
        plugin = self._desk.facts.plugin
        if plugin is not None and running_of(plugin, self._desk.facts):
            self._desk.tell(disabling=plugin.name)
        else:
            self._set_enabled(False)

    def _set_enabled(self, on: bool) -> None:
        plugin = self._desk.facts.plugin
        if plugin is None:
            return
        name = plugin.name
        text = (
            translate("Plugins", "Enabling {name}…")
            if on
            else translate("Plugins", "Disabling {name}…")
        )

        def done(overview: Overview) -> None:
            self._desk.remark(name, lambda: words.enabled_line(on))
            self._on_overview(overview)

        self._desk.tell(disabling="")
        self._desk.work(
            text.format(name=name),
            lambda care, task: care.set_enabled(name, on, lambda: task.cancelled),
            done,
            lambda error: self._desk.remark(name, refused(error)),
        )

    def _watch(self) -> None:
        if self._desk.watching:
            self._desk.ask_health()
            self._read_logs()
            self._desk.jobs.later("plugins.watch", EVERY_S, self._watch)

    def _read_logs(self) -> None:
        desk = self._desk
        make, plugin = desk.make, desk.facts.plugin
        if make is None or plugin is None or desk.state.tab != LOG or not desk.watching:
            return
        desk.jobs.latest(
            "plugins.logs",
            lambda task: make().logs(plugin),
            lambda logs: self._on_logs(plugin.name, logs),
            lambda error: None,
        )

    def _on_logs(self, name: str, logs: tuple[PluginLog, ...]) -> None:
        facts = self._desk.facts
        if name == facts.chosen:
            self._desk.tell(logs=logs, log=facts.log or (logs[0].name if logs else ""))
