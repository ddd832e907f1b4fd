"""The report of a fine-tuning: base beside tuned on the same pairs, and what they mix up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qeu_station.api import Report, Section, Table
from qeu_station.toolkit.agreement import Interval
from qeu_station.toolkit.doubts import LEAST_CHANCE, chance_of_gain
from qeu_vlm.training.measures import BesideBase, Measured

_MEASURES = ("exact", "verdict", "positions", "names", "exact_defective")
_LEAST_GAINS = next(n for n in range(1, 99) if chance_of_gain(n, 0) <= LEAST_CHANCE)
"""Pairs that must be gained, when none is lost, so that it is no chance."""

_WORDS = {
    "exact": "everything right",
    "verdict": "verdict right",
    "positions": "positions right",
    "names": "names of defects right",
    "exact_defective": "everything right, defective pairs only",
}


@dataclass(frozen=True, slots=True)
class Made:
    """Facts of an adapter and of what it learned from.

    Attributes:
        base: The base model's name.
        trained: Trained parameters.
        total: Parameters of the base.
        size: Bytes of the adapter.
        targets: Number of layers it lies on.
        epochs: Passes it took.
        best: The pass that was kept, 0 for the untrained adapter.
        seconds: Time of the training.
        learned: Pairs it learned from.
        checked: Pairs that chose the pass.
        apart: Whether the pairs it is measured on chose nothing.
        left_out: Reason per pair that was not used.
        assumed: Pairs in which a cell of unknown class was taken for good.
        torn: Whether all pairs are of one group, so that those measured are of it too.
    """

    base: str
    trained: int
    total: int
    size: int
    targets: int
    epochs: int
    best: int
    seconds: float
    learned: int
    checked: int
    apart: bool
    left_out: Mapping[str, str]
    assumed: int
    torn: bool = False

    @property
    def share(self) -> float:
        """Trained parameters as a share of the base's."""
        return self.trained / self.total


def report(both: BesideBase, made: Made) -> Report:
    """Return the report of a fine-tuning."""
    return Report(
        "Fine-tuning of the vision-language model",
        tuple(_summary(both, made)),
        (_beside(both, made), _classes(both), _confusion(both), _cells(both), _facts(made)),
        figures(both, made),
    )


def doubt(both: BesideBase) -> str:
    """Return why the adapter shall not be used, empty where it is shown to be better than its base.

    Both answered the same pairs, so that those count which only one of them answers right.
    """
    gained, lost, pairs = len(both.gained), len(both.lost), both.tuned.pairs
    chance = chance_of_gain(gained, lost)
    if chance <= LEAST_CHANCE:
        return ""
    said = f"on {pairs} held-out pairs the adapter gains {gained} and loses {lost}"
    if gained <= lost:
        said += ", so that it is no better than its base"
    else:
        said += f", which chance alone brings in {chance:.0%} of such trials"
    wrong = pairs - round(both.base.exact.value * pairs)
    if wrong < _LEAST_GAINS:
        said += (
            f" (the base has only {wrong} wrong, and at least {_LEAST_GAINS} gains show something: "
            "hold more pairs out with measured, or by records)"
        )
    return said


def figures(both: BesideBase, made: Made) -> dict[str, float]:
    """Return what was measured by dotted names, for programs and for the bundle."""
    found = {
        f"{who}.{name}": getattr(measured, name).value
        for who, measured in (("base", both.base), ("tuned", both.tuned))
        for name in _MEASURES
    }
    found |= {"tuned.exact.low": both.tuned.exact.low, "tuned.exact.high": both.tuned.exact.high}
    found |= {"base.unparsed": both.base.unparsed, "tuned.unparsed": both.tuned.unparsed}
    found |= {"base.seconds": both.base.seconds, "tuned.seconds": both.tuned.seconds}
    return found | {
        "pairs measured": float(both.tuned.pairs),
        "pairs learned": float(made.learned),
        "trained.parameters": float(made.trained),
        "trained.share": made.share,
        "adapter.bytes": float(made.size),
    }


