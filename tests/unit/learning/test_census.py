"""What there is to learn from is counted, and what is missing is named."""

from __future__ import annotations

from qeu_station.api import Example, Scope
from qeu_station.learning.census import Census, shortages
from qeu_station.learning.examples import Labelled

CLASSES = ("ok", "unknown", "scratch", "dirt")


def census(*examples: Example) -> Census:
    made = Census()
    for example in examples:
        made.add(Labelled(example, unknown=1, conflicts=2, unseen={"dirt": 1}, outside=1))
    return made


def example(group: str, **counts: int) -> Example:
    regions = {f"{name}{n}": name for name, count in counts.items() for n in range(count)}
    missed = (("dirt", (0.0, 0.0, 1.0, 1.0)),)
    return Example(f"P{group}", "key", group, regions, {"U1": "ok", "U2": "dirt"}, missed)


def test_everything_is_counted() -> None:
    found = census(example("a", ok=3, scratch=1), example("b", ok=2))
    assert found.pairs == 2
    assert found.regions == {"ok": 5, "scratch": 1}
    assert found.cells == {"ok": 2, "dirt": 2}
    assert found.parts == {"ok": 2, "dirt": 2, "scratch": 1}
    assert (found.missed, found.unseen) == ({"dirt": 2}, {"dirt": 2})
    assert (found.unknown, found.conflicts, found.outside) == (2, 4, 2)


def test_what_is_missing_is_named_per_class() -> None:
    found = census(example("a", ok=12, scratch=3), example("b", ok=1))
    assert shortages(found, CLASSES, {Scope.REGION, Scope.CELL}, 10) == (
        "class scratch: 3 regions, at least 10 needed",
        "class dirt: 0 regions, at least 10 needed",
    )
    assert shortages(found, ("ok", "unknown", "dirt"), {Scope.CELL}, 2) == ()
    assert shortages(found, ("ok", "dirt"), {Scope.PART}, 3) == (
        "class ok: 2 parts, at least 3 needed",
        "class dirt: 2 parts, at least 3 needed",
    )


def test_one_class_only_says_so() -> None:
    good = census(example("a", ok=12), example("b", ok=12))
    assert shortages(good, CLASSES, {Scope.REGION}, 1) == (
        "only good regions were found (24), no defect: nothing tells them apart",
    )
    bad = census(example("a", dirt=12), example("b", scratch=12))
    assert shortages(bad, CLASSES, {Scope.REGION}, 1) == (
        "no good regions were found, only dirt, scratch",
    )


def test_one_group_only_says_so() -> None:
    found = census(example("a", ok=5, dirt=5), example("a", ok=5, dirt=5))
    (said,) = shortages(found, ("ok", "dirt"), {Scope.REGION}, 1)
    assert said.startswith("all records are of one group (a); at least 2 are needed")
