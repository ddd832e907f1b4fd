"""Everything the Training screen shows, as frozen snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Phase(StrEnum):
    """How the training of this screen stands."""

    READY = "ready"
    RUNNING = "running"
    SAVED = "saved"
    WITHHELD = "withheld"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TrainingForm:
    """What is to be trained, as it was entered.

    Attributes:
        recipe: Name of the recipe.
        trainer: Name of the trainer.
        own: Whether it learns the corrections of this station; ``records`` and ``truth`` are not
            looked at then.
        records: Folder or CSV to learn from.
        truth: What is known of records that bring no truth; empty for none.
        least: Examples needed of each class.
        settings: ``NAME=VALUE``, parted by blanks.
        use_anyway: Whether the model is put to use even where its trainer doubts it.
    """

    recipe: str = ""
    trainer: str = ""
    own: bool = True
    records: str = ""
    truth: str = ""
    least: int = 10
    settings: str = ""
    use_anyway: bool = False


@dataclass(frozen=True, slots=True)
class TrainerLine:
    """A trainer to choose, with what it does in one or two sentences."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CurveLine:
    """One curve: its name in the legend, and its points from left to right."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class CurveChart:
    """Curves that share their axes."""

    name: str
    curves: tuple[CurveLine, ...]


@dataclass(frozen=True, slots=True)
class TrainingState:
    """The screen as it stands.

    Attributes:
        ready: Whether the station is open, and recipes and trainers are known.
        closed: Why it is not; empty while that is not known.
        recipes: Names to choose from.
        trainers: Trainers to choose from.
        form: What is entered.
        problem: Why what is entered cannot be trained; empty for nothing.
        phase: How the training stands.
        stopping: Whether it was asked to end.
        title: How it stands, in a few words.
        doing: What is being done, or what was made.
        done: Steps finished.
        total: Steps in all, 0 while unknown.
        charts: Its curves.
        words: What its trainer says of the model, or why it failed; a sentence each.
        report: Its page, None where there is none.
        can: Keys of the actions that may be used now.
    """

    ready: bool = False
    closed: str = ""
    recipes: tuple[str, ...] = ()
    trainers: tuple[TrainerLine, ...] = ()
    form: TrainingForm = TrainingForm()
    problem: str = ""
    phase: Phase = Phase.READY
    stopping: bool = False
    title: str = ""
    doing: str = ""
    done: int = 0
    total: int = 0
    charts: tuple[CurveChart, ...] = ()
    words: tuple[str, ...] = ()
    report: Path | None = None
    can: frozenset[str] = frozenset()
