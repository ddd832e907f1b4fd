"""Sections that every training report wants: reliability diagrams, and independence in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from qeu_station.api import Chart, Curve, Section, Table
from qeu_station.toolkit.calibration import expected_calibration_error, reliability
from qeu_station.toolkit.independence_found import Independence

LEAST_ITEMS = 5
"""A share among fewer items is no share."""


def reliability_section(
    opinions: Mapping[str, tuple[ArrayLike, ArrayLike]], bins: int = 10
) -> Section:
    """Return the reliability diagram of several opinions with their calibration errors.

    Args:
        opinions: By name, (N,) stated probabilities 0..1 and (N,) whether they came true.
        bins: Number of equally wide bins.

    Raises:
        ValueError: As ``calibration.reliability``.
    """
    curves, rows = [], []
    for name, (stated, happened) in opinions.items():
        filled = [each for each in reliability(stated, happened, bins) if each.count]
        curves.append(Curve(name, tuple((each.stated, each.observed) for each in filled)))
        items = sum(each.count for each in filled)
        error = expected_calibration_error(stated, happened, bins)
        rows.append((name, items, None if math.isnan(error) else error))
    return Section(
        "Reliability",
        ("A curve below the diagonal is too sure of itself, one above it not sure enough.",),
        (Table(("opinion", "items", "calibration error"), tuple(rows)),),
        (Chart("stated probability", "observed share", tuple(curves), diagonal=True),),
    )


def class_reliability_section(
    probabilities: ArrayLike, labels: ArrayLike, classes: Sequence[str], bins: int = 10
) -> Section:
    """Return the reliability of every class that occurs or was ever stated, one against the rest.

    Every class has a diagram of its own; points of fewer than ``LEAST_ITEMS`` items are left out.

    Args:
        probabilities: (N, C) probabilities, each row with sum 1.
        labels: (N,) true class numbers.
        classes: C class names.
        bins: Number of equally wide bins.

    Raises:
        ValueError: As ``calibration.reliability``, or there is not one name per class.
    """
    vectors, truth = np.asarray(probabilities, np.float64), np.asarray(labels, np.intp)
    if vectors.ndim != 2 or vectors.shape[1] != len(classes):
        raise ValueError(f"(N, {len(classes)}) probabilities are needed, got {vectors.shape}")
    stated = np.clip(vectors, 0, 1)
    of_class = {
        name: (stated[:, number], truth == number)
        for number, name in enumerate(classes)
        if (truth == number).any() or (stated[:, number] > 1 / (2 * bins)).any()
    }
    right = stated.argmax(axis=1) == truth
    likeliest = stated.max(axis=1) if len(stated) else np.empty(0)
    opinions = {**of_class, "the likeliest class": (likeliest, right)}
    section = reliability_section(opinions, bins)
    charts = tuple(_diagram(name, *each, bins) for name, each in opinions.items())
    sparse = f"Points that stand for fewer than {LEAST_ITEMS} items are not drawn."
    text = (*section.text, sparse)
    return replace(section, title="Reliability of every class", text=text, charts=charts)


def _diagram(name: str, stated: ArrayLike, happened: ArrayLike, bins: int) -> Chart:
    filled = [each for each in reliability(stated, happened, bins) if each.count >= LEAST_ITEMS]
    points = tuple((each.stated, each.observed) for each in filled)
    return Chart(f"stated: {name}", "observed share", (Curve(name, points),), diagonal=True)


def independence_section(measured: Independence, names: tuple[str, str] = ("a", "b")) -> Section:
    """Return what was measured of two opinions, the plain sentence last."""
    a, b = names
    rows: tuple[tuple[str, float, str | None], ...] = (
        ("sum of the fitted exponents", measured.exponents, "2 independent, 1 redundant"),
        (f"exponent of {a}", measured.weights[0], "1"),
        (f"exponent of {b}", measured.weights[1], "1"),
        ("rank correlation within classes", measured.rank_correlation, "0"),
        (
            "first canonical correlation within classes",
            measured.canonical,
            f"{measured.canonical_shuffled:.3f} when shuffled",
        ),
        (f"{b} errs where {a} errs", measured.errors_b_given_a, f"{measured.errors_b:.3f} of all"),
        (f"{a} errs where {b} errs", measured.errors_a_given_b, f"{measured.errors_a:.3f} of all"),
        ("log loss saved, share of the better one's", measured.gain, None),
    )
    shown = tuple(
        (what, None if math.isnan(value) else value, None if "nan" in (beside or "nan") else beside)
        for what, value, beside in rows
    )
    title = f"Are {a} and {b} independent?"
    table = Table(("measure", "found", "if they were independent"), shown)
    return Section(title, (measured.sentence,), (table,))
