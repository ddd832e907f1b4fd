"""What the Plugins screen shows: one frozen state, made anew at every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qeu_station.gui.presenters.forms import Entry, Form, Path
from qeu_station.gui.presenters.inspect_state import Kind

WORKER, PARAMETERS, TESTS, LOG = TABS = ("worker", "parameters", "tests", "log")
"""What is shown of one thing that a plugin brings."""


@dataclass(frozen=True, slots=True)
class Line:
    """One result behind a mark: what was looked at, and what was found."""

    kind: Kind
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Results in their order.

    Attributes:
        summary: What they come to.
        lines: Each of them.
        place: With which recipe or parameters they were found.
        unfinished: Whether more are to come.
    """

    summary: Line
    lines: tuple[Line, ...] = ()
    place: str = ""
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One plugin in the list.

    Attributes:
        name: Its name, which is its key too.
        detail: Version, state and what it brings.
        kind: Its mark.
    """

    name: str
    detail: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class PluginPage:
    """The plugin that is chosen.

    Attributes:
        name: Its name.
        about: Version and kind.
        path: Where it lies.
        problems: What failed and why.
        remark: What became of the last thing that was done to it, or None.
        enabled: Whether it is used.
        components: Key and name of everything it brings.
    """

    name: str
    about: str
    path: str
    problems: tuple[str, ...] = ()
    remark: Line | None = None
    enabled: bool = True
    components: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WorkerPage:
    """The worker of an inspector.

    Attributes:
        health: State of ``WorkerHealth``; empty when the recipe in use does not have it.
        words: The same in the language of the window, or why there is none.
        figures: Names and values, in their order.
        fault: Its last fault, empty for none.
    """

    health: str
    words: str
    figures: tuple[tuple[str, str], ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ComponentPage:
    """What is chosen of the plugin.

    Attributes:
        key: Kind and name, which tell it from all others.
        name: Its name.
        about: What kind of thing it is, its version, what it judges.
        summary: What it does, in its own words.
        worker: Its worker; None for what is no inspector.
        form: Its parameters.
        entries: What their fields hold.
        problems: What is wrong with a field.
        verdict: What the plugin said of the parameters, or None.
        bases: Key and name of what it can be tried with: recipes, or nothing.
        basis: Key of the one that is chosen.
        self_test: Its last self-test, or None.
        check: Its last conformance check, or None.
    """

    key: str
    name: str
    about: str
    summary: str
    worker: WorkerPage | None = None
    form: Form = field(default_factory=Form)
    entries: Mapping[Path, Entry] = field(default_factory=dict)
    problems: Mapping[Path, str] = field(default_factory=dict)
    verdict: Line | None = None
    bases: tuple[tuple[str, str], ...] = ()
    basis: str = ""
    self_test: Report | None = None
    check: Report | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    """What the plugin printed.

    Attributes:
        choices: Key and name of its logs, the one written last first.
        chosen: Key of the one that is shown.
        text: Its end.
        remark: How much of it that is, and where the rest lies.
    """

    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    text: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Working:
    """What is under way; ``total`` is 0 while nobody knows how much there is to do."""

    text: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class PluginsState:
    """All of the screen.

    Attributes:
        rows: Every plugin, those with problems first.
        message: What stands in the place of the list while it is empty.
        plugin: The chosen one, or None.
        component: What is chosen of it, or None.
        tab: Which of ``TABS`` is shown of it.
        log: What it printed.
        working: What is under way, or None.
        question: What is asked before it is done, empty for nothing.
        can: What may be done now.
    """

    rows: tuple[Row, ...] = ()
    message: str = ""
    plugin: PluginPage | None = None
    component: ComponentPage | None = None
    tab: str = WORKER
    log: LogPage = field(default_factory=LogPage)
    working: Working | None = None
    question: str = ""
    can: frozenset[str] = frozenset()
