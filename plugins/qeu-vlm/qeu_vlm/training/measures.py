"""How answers compare with what was expected: exact match, class by class, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean, median

from qeu_station.toolkit.agreement import Interval, wilson
from qeu_vlm.vocabulary import OK

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer beside the expected one.

    Attributes:
        name: Name of the pair.
        expected: Class per defective cell, empty for a good part.
        said: The same as the model said it, or None when its words do not parse.
        text: Its words.
        seconds: Time it took, from the prepared pair to the last word.
    """

    name: str
    expected: Cells
    said: Cells | None
    text: str = ""
    seconds: float = 0.0

    @property
    def verdict(self) -> bool:
        """Whether good or defective is right."""
        return self.said is not None and bool(self.said) == bool(self.expected)

    @property
    def positions(self) -> bool:
        """Whether the set of defective cells is right."""
        return self.said is not None and self.said.keys() == self.expected.keys()

    @property
    def names(self) -> bool:
        """Whether the names of the defects are right, each as often as it occurs."""
        if self.said is None:
            return False
        return Counter(self.said.values()) == Counter(self.expected.values())

    @property
    def exact(self) -> bool:
        """Whether everything is right."""
        return self.said is not None and dict(self.said) == dict(self.expected)


@dataclass(frozen=True, slots=True)
class Measured:
    """What answers are worth; shares with 95 % Wilson intervals.

    Attributes:
        pairs: How many pairs were answered.
        exact: Everything right.
        verdict: Good or defective right.
        positions: The set of defective cells right.
        names: The names of the defects right.
        exact_defective: Everything right, among defective pairs only.
        by_class: Everything right among pairs in which a class occurs; ``ok`` are the good ones.
        confusion: Count per (expected class, said class) over all cells that are defective in
            either; a good pair of which no defect was said counts once. An answer that does not
            parse says ``(no answer)``.
        by_cell: Per address, how often a defect was there, was found there, and was said without
            being there.
        unparsed: How many answers do not parse.
        seconds: Median time of an answer.
        seconds_mean: Mean time of an answer.
    """

    pairs: int
    exact: Interval
    verdict: Interval
    positions: Interval
    names: Interval
    exact_defective: Interval
    by_class: Mapping[str, Interval]
    confusion: Mapping[tuple[str, str], int]
    by_cell: Mapping[str, tuple[int, int, int]]
    unparsed: int
    seconds: float
    seconds_mean: float


NO_ANSWER = "(no answer)"


def measured(answers: Sequence[Answered]) -> Measured:
    """Return what answers are worth.

    Raises:
        ValueError: There are none.
    """
    if not answers:
        raise ValueError("At least one answered pair is needed to measure, got none.")
    return Measured(
        pairs=len(answers),
        exact=_share(answers, lambda each: each.exact),
        verdict=_share(answers, lambda each: each.verdict),
        positions=_share(answers, lambda each: each.positions),
        names=_share(answers, lambda each: each.names),
        exact_defective=_share([a for a in answers if a.expected], lambda each: each.exact),
        by_class=_by_class(answers),
        confusion=_confusion(answers),
        by_cell=_by_cell(answers),
        unparsed=sum(each.said is None for each in answers),
        seconds=median(each.seconds for each in answers),
        seconds_mean=mean(each.seconds for each in answers),
    )


def _share(answers: Sequence[Answered], right: Callable[[Answered], bool]) -> Interval:
    return wilson(sum(map(right, answers)), len(answers))


def _by_class(answers: Sequence[Answered]) -> dict[str, Interval]:
    holding: dict[str, list[Answered]] = {}
    for each in answers:
        for label in sorted(set(each.expected.values()) or {OK}):
            holding.setdefault(label, []).append(each)
    return {label: _share(some, lambda a: a.exact) for label, some in sorted(holding.items())}


def _confusion(answers: Sequence[Answered]) -> dict[tuple[str, str], int]:
    counts = Counter[tuple[str, str]]()
    for each in answers:
        said = each.said or {}
        other = NO_ANSWER if each.said is None else OK
        for address in {*each.expected, *said}:
            counts[each.expected.get(address, OK), said.get(address, other)] += 1
        if not each.expected and not said:
            counts[OK, other] += 1
    return dict(sorted(counts.items()))


def _by_cell(answers: Sequence[Answered]) -> dict[str, tuple[int, int, int]]:
    there, found, invented = Counter[str](), Counter[str](), Counter[str]()
    for each in answers:
        said = (each.said or {}).keys()
        there.update(each.expected.keys())
        found.update(each.expected.keys() & said)
        invented.update(said - each.expected.keys())
    return {a: (there[a], found[a], invented[a]) for a in sorted({*there, *invented})}


@dataclass(frozen=True, slots=True)
class BesideBase:
    """The same pairs answered by the base and by the tuned model.

    Attributes:
        gained: Pairs that only the tuned model answers exactly.
        lost: Pairs that only the base answers exactly.
    """

    base: Measured
    tuned: Measured
    gained: tuple[str, ...] = field(default=())
    lost: tuple[str, ...] = field(default=())


def beside(base: Sequence[Answered], tuned: Sequence[Answered]) -> BesideBase:
    """Return both measured on the same pairs.

    Raises:
        ValueError: They answered different pairs, or other things were expected.
    """
    if [(a.name, dict(a.expected)) for a in base] != [(a.name, dict(a.expected)) for a in tuned]:
        raise ValueError("Base and tuned model must have answered the same pairs in one order.")
    both = list(zip(base, tuned, strict=True))
    return BesideBase(
        measured(base),
        measured(tuned),
        tuple(t.name for b, t in both if t.exact and not b.exact),
        tuple(t.name for b, t in both if b.exact and not t.exact),
    )
