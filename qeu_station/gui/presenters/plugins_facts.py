"""What is known of plugins, and what a person chose and entered on their screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters.form_schema import form_of
from qeu_station.gui.presenters.plugins_state import WORKER, Line, Report, Working

if TYPE_CHECKING:
    from qeu_station.pluginhost import PluginLog, WorkerHealth
    from qeu_station.services.plugin_care import ComponentView, Overview, PluginView


Said = Callable[[], Line]
Told = Callable[[], Report]
"""Say something in the language that is spoken when they are called."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the screen is made of.

    Attributes:
        open: Whether the station is open.
        overview: All plugins, None before they are known.
        problem: Why they are not known, empty for nothing.
        chosen: Name of the plugin that is chosen.
        component: Key of what is chosen of it.
        tab: What is shown of that.
        recipe: The recipe in use, empty for none.
        workers: Its workers.
        bases: Recipe chosen to try something with, by its key.
        entries: What was entered, by key and basis.
        verdicts: What a plugin said of what was entered, by key and basis.
        self_tests: Last self-test, by key.
        checks: Last conformance check, by key.
        remarks: What became of the last thing done to a plugin, by its name.
        logs: What the chosen plugin printed.
        log: Name of the one that is shown.
        working: What is under way, or None.
        disabling: Name of the plugin that a question is asked of, empty for none.
    """

    open: bool = False
    overview: Overview | None = None
    problem: str = ""
    chosen: str = ""
    component: str = ""
    tab: str = WORKER
    recipe: str = ""
    workers: tuple[WorkerHealth, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[tuple[str, str], Mapping[forms.Path, forms.Entry]] = field(
        default_factory=dict
    )
    verdicts: Mapping[tuple[str, str], Said] = field(default_factory=dict)
    self_tests: Mapping[str, Told] = field(default_factory=dict)
    checks: Mapping[str, Told] = field(default_factory=dict)
    remarks: Mapping[str, Said] = field(default_factory=dict)
    logs: tuple[PluginLog, ...] = ()
    log: str = ""
    working: Working | None = None
    disabling: str = ""

    @property
    def plugin(self) -> PluginView | None:
        """The plugin that is chosen, None when there is none of that name."""
        plugins = self.overview.plugins if self.overview is not None else ()
        return next((each for each in plugins if each.name == self.chosen), None)

    @property
    def part(self) -> ComponentView | None:
        """What is chosen of it: what was chosen, or else the first."""
        components = () if self.plugin is None else self.plugin.components
        named = (each for each in components if key_of(each) == self.component)
        return next(named, components[0] if components else None)

    def worker_of(self, part: ComponentView) -> WorkerHealth | None:
        """Return the worker of an inspector, None when the recipe in use does not have it."""
        if part.kind != "inspector":
            return None
        return next((each for each in self.workers if each.inspector == part.name), None)

    def basis_of(self, part: ComponentView) -> str:
        """Return the recipe that something is tried with; empty for none.

        What was chosen, or the recipe in use, or the first that uses it.
        """
        names = [use.recipe for use in part.uses]
        chosen = self.bases.get(key_of(part))
        if chosen is not None and chosen in ("", *names):
            return chosen
        return self.recipe if self.recipe in names else names[0] if names else ""


def key_of(part: ComponentView) -> str:
    """Return what tells something that a plugin brings from everything else."""
    return f"{part.kind} {part.name}"


def known_parameters(part: ComponentView, basis: str) -> Mapping[str, Any]:
    """Return the parameters that a recipe sets, none without a recipe."""
    return next((use.parameters for use in part.uses if use.recipe == basis), {})


def reading_of(facts: Facts, part: ComponentView) -> forms.Reading:
    """Return the parameters as they are entered now."""
    basis = facts.basis_of(part)
    known = known_parameters(part, basis)
    entered = facts.entries.get((key_of(part), basis))
    if entered is None:
        return forms.Reading(dict(known))
    return forms.read(form_of(part.schema), entered, known)
