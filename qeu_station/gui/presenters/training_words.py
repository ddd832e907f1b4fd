"""What the Training screen says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qeu_station.gui.presenters.notices import Notice
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.presenters.training_state import Phase, TrainerLine
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.api import TrainingStep
    from qeu_station.services.training.beside import Ended
    from qeu_station.services.training.desk import TrainerChoice


def trainer_line(choice: TrainerChoice) -> TrainerLine:
    """Return a trainer with what it does."""
    text = translate("Training", "{summary} Trains the inspector {inspector}.")
    summary = sentence(choice.summary)
    return TrainerLine(
        choice.name, text.format(summary=summary, inspector=choice.inspector).strip()
    )


def title_of(phase: Phase, stopping: bool) -> str:
    """Return how a training stands."""
    if phase is Phase.RUNNING and stopping:
        return translate("Training", "Being stopped…")
    return {
        Phase.READY: translate("Training", "Nothing has been trained yet"),
        Phase.RUNNING: translate("Training", "Training"),
        Phase.SAVED: translate("Training", "Done"),
        Phase.WITHHELD: translate("Training", "Not put to use"),
        Phase.STOPPED: translate("Training", "Stopped"),
        Phase.FAILED: translate("Training", "Failed"),
    }[phase]


def doing_of(step: TrainingStep | None) -> str:
    """Return what is being done."""
    if step is None:
        return translate("Training", "Being started…")
    known = {"preparing pairs": translate("Training", "Preparing pairs")}
    doing = known.get(step.doing, step.doing[:1].upper() + step.doing[1:])
    if not step.total:
        return doing
    text = translate("Training", "{doing}: {done} of {total}")
    return text.format(doing=doing, done=f"{step.done:,}", total=f"{step.total:,}")


def ended_words(phase: Phase, ended: Ended | None, goes_on: bool) -> str:
    """Return what came of a training."""
    if phase is Phase.SAVED and ended is not None:
        text = translate("Training", "Recipe {name} has a new version {version} with the model.")
        return text.format(name=ended.recipe, version=ended.version)
    if phase is Phase.WITHHELD:
        return translate(
            "Training",
            "No version of the recipe was saved. The model is kept; more records are the remedy.",
        )
    if phase is Phase.STOPPED and goes_on:
        return translate("Training", "What was prepared and learned is kept: it can go on.")
    return ""


def reasons_of(ended: Ended) -> tuple[str, ...]:
    """Return what a trainer says of its model, or why a training failed."""
    return tuple(sentence(each) for each in ended.words)


def notice_of(phase: Phase, ended: Ended) -> Notice | None:
    """Return what every screen tells of a training's end; None where a person stopped it."""
    if phase is Phase.SAVED:
        return Notice("info", "", ended_words(phase, ended, goes_on=False))
    if phase is Phase.WITHHELD:
        text = translate("Training", "The training is done, but its model was not put to use.")
        return Notice("warning", "", text)
    if phase is Phase.FAILED:
        text = translate("Training", "The training failed; the Training screen (Ctrl+4) says why.")
        return Notice("warning", "", text)
    return None
