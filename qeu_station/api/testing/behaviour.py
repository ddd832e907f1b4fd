"""Checks of what an inspector does with pairs."""

from __future__ import annotations

import contextlib
import io
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qeu_station.api.prepared import PreparedPair
from qeu_station.api.specs import Inspector
from qeu_station.api.testing.pairs import make_pair
from qeu_station.api.testing.subject import CheckFailed, Outcome, Subject, resolve

MOST_AFTER_CANCEL_S = 10.0
"""Seconds; the station waits for two, on a machine that may be slower."""

_ARRAYS = ("references", "test", "valid", "difference", "region_map", "cell_map")


def factory_builds(subject: Subject) -> None:
    """The factory gives an inspector that warms up and closes."""
    with subject.built():
        pass


def judges(subject: Subject, pair: PreparedPair) -> None:
    """The answer about a pair is valid: every declared item, probabilities, JSON evidence.

    An abstention is valid too.
    """
    with subject.built() as inspector:
        subject.outcome(inspector, pair)


def judges_more_classes(subject: Subject) -> None:
    """Vectors fit the recipe's classes, however many there are."""
    if subject.model is None:
        judges(replace(subject, classes=(*subject.classes, "scratch", "dirt")), make_pair())


def is_deterministic(subject: Subject) -> None:
    """The same pair gives the same answer: again, and after a restart."""
    pair = make_pair()
    with subject.built() as inspector:
        first, second = subject.outcome(inspector, pair), subject.outcome(inspector, pair)
    with subject.built() as inspector:
        third = subject.outcome(inspector, pair)
    if not _same(first, second):
        raise CheckFailed("the same pair gets another answer the second time; keep no state")
    if not _same(first, third):
        raise CheckFailed("the same pair gets another answer after a restart; fix every seed")


def keeps_no_views(subject: Subject) -> None:
    """An earlier pair, whose memory is used again for the next one, leaves no trace."""
    earlier, later = make_pair(seed=1), make_pair(seed=2)
    buffers = {name: getattr(earlier, name).copy() for name in _ARRAYS}
    views = {name: _read_only(buffer) for name, buffer in buffers.items()}
    with subject.built() as inspector:
        subject.outcome(inspector, replace(earlier, **views))
        for name, buffer in buffers.items():
            buffer[...] = getattr(later, name)
        reused = subject.outcome(inspector, replace(later, **views))
    with subject.built() as inspector:
        fresh = subject.outcome(inspector, later)
    if not _same(reused, fresh):
        raise CheckFailed(
            "the answer depends on an earlier pair; arrays are valid only during inspect: copy "
            "what must be kept, and remember nothing by the identity of an array"
        )


def leaves_arrays_alone(subject: Subject) -> None:
    """The shared arrays are as they were, also when they could be written to."""
    pair = make_pair()
    buffers = {name: getattr(pair, name).copy() for name in _ARRAYS}
    given = replace(pair, **buffers)
    with subject.built() as inspector:
        subject.outcome(inspector, given)
    changed = [name for name in _ARRAYS if not (buffers[name] == getattr(pair, name)).all()]
    if changed:
        raise CheckFailed(f"inspect wrote into {', '.join(changed)}; all arrays are shared")


def prints_nothing(subject: Subject) -> None:
    """Nothing is printed: an inspector speaks through its opinion."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), subject.built() as inspector:
        subject.outcome(inspector, make_pair())
    if printed.getvalue():
        raise CheckFailed(f"it printed {printed.getvalue()[:200]!r}; use logging, or the comment")


def closes_twice(subject: Subject) -> None:
    """``close`` can be called again."""
    with subject.built() as inspector:
        _close(inspector)


def says_texts(subject: Subject) -> None:
    """What it says while it works is text, the whole sentence so far, and nobody need listen."""
    with subject.built() as inspector:
        if not hasattr(inspector, "say"):
            return
        said: list[object] = []
        inspector.say = said.append
        heard = subject.outcome(inspector, make_pair())
        inspector.say = lambda text: None
        if not _same(heard, subject.outcome(inspector, make_pair())):
            raise CheckFailed("the answer depends on who listens; say only tells")
    for text in said:
        if not isinstance(text, str):
            raise CheckFailed(f"say was called with {type(text).__name__}, a text is needed")


def heeds_cancel(subject: Subject) -> None:
    """A cancel ends the inspection under way soon, and no other."""
    pair = make_pair()
    with subject.built() as inspector:
        cancel = getattr(inspector, "cancel", None)
        if cancel is None:
            return
        before = subject.outcome(inspector, pair)
        cancelled: list[float] = []

        def call_off() -> None:
            cancel()
            cancelled.append(time.monotonic())

        timer = threading.Timer(0.05, call_off)
        timer.start()
        subject.outcome(inspector, pair)
        ended = time.monotonic()
        timer.join()
        if ended - cancelled[0] > MOST_AFTER_CANCEL_S:
            raise CheckFailed(
                f"inspect went on for {ended - cancelled[0]:.0f} s after cancel(); look at what "
                "cancel sets between two steps of the work, and raise Abstention"
            )
        if not _same(before, subject.outcome(inspector, pair)):
            raise CheckFailed("a cancel changes the next answer; forget it when inspect begins")


def learner_learns(subject: Subject) -> None:
    """What is learned from good parts is valid for the parameter model, and can be used."""
    if not subject.spec.learner:
        return
    learner = resolve(subject.spec.learner)(subject.context())
    for seed in range(12):
        pair = make_pair(regions=0, seed=seed, name=f"good {seed}")
        learner.observe(pair, frozenset(cell.address for cell in pair.cells))
    learned = learner.learned()
    if not isinstance(learned, Mapping):
        raise CheckFailed(f"learned() gave {type(learned).__name__}, a mapping is needed")
    judges(replace(subject, parameters={**subject.parameters, **learned}), make_pair())


def learner_needs_parts(subject: Subject) -> None:
    """A learner that saw nothing says so instead of inventing parameters."""
    if not subject.spec.learner:
        return
    learner = resolve(subject.spec.learner)(subject.context())
    try:
        learned = learner.learned()
    except ValueError:
        return
    raise CheckFailed(f"learned() without any part gave {learned!r}; raise ValueError")


def _read_only(array: Any) -> Any:
    view = array.view()
    view.flags.writeable = False
    return view


def _same(one: Outcome, other: Outcome) -> bool:
    """Compare everything that decides; comments and evidence may name times."""
    return _deciding(one) == _deciding(other)


def _deciding(outcome: Outcome) -> Outcome:
    if isinstance(outcome, str):
        return outcome
    return {name: replace(each, comment="", evidence={}) for name, each in outcome.items()}


def _close(inspector: Inspector) -> None:
    close = getattr(inspector, "close", None)
    if close is not None:
        close()
