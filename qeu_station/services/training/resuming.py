"""Whether a training can go on, and where it cannot, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from qeu_station.errors import InputError
from qeu_station.services.training.folder import FINISHED, RUNNING, WITHHELD, TrainingFolder

Facts = Mapping[str, Any]

_SAME = ("trainer", "recipe", "training_data", "seed", "parameters")
"""What makes a training the same but for the version of the recipe that it began from."""

_WORDS = {"training_data": "other records", "seed": "another seed", "parameters": "other settings"}


def goes_on(folder: TrainingFolder, facts: Facts, resume: bool, use_anyway: bool) -> bool:
    """Return whether a training goes on with what its folder keeps; else it begins anew.

    Args:
        folder: The folder of the training.
        facts: What is to be trained on what.
        resume: Whether the person wants it to go on.
        use_anyway: Whether the person puts the model to use; one that was withheld is not learned
            again for it.

    Raises:
        InputError: It shall, but there is nothing to go on with; the message says what became of
            it.
    """
    own = folder.noted()
    state = own.get("state")
    if use_anyway and state == WITHHELD:
        return True
    if resume and state != RUNNING:
        raise InputError(f"There is nothing to resume: {_why(own, folder.path.parent, facts)}")
    return resume


def _why(own: Facts, trainings: Path, facts: Facts) -> str:
    if own.get("state") == WITHHELD:
        return (
            f"this training ended {_when(own)}, and its model was not put to use: "
            f"{own.get('doubt')}. Put it to use all the same with --use-anyway, or leave --resume "
            "out to train anew."
        )
    if own.get("state") == FINISHED:
        return f"this training {_ended(own)} Leave --resume out to train anew."
    others = [each for each in _noted(trainings) if each.get("recipe") == facts["recipe"]]
    same = [each for each in others if all(each.get(name) == facts[name] for name in _SAME)]
    now = facts["recipe_version"]
    for each in same:
        began = f"a training with these words began from version {each.get('recipe_version')} and"
        if each.get("state") == FINISHED:
            return f"{began} {_ended(each)} Leave --resume out to train from version {now}."
        return f"{began} did not end. Go on with --recipe {_version(each)} and the same words."
    return f"no such training was ever begun{_nearest(others, facts)}. Leave --resume out."


def _nearest(others: list[Facts], facts: Facts) -> str:
    """Say what differs in the interrupted training that is nearest, if there is one."""
    open_ = [e for e in others if e.get("state") == RUNNING and e["trainer"] == facts["trainer"]]
    differing = [[w for name, w in _WORDS.items() if e.get(name) != facts[name]] for e in open_]
    if not differing:
        return ""
    nearest = min(differing, key=len)
    return f"; one that was interrupted has {' and '.join(nearest) or 'another version'}"


def _ended(noted: Facts) -> str:
    version = f"{noted.get('recipe')}@{noted.get('saved_version')}"
    return f"ended {_when(noted)} and saved recipe {version}, which uses its model."


def _version(noted: Facts) -> str:
    return f"{noted.get('recipe')}@{noted.get('recipe_version')}"


def _when(noted: Facts) -> str:
    """Return the local time at which a training ended."""
    try:
        ended = datetime.fromisoformat(str(noted["ended"]))
    except (KeyError, ValueError):
        return "before"
    return f"on {ended.astimezone():%Y-%m-%d %H:%M}"


def _noted(trainings: Path) -> Iterator[Facts]:
    """Yield what is noted of all trainings of this home, the newest first."""
    files = sorted(trainings.glob("*/training.json"), key=lambda f: f.stat().st_mtime, reverse=True)
    for file in files:
        yield TrainingFolder(file.parent).noted()
