"""What was measured of two opinions' independence, in words."""

from __future__ import annotations

import math

from qeu_station.toolkit.independence_found import Independence

REDUNDANT = 1.25
"""Fitted exponents up to this sum are those of one opinion said twice, or of a weak one."""


def in_words(m: Independence, names: tuple[str, str], finds_more: bool) -> str:
    """Return all that was measured in plain words; ``names`` are those of a and b.

    With ``finds_more``, as ``measure_independence`` takes it, they do not deny that.
    """
    a, b = names
    if m.unknown:
        return (
            f"Too little is known to say whether {a} and {b} are independent, or what fusing them "
            f"gains: {'; '.join(m.unknown)}."
        )
    words = [
        f"{a} and {b} are {_verdict(m, m.gains or finds_more)}: the exponents fitted to these two "
        f"alone sum to {m.exponents:.2f} (calibrated ones: about 2 if independent, 1 if redundant)"
    ]
    if not math.isnan(m.canonical):
        words.append(
            f"within classes their first canonical correlation is {m.canonical:.2f} "
            f"({m.canonical_shuffled:.2f} when shuffled)"
        )
    if not math.isnan(m.errors_b_given_a):
        words.append(
            f"{b} errs in {m.errors_b_given_a:.0%} of the items on which {a} errs, "
            f"and in {m.errors_b:.0%} of all"
        )
    else:
        words.append(f"{a} made no error on these {m.items} items, so errors cannot be compared")
    return f"{'; '.join(words)}. {_advice(m, names, finds_more)}"


def _verdict(m: Independence, gains: bool) -> str:
    if math.isnan(m.canonical):
        return "shown to be neither independent nor redundant"
    if m.redundant:
        return "partly redundant" if gains else "redundant"
    return "partly dependent" if m.correlated else "nearly independent"


def _advice(m: Independence, names: tuple[str, str], finds_more: bool) -> str:
    """Return what to do about it; redundancy and gain are measured, never read off exponents."""
    if m.redundant and not m.gains and not finds_more:
        return "These two inspectors see the same thing; fusing them gains nothing."
    weak = _weak(m, names)
    gained = _gained(m, finds_more)
    if m.redundant:
        return f"They see much the same thing, yet {gained}"
    return f"{weak}{gained[0].upper()}{gained[1:]}"


def _gained(m: Independence, finds_more: bool) -> str:
    if m.gains:
        return f"fusing them saves {m.gain:.0%} of the better one's log loss."
    if finds_more:
        return "fusing them finds more defects, though it saves no log loss that could be measured."
    return f"on these {m.items} items fusing them saves no log loss that could be measured."


def _weak(m: Independence, names: tuple[str, str]) -> str:
    """Say whose evidence counts for little, where small exponents are no sign of redundancy."""
    if m.correlated or math.isnan(m.canonical):
        return ""
    small = REDUNDANT / 2 if m.exponents <= REDUNDANT else 0.0
    least = max(small, 0.1 * max(m.weights))
    found = [name for name, weight in zip(names, m.weights, strict=True) if weight <= least]
    if not found:
        return ""
    be, they = ("is", "it repeats the other") if len(found) == 1 else ("are", "they repeat another")
    return f"{' and '.join(found)} {be} weak or badly calibrated, which is not to say that {they}. "