def _summary(both: BesideBase, made: Made) -> list[str]:
    base, tuned = both.base, both.tuned
    said = [
        f"On {tuned.pairs} held-out pairs the tuned model answers {_spelled(tuned.exact)} exactly "
        f"right, its base {_spelled(base.exact)}; {len(both.gained)} pairs were gained and "
        f"{len(both.lost)} lost."
    ]
    if not made.apart:
        said.append(
            "The pairs it is measured on also chose which pass was kept, which flatters it a "
            "little; with more records set measured above 0."
        )
    if made.torn:
        said.append(
            "All pairs are of one group (lot or serial number), so that it is measured on the "
            "group it learned from, which flatters it; train on several."
        )
    if both.tuned.unparsed:
        said.append(f"{both.tuned.unparsed} of its answers do not parse and count as wrong.")
    return said


def _beside(both: BesideBase, made: Made) -> Section:
    rows = [
        (_WORDS[name], *_shown(getattr(both.base, name)), *_shown(getattr(both.tuned, name)))
        for name in _MEASURES
    ]
    counts = Table(
        ("", "base", "tuned"),
        (
            ("answers that do not parse", both.base.unparsed, both.tuned.unparsed),
            ("seconds per pair, median", _round(both.base.seconds), _round(both.tuned.seconds)),
            ("seconds per pair, mean", _mean(both.base), _mean(both.tuned)),
        ),
    )
    title = ("share of pairs", "base", "95 %", "tuned", "95 % ")
    return Section(
        "Base beside tuned",
        (
            f"Both answered the same {both.tuned.pairs} pairs, greedily; the base is the same "
            f"model ({made.base}) with the adapter off."
            + ("" if made.torn else " No group stands on both sides."),
        ),
        (Table(title, rows, marked=0), counts),
    )


def _classes(both: BesideBase) -> Section:
    rows = [
        (name, *_shown(both.base.by_class[name]), *_shown(interval))
        for name, interval in both.tuned.by_class.items()
    ]
    return Section(
        "Class by class",
        ("Share of the pairs with this class that are answered exactly right.",),
        (Table(("class", "base", "95 %", "tuned", "95 % "), rows),),
    )


def _confusion(both: BesideBase) -> Section:
    keys = sorted({*both.base.confusion, *both.tuned.confusion})
    rows = [
        (true, said, both.base.confusion.get((true, said), 0),
         both.tuned.confusion.get((true, said), 0))
        for true, said in keys
    ]  # fmt: skip
    text = "Cells that are defective or were called so; a good pair that was passed counts once."
    table = Table(("expected", "said", "base", "tuned"), rows)
    return Section("What was taken for what", (text,), (table,))


def _cells(both: BesideBase) -> Section:
    base, tuned = both.base.by_cell, both.tuned.by_cell
    rows = [
        (address, (tuned.get(address) or base[address])[0], *_found(base, address),
         *_found(tuned, address))
        for address in sorted({*base, *tuned})
    ]  # fmt: skip
    titles = ("cell", "defects", "base found", "base invented", "tuned found", "tuned invented")
    return Section("Cell by cell", (), (Table(titles, rows),))


def _found(cells: Mapping[str, tuple[int, int, int]], address: str) -> tuple[int, int]:
    _, found, invented = cells.get(address, (0, 0, 0))
    return found, invented


def _facts(made: Made) -> Section:
    rows: Sequence[tuple[str, str | int]] = (
        ("pairs learned from", made.learned),
        ("pairs that chose the pass", made.checked),
        ("pairs left out", len(made.left_out)),
        ("pairs with cells of unknown class, taken for good", made.assumed),
        ("passes", made.epochs),
        ("pass that was kept", made.best),
        ("seconds of training", round(made.seconds)),
        ("layers with an adapter", made.targets),
        ("trained parameters", made.trained),
        ("share of the base's parameters", f"{made.share:.2%}"),
        ("bytes of the adapter", made.size),
    )
    left_out = Table(("pair left out", "why"), tuple(made.left_out.items())[:50])
    return Section(
        "How it was made", (), (Table(("", ""), rows), *([left_out] if made.left_out else ()))
    )


def _spelled(interval: Interval) -> str:
    return f"{interval.value:.1%} ({interval.low:.1%} to {interval.high:.1%})"


def _shown(interval: Interval) -> tuple[float | None, str]:
    if interval.value != interval.value:  # no such pair
        return None, ""
    return round(interval.value, 4), f"{interval.low:.3f} to {interval.high:.3f}"


def _round(seconds: float) -> float:
    return round(seconds, 3)


def _mean(measured: Measured) -> float:
    return _round(measured.seconds_mean)
