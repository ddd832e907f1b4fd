"""What conditions, verdicts and numbers are called on the Review screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.review_state import Chip
from qeu_station.gui.presenters.review_times import local_of
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.review import Filter

NAMED = 3
"""Values of a condition that are named; more are only counted."""


def chips(asked: Filter | None, within: str = "") -> tuple[Chip, ...]:
    """Return the conditions in force, in words.

    Args:
        asked: The filter.
        within: What the rows are chosen from, in words; empty for all.
    """
    found = [] if asked is None else list(_chips(asked))
    return (*found, *([Chip(("within",), within)] if within else ()))


def _chips(asked: Filter) -> Iterator[Chip]:
    for name, words in _TEXTS.items():
        if text := getattr(asked, name):
            shown = local_of(text) if name in ("since", "until") else text
            yield Chip((name,), words().format(text=shown))
    for name, words in _SETS.items():
        values = getattr(asked, name)
        if values:
            yield Chip((name,), words().format(values=_listed(values)))
    if asked.inspectors or asked.said:
        who = _listed(asked.inspectors) or translate("Review", "an inspector")
        what = _listed(asked.said) or translate("Review", "anything")
        words_ = translate("Review", "{who} says {what}").format(who=who, what=what)
        yield Chip(("inspectors", "said"), words_)
    for name, words in _RANGES.items():
        if getattr(asked, name) != (None, None):
            yield Chip((name,), f"{words()} {_range(*getattr(asked, name))}")
    for name, (yes, no) in _EITHER.items():
        value = getattr(asked, name)
        if value is not None:
            yield Chip((name,), yes() if value else no())
    if asked.newest:
        yield Chip(("newest",), translate("Review", "newest judgement of each pair"))


def _listed(values: tuple[str, ...]) -> str:
    named = [value or translate("Review", "nobody") for value in values[:NAMED]]
    more = [f"+{len(values) - NAMED}"] if len(values) > NAMED else []
    return ", ".join(named + more)


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"≤ {high:g}"
    return f"≥ {low:g}" if high is None else f"{low:g} – {high:g}"


Words = Callable[[], str]

_TEXTS: dict[str, Words] = {
    "text": lambda: translate("Review", "“{text}”"),
    "serial": lambda: translate("Review", "serial “{text}”"),
    "since": lambda: translate("Review", "since {text}"),
    "until": lambda: translate("Review", "before {text}"),
}

_SETS: dict[str, Words] = {
    "verdicts": lambda: "{values}",
    "cells": lambda: translate("Review", "cell {values}"),
    "classes": lambda: translate("Review", "class {values}"),
    "operators": lambda: translate("Review", "operator {values}"),
    "lots": lambda: translate("Review", "lot {values}"),
    "recipes": lambda: translate("Review", "recipe {values}"),
}

_RANGES: dict[str, Words] = {
    "p_ok": lambda: "P(ok)",
    "disagreement": lambda: translate("Review", "disagreement"),
    "novelty": lambda: translate("Review", "novelty"),
}

_EITHER: dict[str, tuple[Words, Words]] = {
    "corrected": (
        lambda: translate("Review", "reviewed"),
        lambda: translate("Review", "not reviewed"),
    ),
    "contradicted": (
        lambda: translate("Review", "corrected otherwise"),
        lambda: translate("Review", "not contradicted"),
    ),
}
