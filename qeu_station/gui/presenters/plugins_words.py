"""What plugins are and did, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.plugins_state import Line, Report
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import mark, translate, translate_marked

if TYPE_CHECKING:
    from qeu_station.pluginhost import CheckOutcome, WorkerHealth
    from qeu_station.services.plugin_care import ComponentView, PluginView, Reloaded, SelfTest

DOUBT = 0.5
"""P(ok) below which a self-test wonders about the reference itself."""

_CHECKS = {
    "registration_is_light": mark("Plugins", "Registering imports nothing heavy"),
    "record_is_valid": mark("Plugins", "What it registers is valid"),
    "parameters_have_defaults": mark("Plugins", "Parameters have defaults"),
    "parameters_refuse_unknown_names": mark("Plugins", "Parameters refuse unknown names"),
    "parameters_have_a_schema": mark("Plugins", "Parameters can be drawn as a form"),
    "factory_builds": mark("Plugins", "The inspector can be built"),
    "judges_colour": mark("Plugins", "Judges pictures in colour"),
    "judges_grey": mark("Plugins", "Judges grey pictures"),
    "judges_binary": mark("Plugins", "Judges black-and-white pictures"),
    "judges_small_pictures": mark("Plugins", "Judges very small pictures"),
    "judges_odd_sizes": mark("Plugins", "Judges pictures of odd sizes"),
    "judges_without_regions": mark("Plugins", "Judges when nothing differs"),
    "judges_many_regions": mark("Plugins", "Judges when very much differs"),
    "judges_several_references": mark("Plugins", "Judges with several references"),
    "judges_black_test_image": mark("Plugins", "Judges a black picture"),
    "judges_constant_test_image": mark("Plugins", "Judges a blank picture"),
    "judges_more_classes": mark("Plugins", "Judges with more classes"),
    "is_deterministic": mark("Plugins", "Says the same about the same pair"),
    "keeps_no_views": mark("Plugins", "Keeps no picture after it has judged"),
    "leaves_arrays_alone": mark("Plugins", "Changes no picture"),
    "prints_nothing": mark("Plugins", "Prints nothing while it judges"),
    "closes_twice": mark("Plugins", "Can be closed, and closed again"),
    "learner_learns": mark("Plugins", "Learns from good parts"),
    "learner_needs_parts": mark("Plugins", "Refuses to learn from nothing"),
}


def state_words(plugin: PluginView) -> str:
    """Return the state of a plugin."""
    return {
        "loaded": translate("Plugins", "loaded"),
        "partly": translate("Plugins", "partly loaded"),
        "failed": translate("Plugins", "failed"),
        "disabled": translate("Plugins", "disabled"),
    }[plugin.state]


def state_kind(plugin: PluginView) -> Kind:
    """Return the mark of a plugin."""
    kinds = {"loaded": Kind.PASS, "partly": Kind.REVIEW, "failed": Kind.PROBLEM}
    return kinds.get(plugin.state, Kind.WAITING)


def kind_words(part: ComponentView) -> str:
    """Return what kind of thing a plugin brings."""
    return {
        "inspector": translate("Plugins", "Inspector"),
        "trainer": translate("Plugins", "Trainer"),
        "source": translate("Plugins", "Source of pictures"),
        "sink": translate("Plugins", "Receiver of results"),
    }[part.kind]


def about_part(part: ComponentView) -> str:
    """Return kind, version, what is judged and how it is used, in one line."""
    words = [kind_words(part), part.version]
    if part.scopes:
        scopes = {
            "region": translate("Plugins", "regions"),
            "cell": translate("Plugins", "cells"),
            "part": translate("Plugins", "the part"),
        }
        named = ", ".join(scopes.get(str(scope), str(scope)) for scope in part.scopes)
        words.append(translate("Plugins", "judges {what}").format(what=named))
    if part.role:
        decides = part.role == "gating"
        words.append(
            translate("Plugins", "decides") if decides else translate("Plugins", "only advises")
        )
    if part.opinions:
        words.append(
            translate("Plugins", "opinions {names}").format(names=", ".join(part.opinions))
        )
    return " · ".join(words)


def about_plugin(plugin: PluginView) -> str:
    """Return version and where a plugin comes from, in one line."""
    kind = (
        translate("Plugins", "file in the folder of plugins")
        if plugin.dropin
        else translate("Plugins", "installed distribution")
    )
    version = plugin.version and translate("Plugins", "version {version}").format(
        version=plugin.version
    )
    return " · ".join(filter(None, (version, kind, state_words(plugin))))


def figures_of(worker: WorkerHealth) -> tuple[tuple[str, str], ...]:
    """Return the times and the memory of a worker, names and values."""
    times, none = worker.timings, "–"

    def ms(value: float) -> str:
        return f"{value:,.0f} ms" if times.inspections and value else none

    def mib(value: float) -> str:
        return f"{value:,.0f} MiB" if value else none

    return (
        (translate("Plugins", "Memory now"), mib(worker.resident_mb)),
        (translate("Plugins", "Most memory seen"), mib(worker.peak_mb)),
        (translate("Plugins", "Median time"), ms(times.median_ms)),
        (translate("Plugins", "95 % are faster than"), ms(times.p95_ms)),
        (translate("Plugins", "Slowest"), ms(times.slowest_ms)),
        (translate("Plugins", "Last time"), ms(times.last_ms)),
        (translate("Plugins", "Inspections"), f"{times.inspections:,}"),
        (translate("Plugins", "Without a usable answer"), f"{times.faults:,}"),
        (
            translate("Plugins", "Time to start"),
            f"{times.start_ms / 1000:.1f} s" if times.start_ms else none,
        ),
        (translate("Plugins", "Restarts"), f"{worker.restarts:,}"),
        (translate("Plugins", "Device"), worker.device or none),
        (translate("Plugins", "Process"), str(worker.pid or none)),
    )


def check_report(done: tuple[CheckOutcome, ...], total: int, place: str) -> Report:
    """Return the conformance check as far as it has come."""
    lines = tuple(_check_line(outcome) for outcome in done)
    failed = [line for line in lines if line.kind is not Kind.PASS]
    if len(done) < total:
        words = translate("Plugins", "{count} of {total} checks done").format(
            count=len(done), total=total
        )
        kind = Kind.FAIL if failed else Kind.JUDGING
    elif failed:
        words = translate("Plugins", "Does not conform: {count} of {total} checks failed").format(
            count=len(failed), total=total
        )
        kind = Kind.FAIL
    else:
        words = translate("Plugins", "Conforms: all {total} checks passed").format(total=total)
        kind = Kind.PASS
    passed = (line for line in lines if line.kind is Kind.PASS)
    return Report(Line(kind, words), (*failed, *passed), place, len(done) < total)


def _check_line(outcome: CheckOutcome) -> Line:
    named = outcome.name.replace("_", " ").capitalize()
    words = translate_marked("Plugins", _CHECKS[outcome.name]) if outcome.name in _CHECKS else named
    return Line(Kind.PASS if outcome.passed else Kind.FAIL, words, sentence(outcome.message))


def self_test_report(found: SelfTest, place: str) -> Report:
    """Return a self-test."""
    if found.fault is not None:
        summary = Line(Kind.FAIL, translate("Plugins", "Does not work"))
        kind, reason = found.fault
        name = translate("Plugins", "Start") if kind == "start" else translate("Plugins", "Answer")
        return Report(summary, (Line(Kind.FAIL, name, sentence(reason)),), place)
    lines = (_start(found), _time(found), _memory(found), _repeat(found), *_judged(found))
    if not found.passed:
        summary = Line(Kind.FAIL, translate("Plugins", "Works, but would not be usable so"))
    elif any(line.kind is not Kind.PASS for line in lines):
        summary = Line(Kind.REVIEW, translate("Plugins", "Works; look at the remarks"))
    else:
        summary = Line(Kind.PASS, translate("Plugins", "Works"))
    return Report(summary, lines, place)


def _start(found: SelfTest) -> Line:
    words = translate("Plugins", "ready after {seconds} s, runs on {device}")
    text = words.format(seconds=f"{found.start_ms / 1000:.1f}", device=found.device or "cpu")
    return Line(Kind.PASS, translate("Plugins", "Start"), text)


def _time(found: SelfTest) -> Line:
    words = translate(
        "Plugins", "{first} ms for the first pair, then {median} ms; {allowed} ms are allowed"
    )
    text = words.format(
        first=f"{found.first_ms:,.0f}",
        median=f"{found.median_ms:,.0f}",
        allowed=f"{1000 * found.deadline_s:,.0f}",
    )
    kind = Kind.PASS if found.in_time else Kind.FAIL
    return Line(kind, translate("Plugins", "Time"), text)


def _memory(found: SelfTest) -> Line:
    words = translate("Plugins", "{used} MiB at most; {allowed} MiB are allowed")
    text = words.format(used=f"{found.peak_mb:,.0f}", allowed=f"{found.memory_mb:,}")
    return Line(Kind.PASS, translate("Plugins", "Memory"), text)


def _repeat(found: SelfTest) -> Line:
    if found.repeats:
        text = translate("Plugins", "says the same about the same pair")
        return Line(Kind.PASS, translate("Plugins", "Answer"), text)
    text = translate("Plugins", "says something else about the same pair each time")
    return Line(Kind.FAIL, translate("Plugins", "Answer"), text)


def _judged(found: SelfTest) -> tuple[Line, ...]:
    if found.p_ok is None or found.p_ok_blot is None:
        text = translate("Plugins", "nothing was judged: there was no item of its scope")
        return (Line(Kind.REVIEW, translate("Plugins", "Judgement"), text),)
    good, blot = found.p_ok, found.p_ok_blot
    same = translate("Plugins", "the reference against itself: lowest P(ok) {value}")
    planted = translate("Plugins", "with a blot planted on it: lowest P(ok) {value}")
    unseen = translate("Plugins", "with a blot planted on it: lowest P(ok) {value}, no lower")
    seen = blot < good
    return (
        Line(
            Kind.PASS if good >= DOUBT else Kind.REVIEW,
            translate("Plugins", "Good part"),
            same.format(value=f"{good:.2f}"),
        ),
        Line(
            Kind.PASS if seen else Kind.REVIEW,
            translate("Plugins", "Defect"),
            (planted if seen else unseen).format(value=f"{blot:.2f}"),
        ),
    )


def enabled_line(on: bool) -> Line:
    """Return what became of switching a plugin on or off."""
    if on:
        return Line(Kind.PASS, translate("Plugins", "Enabled, now and after the next start."))
    return Line(Kind.PASS, translate("Plugins", "Disabled, now and after the next start."))


def reload_line(done: Reloaded) -> Line:
    """Return what became of a reload."""
    if not done.usable:
        words = translate("Plugins", "Not reloaded: {reason}. Running workers were left alone.")
        reason = (
            sentence(done.problems[0])
            if done.problems
            else translate("Plugins", "it is not there any more")
        )
        return Line(Kind.PROBLEM, words.format(reason=reason.removesuffix(".")))
    faults = [worker for worker in done.running if worker.state != "ready" and worker.last_error]
    if faults:
        words = translate(
            "Plugins", "Reloaded, but {inspector} {reason}. Parts are REVIEW where it decides."
        )
        reason = sentence(faults[0].last_error).removesuffix(".")
        return Line(Kind.PROBLEM, words.format(inspector=faults[0].inspector, reason=reason))
    if done.problems:
        words = translate("Plugins", "Reloaded in part: {reason}")
        return Line(Kind.REVIEW, words.format(reason=sentence(done.problems[0])))
    names = ", ".join(worker.inspector for worker in done.running)
    if not names:
        return Line(Kind.PASS, translate("Plugins", "Reloaded; the recipe in use has none of it."))
    words = translate("Plugins", "Reloaded; {names} judges with it from now on.")
    return Line(Kind.PASS, words.format(names=names))
