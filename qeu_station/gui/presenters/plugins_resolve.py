"""From what is known and chosen to what the Plugins screen shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters import plugins_words as words
from qeu_station.gui.presenters.form_schema import form_of
from qeu_station.gui.presenters.plugins_facts import Facts, key_of, known_parameters, reading_of
from qeu_station.gui.presenters.plugins_state import (
    LOG,
    ComponentPage,
    LogPage,
    PluginPage,
    PluginsState,
    Row,
    WorkerPage,
)
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.plugin_care import ComponentView, PluginView

T = TypeVar("T")


def resolve(facts: Facts) -> PluginsState:
    """Return what is shown."""
    plugins = facts.overview.plugins if facts.overview is not None else ()
    plugin, part = facts.plugin, facts.part
    return PluginsState(
        rows=tuple(_row(each) for each in plugins),
        message=_message(facts),
        plugin=None if plugin is None else _page(plugin, facts),
        component=None if part is None else _component(part, facts),
        tab=LOG if part is None else facts.tab,  # the log says why it brings nothing
        log=_log(facts),
        working=facts.working,
        question=_question(facts),
        can=frozenset(_can(facts)),
    )


def running_of(plugin: PluginView, facts: Facts) -> list[str]:
    """Return the inspectors of a plugin that the recipe in use has."""
    names = {worker.inspector for worker in facts.workers}
    return [each.name for each in plugin.components
            if each.kind == "inspector" and each.name in names]  # fmt: skip


def _row(plugin: PluginView) -> Row:
    brings = ", ".join(dict.fromkeys(each.name for each in plugin.components))
    detail = " · ".join(filter(None, (plugin.version, words.state_words(plugin), brings)))
    return Row(plugin.name, detail, words.state_kind(plugin))


def _message(facts: Facts) -> str:
    if facts.problem:
        return facts.problem
    if not facts.open:
        return translate("Plugins", "The station is not open yet.")
    if facts.overview is None:
        return translate("Plugins", "Looking for plugins…")
    if not facts.overview.plugins:
        return translate("Plugins", "No plugin is installed.")
    return ""


def _page(plugin: PluginView, facts: Facts) -> PluginPage:
    twice = [each.name for each in plugin.components]
    return PluginPage(
        name=plugin.name,
        about=words.about_plugin(plugin),
        path=plugin.path,
        problems=tuple(_capital(sentence(each)) for each in plugin.problems),
        remark=_now(facts.remarks.get(plugin.name)),
        enabled=plugin.state != "disabled",
        components=tuple(
            (
                key_of(each),
                each.name
                if twice.count(each.name) == 1
                else f"{each.name} ({words.kind_words(each)})",
            )
            for each in plugin.components
        ),
    )


def _component(part: ComponentView, facts: Facts) -> ComponentPage:
    key, basis = key_of(part), facts.basis_of(part)
    form = form_of(part.schema)
    reading = reading_of(facts, part)
    entered = facts.entries.get((key, basis))
    inspector = part.kind == "inspector"
    return ComponentPage(
        key=key,
        name=part.name,
        about=words.about_part(part),
        summary=sentence(part.summary),
        worker=_worker(part, facts) if inspector else None,
        form=form,
        entries=forms.entries_of(form, known_parameters(part, basis))
        if entered is None
        else entered,
        problems=reading.problems,
        verdict=_now(facts.verdicts.get((key, basis))),
        bases=_bases(part) if inspector else (),
        basis=basis,
        self_test=_now(facts.self_tests.get(key)),
        check=_now(facts.checks.get(key)),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _now(said: Callable[[], T] | None) -> T | None:
    return None if said is None else said()


def basis_words(basis: str) -> str:
    """Return what something is tried with."""
    if not basis:
        return translate("Plugins", "No recipe: defaults, no model, the sample picture")
    return translate("Plugins", "Recipe {name}").format(name=basis)


def place_words(basis: str, entered: bool) -> str:
    """Return what something was tried with, and whether its parameters were changed for it."""
    if not entered:
        return basis_words(basis)
    words = translate("Plugins", "{basis}, with the parameters as entered")
    return words.format(basis=basis_words(basis))


def _bases(part: ComponentView) -> tuple[tuple[str, str], ...]:
    return tuple((name, basis_words(name)) for name in (*(u.recipe for u in part.uses), ""))


def _worker(part: ComponentView, facts: Facts) -> WorkerPage:
    worker = facts.worker_of(part)
    if worker is None:
        if not facts.recipe:
            return WorkerPage("", translate("Plugins", "No recipe is in use, so no worker runs."))
        without = translate("Plugins", "Recipe {name} is in use and does not have this inspector.")
        return WorkerPage("", without.format(name=facts.recipe))
    if _is_off(facts):
        off = translate("Plugins", "not used: the plugin is disabled; enable it to judge with it")
        return WorkerPage("missing", off, words.figures_of(worker))
    states = {
        "ready": translate("Plugins", "ready"),
        "starting": translate("Plugins", "starting"),
        "restarting": translate("Plugins", "restarting"),
        "suspended": translate("Plugins", "suspended: parts are REVIEW where it decides"),
        "stopped": translate("Plugins", "stopped"),
        "missing": translate("Plugins", "missing: parts are REVIEW where it decides"),
    }
    return WorkerPage(
        health=worker.state,
        words=states.get(worker.state, worker.state),
        figures=words.figures_of(worker),
        fault=sentence(worker.last_error),
    )


def _is_off(facts: Facts) -> bool:
    return facts.plugin is not None and facts.plugin.state == "disabled"


def _log(facts: Facts) -> LogPage:
    if not facts.logs:
        return LogPage()
    shown = next((log for log in facts.logs if log.name == facts.log), facts.logs[0])
    whole = translate("Plugins", "All of it: {file}").format(file=shown.file)
    end = translate("Plugins", "The end of {file}").format(file=shown.file)
    return LogPage(
        choices=tuple((log.name, _log_words(log.name)) for log in facts.logs),
        chosen=shown.name,
        text=shown.text,
        remark=end if shown.cut else whole,
    )


def _log_words(name: str) -> str:
    if name == "load":
        return translate("Plugins", "While it was loaded")
    kind, _, rest = name.partition(" ")
    if kind == "check" and rest:
        return translate("Plugins", "Check of {name}").format(name=rest)
    if kind == "train" and rest:
        return translate("Plugins", "Training of {name}").format(name=rest)
    return translate("Plugins", "Worker of {name}").format(name=name)


def _question(facts: Facts) -> str:
    plugin = facts.plugin
    if plugin is None or facts.disabling != plugin.name:
        return ""
    asked = translate(
        "Plugins",
        "Recipe {recipe} judges with {names}. Without {plugin}, parts are REVIEW where it decides. "
        "Disable it?",
    )
    names = ", ".join(running_of(plugin, facts))
    return asked.format(recipe=facts.recipe, names=names, plugin=plugin.name)


def _can(facts: Facts) -> list[str]:
    plugin, part = facts.plugin, facts.part
    if facts.working is not None:
        return ["cancel"]
    can = ["again"] if facts.open else []
    if plugin is None or not facts.open:
        return can
    if facts.disabling == plugin.name:
        return ["disable-yes", "disable-no"]
    can += ["enable"] if plugin.state == "disabled" else ["reload", "disable"]
    if part is not None and part.kind == "inspector":
        can += _can_with(part, facts)
    return can


def _can_with(part: ComponentView, facts: Facts) -> list[str]:
    worker = facts.worker_of(part)
    reading = reading_of(facts, part)
    can = [] if reading.problems else ["self-test", "check", "parameters"]
    basis = facts.basis_of(part)
    changed = dict(reading.parameters) != dict(known_parameters(part, basis))
    if changed:
        can.append("revert")
    if basis and changed and not reading.problems:
        can.append("save")
    if worker is None or worker.state == "missing" or _is_off(facts):
        return can
    if worker.state in ("suspended", "stopped"):
        return [*can, "resume"]
    return [*can, "restart", "suspend"]
