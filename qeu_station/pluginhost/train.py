"""Training in a process of its own: examples go in, steps come back, and what was made is checked.

Nothing limits how long a training takes; its process is watched for life and for memory, and ended
when the person cancels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qeu_station.api import Example, PreparedPair, TrainerSpec, TrainingOutcome, TrainingStep
from qeu_station.api.outcomes import TrainingFault, outcome_from_plain, step_from_plain
from qeu_station.core.classes import Classes
from qeu_station.errors import BundleError, PluginError
from qeu_station.pluginhost.catalog import ComponentEntry, InspectorEntry
from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.plugin_logs import train_log
from qeu_station.pluginhost.shared import SharedSpace
from qeu_station.pluginhost.supervisor import launch_worker
from qeu_station.pluginhost.train_main import example_to_wire
from qeu_station.pluginhost.use import InspectorUse
from qeu_station.pluginhost.wire import PairWriter, Wire
from qeu_station.toolkit.bundle import ModelBundle

_WATCH_S = 0.1


@dataclass(frozen=True, slots=True)
class TrainerUse:
    """One training with everything its process needs.

    Attributes:
        entry: The trainer.
        inspector: The inspector that will run the bundle.
        parameters: Values for the trainer's parameter model.
        kept: Values of the inspector's parameters that the recipe sets already; what the training
            finds is laid over them.
        classes: The recipe's classes.
        seed: Same seed and same examples, same result.
        work: Folder of this training, kept when it is interrupted.
        bundle: Folder the bundle is written to; it does not exist.
        recipe: Facts of the recipe that the bundle records.
        memory_mb: Resident memory of the process in mebibytes above which it is ended.
    """

    entry: ComponentEntry
    inspector: InspectorEntry
    parameters: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)
    classes: Classes = field(default_factory=Classes)
    seed: int = 0
    work: Path = Path()
    bundle: Path = Path("bundle")
    recipe: Mapping[str, Any] = field(default_factory=dict)
    memory_mb: int = 8192


@dataclass(frozen=True, slots=True)
class Lesson:
    """An example, with how its pair is prepared when the trainer does not recall it."""

    example: Example
    prepare: Callable[[], PreparedPair]


def train(
    use: TrainerUse,
    lessons: Iterable[Lesson],
    options: HostOptions,
    on_step: Callable[[TrainingStep], None] = lambda step: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> TrainingOutcome | None:
    """Run one trainer over all lessons and return what it found, or None when it was cancelled.

    The steps of ``on_step`` are the trainer's own. Its bundle lies in ``use.bundle``, has passed
    every check, and the inspector has started with it.

    Raises:
        PluginError: The trainer failed, or what it made cannot be used; plugin and reason are
            named.
    """
    space = SharedSpace()
    try:
        outcome = _Talk(use, options, cancelled).outcome(lessons, on_step, space)
    except _Cancelled:
        return None
    finally:
        space.close()
    _check_made(use, outcome, options)
    return outcome


def check_training(use: TrainerUse, options: HostOptions) -> None:
    """Validate a trainer's parameters with its own model, in a process of its own.

    Raises:
        PluginError: They are not valid, or the plugin failed over it; the message says which.
    """
    log = train_log(options.log_dir, use.entry.spec.name)
    child = Child("train", options.extra_paths, log, options.threads)
    try:
        child.send(_setup(use, options.threads) | {"only_check": True})
        answer = child.next_message(options.probe_deadline_s, options.probe_memory_mb)
    except ChildError as error:
        raise failure(use, str(error)) from None
    finally:
        child.end()
    if "refused" in answer:
        raise refusal(use, str(answer["refused"]))
    if "fault" in answer:
        raise failure(use, _reason(answer["fault"]))


class _Cancelled(Exception):  # noqa: N818 - no error
    """The person does not want it any more."""


class _Talk:
    """The talk with one trainer's process."""

    def __init__(
        self, use: TrainerUse, options: HostOptions, cancelled: Callable[[], bool]
    ) -> None:
        self._use = use
        self._options = options
        self._cancelled = cancelled
        self._log = train_log(options.log_dir, use.entry.spec.name)

    def outcome(
        self,
        lessons: Iterable[Lesson],
        on_step: Callable[[TrainingStep], None],
        space: SharedSpace,
    ) -> TrainingOutcome:
        writer = PairWriter(space.describe)
        child = self._launched()
        try:
            recalls = bool(self._answer(child).get("recalls"))
            busy = False
            for lesson in lessons:  # the next pair is prepared while the trainer sees this one
                if busy:
                    self._answer(child)
                busy = self._teach(child, lesson, recalls, writer)
            if busy:
                self._answer(child)
            child.send({"do": "train"})
            made = outcome_from_plain(self._trained(child, on_step).get("outcome"))
            child.send({"do": "close"})
        except ChildError as error:
            raise self._failed(str(error)) from None
        except TrainingFault as error:
            raise self._failed(f"gave an answer that breaks the contract: {error}") from None
        finally:
            child.end()
        return made

    def _failed(self, reason: str) -> PluginError:
        said = failure(self._use, reason)
        return said if self._log is None else PluginError(f"{said} What it printed: {self._log}")

    def _launched(self) -> Child:
        options = self._options
        child = Child("train", options.extra_paths, self._log, options.threads)
        try:
            child.send(_setup(self._use, options.threads))
        except ChildError as error:
            raise self._failed(str(error)) from None
        return child

    def _teach(self, child: Child, lesson: Lesson, recalls: bool, writer: PairWriter) -> bool:
        """Show one pair; return whether the trainer has yet to answer."""
        if self._cancelled():
            raise _Cancelled
        example = example_to_wire(lesson.example)
        if recalls:
            child.send({"do": "recall", "example": example})
            if self._answer(child).get("known"):
                return False
        pair = writer.wire(lesson.prepare())
        child.send({"do": "observe", "pair": pair, "example": example})
        return True

    def _trained(self, child: Child, on_step: Callable[[TrainingStep], None]) -> Wire:
        while True:
            answer = self._answer(child)
            if "step" not in answer:
                return answer
            on_step(step_from_plain(answer["step"]))

    def _answer(self, child: Child) -> Wire:
        """Return the next message, however long it takes."""
        while not child.arrived(_WATCH_S):
            self._watch(child)
        self._watch(child)
        answer = child.receive()
        if "refused" in answer:
            raise refusal(self._use, str(answer["refused"]))
        if "fault" in answer:
            raise self._failed(_reason(answer["fault"]))
        return answer

    def _watch(self, child: Child) -> None:
        child.check(self._use.memory_mb)
        if self._cancelled():
            raise _Cancelled


