"""The contract of a trainer: sees prepared pairs with their truth, makes a model bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from qeu_station.api.prepared import PreparedPair
from qeu_station.api.report import Report

__all__ = ["Example", "Trainer", "TrainerContext", "TrainingOutcome", "TrainingStep"]


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of one prepared pair.

    Attributes:
        name: Name of the pair.
        key: Names everything the prepared pair was computed from: both pictures and the recipe's
            settings of preparation. Same key, same pair.
        group: What a split must not tear apart: lot, board type or serial.
        regions: Class per region id; a region that is not in it is of unknown class.
        cells: Class per address; a cell that is not in it is of unknown class.
        missed: Class and box (x1, y1, x2, y2 in reference pixels) of known defects that no region
            met.
    """

    name: str
    key: str
    group: str
    regions: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    missed: tuple[tuple[str, tuple[float, float, float, float]], ...] = ()


@dataclass(frozen=True, slots=True)
class TrainerContext:
    """What a trainer's factory is called with.

    Attributes:
        parameters: Instance of the spec's parameter model, or an empty mapping without one.
        classes: Class names of the recipe: ``ok``, ``unknown``, then the product's own.
        seed: Same seed and same examples, same result.
        threads: Threads the trainer may use.
        work: Folder of this training, kept when it is interrupted and given again when it resumes:
            the place for what was computed from examples, and for checkpoints.
        bundle: Folder to write the model bundle to (``toolkit.write_bundle``); it does not exist.
        recipe: Facts of the recipe that a bundle records: ``name``, ``version``, ``sha256``,
            pixel ``mode``, ``tolerance``, judged ``cells``, the inspector's ``parameters`` so far,
            and ``training_data``, the id of the examples.
    """

    parameters: Any = field(default_factory=dict)
    classes: tuple[str, ...] = ("ok", "unknown")
    seed: int = 0
    threads: int = 1
    work: Path = Path()
    bundle: Path = Path("bundle")
    recipe: Mapping[str, Any] = field(default_factory=dict)

    @property
    def report(self) -> Path:
        """Folder for files that shall lie beside the report, such as pictures; it names them."""
        return self.work / "report"


@dataclass(frozen=True, slots=True)
class TrainingStep:
    """How far a training is.

    Attributes:
        done: Steps finished.
        total: Steps expected in all.
        doing: What is being done, a few words.
        values: Curves, such as ``{"loss": .3}``; drawn over ``done``. Names with the same word
            before a slash, ``loss/learned`` and ``loss/held out``, share a chart.
    """

    done: int
    total: int
    doing: str = ""
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrainingOutcome:
    """What a training found beside its bundle.

    Attributes:
        parameters: Values for the inspector's parameters in the recipe.
        weights: Fitted pool weight per opinion of the inspector, ``{"": w}`` for its only one.
        p_ok_without_region: P(ok) of a cell without a candidate as held-out groups show it, or
            None when that was not measured.
        report: Comparison with the baselines, and what else the engineer must know.
        doubt: Why the model shall not be put to use by itself, one sentence without a full stop:
            held-out records do not show that it is better than its base, or than chance. Empty
            where they do. The station keeps such a model beside its report, and saves no version
            of the recipe with it unless it is told to.
    """

    parameters: Mapping[str, Any] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    p_ok_without_region: float | None = None
    report: Report = field(default_factory=lambda: Report("Training"))
    doubt: str = ""


@runtime_checkable
class Trainer(Protocol):
    """Made anew for every training, in a process of its own, and ended by killing it.

    It may also have ``recall(example) -> bool``: True when it kept in ``work`` what it needs of the
    pair with this key; the pair is then not prepared again, and ``observe`` is not called. Labels
    are those of the example given now: keep what was computed from the pair, not what it is called.
    """

    def observe(self, pair: PreparedPair, example: Example) -> None:
        """See one pair; its arrays are valid during the call only."""
        ...

    def train(self, on_step: Callable[[TrainingStep], None]) -> TrainingOutcome:
        """Learn from everything observed, write the bundle, and return what was found.

        Raises:
            ValueError: Too little was seen, or a setting does not fit; the message is shown as it
                stands, and says what was got, what is allowed and what to do.
        """
        ...
