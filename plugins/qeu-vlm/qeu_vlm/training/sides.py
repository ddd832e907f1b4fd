"""Which lessons are learned from, which choose the pass, and which are measured on."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qeu_station.toolkit.splits import grouped_split
from qeu_vlm.training.lessons import Taught
from qeu_vlm.vocabulary import OK

MOST_CHECKED = 200
"""Lessons that choose the pass; more tell hardly more."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Lessons by what they are for.

    Attributes:
        learn: Learned from.
        check: Choose the pass that is kept.
        measure: Base and tuned model are measured on these.
        apart: Whether ``measure`` chose nothing.
        torn: Whether all lessons are of one group, so that those measured are of it too.
    """

    learn: tuple[Taught, ...]
    check: tuple[Taught, ...]
    measure: tuple[Taught, ...]
    apart: bool
    torn: bool = False


def divided(
    lessons: Sequence[Taught],
    given: Sequence[Taught],
    *,
    checked: float,
    measured: float,
    most: int,
    seed: int,
) -> Sides:
    """Return lessons divided so that no group stands on two sides, where there is more than one.

    Args:
        lessons: What there is to learn from.
        given: Lessons that came as held out; measured on, whatever ``measured`` says.
        checked: Share that chooses the pass; 0 keeps the last one.
        measured: Share that is measured on; with 0 and nothing given those that choose.
        most: Most lessons that are measured on.
        seed: Same seed, same sides.

    Raises:
        DatasetError: There are too few groups.
        ValueError: Nothing would be held out to measure on.
    """
    held = {each.group for each in given}
    free = [each for each in lessons if each.group not in held]
    one = len({each.group for each in free}) == 1
    learn = _alone(free) if one else free
    if not learn:
        raise ValueError(
            f"All {len(lessons)} pairs to learn from are of groups that the records hold out; "
            "give others to learn from."
        )
    measure = list(given)
    if not given and measured:
        learn, measure = _split(learn, measured, seed)
    check: list[Taught] = []
    if checked:
        learn, check = _split(learn, checked, seed + 1)
    if not measure and not check:
        raise ValueError(
            "Nothing is held out: set checked or measured above 0, or give records with a test "
            "split, so that one knows what the model is worth."
        )
    return Sides(
        tuple(learn),
        tuple(_few(check, MOST_CHECKED, seed)),
        tuple(_few(measure or check, most, seed)),
        bool(measure),
        one and not given,
    )


def check_enough(
    lessons: Sequence[Taught], classes: Sequence[str], least: int, left_out: Mapping[str, str]
) -> None:
    """Check that there is something to learn of every class.

    Args:
        lessons: What there is to learn from.
        classes: Names of defects.
        least: Pairs that every class must have.
        left_out: Reason per pair that is no lesson; the first is told.

    Raises:
        ValueError: A class has too few pairs; the message says how many are missing.
    """
    counts = Counter(label for each in lessons for label in set(each.cells.values()) or {OK})
    missing = [
        f'{least - counts[name]} more pairs with class "{name}" ({counts[name]} of {least})'
        for name in (OK, *classes)
        if counts[name] < least
    ]
    if missing:
        raise ValueError(
            f"There are too few examples to adapt the model: {'; '.join(missing)}."
            f"{_unused(left_out)} Confirm or correct more inspections, lower least_examples, or "
            "take the class out of the recipe."
        )


def _unused(left_out: Mapping[str, str]) -> str:
    if not left_out:
        return ""
    name, reason = next(iter(left_out.items()))
    return f" {len(left_out)} pairs were left out; the first: {name}: {reason}."


def _alone(lessons: Sequence[Taught]) -> list[Taught]:
    """Return the lessons, each a group of its own."""
    return [replace(each, group=each.name) for each in lessons]


def _split(lessons: Sequence[Taught], share: float, seed: int) -> tuple[list[Taught], list[Taught]]:
    split = grouped_split([each.group for each in lessons], share, seed)
    return [lessons[n] for n in split.train], [lessons[n] for n in split.test]


def _few(lessons: Sequence[Taught], most: int, seed: int) -> Sequence[Taught]:
    if len(lessons) <= most:
        return lessons
    chosen = sorted(random.Random(seed).sample(range(len(lessons)), most))
    return [lessons[n] for n in chosen]