def _setup(use: TrainerUse, threads: int) -> Wire:
    spec, origin = use.entry.spec, use.entry.origin
    return {
        "name": spec.name,
        "version": spec.version,
        "factory": spec.factory,
        "parameters_model": spec.parameters,
        "dropin": origin.path if origin.dropin else "",
        "parameters": dict(use.parameters),
        "classes": list(use.classes.names),
        "seed": use.seed,
        "threads": threads,
        "work": str(use.work.absolute()),
        "bundle": str(use.bundle.absolute()),
        "recipe": dict(use.recipe),
        "only_check": False,
    }


def failure(use: TrainerUse, reason: str) -> PluginError:
    """Return the error that names a trainer, its plugin, and what it did."""
    return PluginError(f"{_named(use)} could not train: it {reason}.")


def refusal(use: TrainerUse, words: str) -> PluginError:
    """Return the error of a trainer that said itself, to the person, why it does not train."""
    return PluginError(f"{_named(use)} does not train: {words.removesuffix('.')}.")


def _named(use: TrainerUse) -> str:
    origin = use.entry.origin
    plugin = f"{origin.name} {origin.version}".strip()
    return f'Trainer "{use.entry.spec.name}" (plugin {plugin})'


def inspector_of(spec: TrainerSpec) -> str:
    """Return the name of the inspector that runs what a trainer makes."""
    return spec.inspector or spec.name


def _reason(fault: object) -> str:
    match fault:
        case [str(), str(reason)]:
            return reason.removesuffix(".")
        case _:
            return "sent a fault that is none"


def _check_made(use: TrainerUse, outcome: TrainingOutcome, options: HostOptions) -> None:
    """Check weights and bundle, and start the inspector with what was made.

    Raises:
        PluginError: Something of it cannot be used.
    """
    _check_opinions(use, outcome)
    try:
        bundle = ModelBundle.load(use.bundle)
        bundle.check_classes(use.classes)
    except BundleError as error:
        raise failure(use, f"made a model bundle that cannot be used: {error}") from None
    ready = InspectorUse(
        entry=use.inspector,
        parameters={**use.kept, **outcome.parameters},
        classes=bundle.labels,
        model=bundle.folder,
    )
    try:
        child = launch_worker(ready, "inspect", options)
    except ChildError as error:
        raise failure(use, _not_started(use, str(error))) from None
    try:
        answer = child.next_message(options.start_deadline_s, ready.memory_mb)
    except ChildError as error:
        raise failure(use, _not_started(use, str(error))) from None
    finally:
        child.end()
    if "fault" in answer:
        raise failure(use, _not_started(use, _reason(answer["fault"])))


def _not_started(use: TrainerUse, reason: str) -> str:
    return f'made what inspector "{use.inspector.name}" cannot start with: it {reason}'


def _check_opinions(use: TrainerUse, outcome: TrainingOutcome) -> None:
    given = use.inspector.spec.opinions or ("",)
    for name in outcome.weights:
        if name not in given:
            named = ", ".join(given) if given != ("",) else 'only one, named ""'
            raise failure(
                use,
                f'gave a pool weight for opinion "{name}", which inspector '
                f'"{use.inspector.name}" does not give (it gives {named})',
            )
    if outcome.weights and not any(outcome.weights.get(name, 1.0) > 0 for name in given):
        raise failure(use, "gave every opinion the pool weight 0, so that nothing would judge")
