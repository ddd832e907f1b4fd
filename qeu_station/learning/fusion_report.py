"""What a study of a pool found, as sentences, tables and curves."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from qeu_station.api import Report, Section, Table
from qeu_station.core.agreement import Interval
from qeu_station.core.verdict import Thresholds
from qeu_station.learning.decisions import Decision, Priced, decision_section, expected_rates
from qeu_station.learning.f_scores import f_score
from qeu_station.learning.fusing import FITTED, PoolStudy, shortage
from qeu_station.learning.votes import Votes
from qeu_station.toolkit.calibration import expected_calibration_error
from qeu_station.toolkit.independence import measure_independence
from qeu_station.toolkit.independence_found import Independence
from qeu_station.toolkit.pooling import log_loss
from qeu_station.toolkit.reporting import class_reliability_section, independence_section

Floats = NDArray[np.float64]


def fusion_report(
    study: PoolStudy,
    seen_by: Votes,
    decisions: Sequence[Decision],
    priced: Priced,
    thresholds: Thresholds,
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report.

    Args:
        study: What was found of the gating opinions.
        seen_by: The same kind of items as every opinion saw them, advisory ones included.
        decisions: The recipe's thresholds, then those from the costs if any were given.
        priced: What errors cost, if that was told.
        thresholds: Those that F is measured at.
        remarks: What must be known of the records, one sentence each.
    """
    pairs = dict(_independences(seen_by, study))
    told = (measured.sentence for measured in pairs.values())
    summary = (*_verdicts(study), *told, *expected_rates(decisions), *remarks)
    sections = (
        _weights(study),
        _methods(study, thresholds),
        *_groups(study),
        _reliability(study),
        *(_independence_section(m, names, seen_by.coarse) for names, m in pairs.items()),
        decision_section(decisions, priced),
    )
    return Report("Fusion of opinions", summary, sections, _figures(study, decisions))


def _p_ok(probabilities: Floats) -> Floats:
    """Return P(ok) within 0..1, so that rounding is no error."""
    clipped: Floats = probabilities[:, 0].clip(0, 1)
    return clipped


def _verdicts(study: PoolStudy) -> Iterator[str]:
    votes, gain = study.votes, study.gain
    what = f"{len(votes)} {votes.kind} of {len(set(votes.parts))} parts"
    yield f"Measured on {what} that the weights had not seen."
    if study.of_one_group:
        yield "Single parts were held out, not whole lots: another lot or type may do worse."
    if len(votes.opinions) > 1:
        told = _signed(gain)
        if not votes.defective.any():
            yield "There is no defect among them, so that nobody can find any."
        elif gain.low > 0:
            yield f"The pool finds more than {study.best}, the best alone: F {told}. Fusing helps."
        elif gain.high < 0:
            yield f"The pool finds less than {study.best} alone: F {told}. Fusing harms here."
        else:
            yield f"The pool is not measurably better than {study.best} alone: F {told}."
    if study.missing:
        yield (
            f"Too few records to fit weights: {'; '.join(study.missing)}. The weights of the "
            "recipe stay."
        )
    elif study.helps:
        yield f"The fitted weights are better than those of the recipe: {_saved(study.saved)}."
    else:
        yield (
            "The fitted weights are not surely better than those of the recipe, which stay: "
            f"{_saved(study.saved)}."
        )


def _saved(saved: Interval) -> str:
    lower = saved.value >= 0
    least, value, most = (
        (saved.low, saved.value, saved.high) if lower else (-saved.high, -saved.value, -saved.low)
    )
    how = "lower" if lower else "higher"
    return f"log loss per item {how} by {value:.4f} ({least:.4f} to {most:.4f}, 95 %)"


def _signed(gain: Interval) -> str:
    return f"{gain.value:+.4f} ({gain.low:+.4f} to {gain.high:+.4f}, 95 %)"


def _independences(
    votes: Votes, study: PoolStudy
) -> Iterator[tuple[tuple[str, str], Independence]]:
    """Measure every two; on the bare question ok or not where one of them names no kinds."""
    for a, b in combinations(votes.opinions, 2):
        pair = votes.among((a, b))
        asked = pair.asked_if_ok() if pair.coarse else pair
        if len(votes):
            first, second = asked.vectors
            few = study.missing or shortage(pair)
            finds_more = {a, b} == set(study.votes.opinions) and study.gain.low > 0
            measured = measure_independence(
                first, second, asked.truth, (a, b), missing=few, finds_more=finds_more
            )
            yield (a, b), measured


def _independence_section(
    measured: Independence, names: tuple[str, str], coarse: Sequence[str]
) -> Section:
    section = independence_section(measured, names)
    silent = " and ".join(name for name in names if name in coarse)
    if not silent:
        return section
    asked = f"Measured on whether an item is ok, as {silent} names no kind of defect."
    return replace(section, text=(*section.text, asked))


def _weights(study: PoolStudy) -> Section:
    spread = np.array(list(study.by_group.values()))
    least, most = spread.min(axis=0).tolist(), spread.max(axis=0).tolist()
    used = zip(
        study.votes.opinions, study.before, study.fitted, least, most, study.weights, strict=True
    )
    return Section(
        "Weights",
        (
            "A weight is an exponent: 1 takes an opinion as it stands, less softens it, 0 leaves "
            "it out. These are fitted to all opinions at once and to all classes; the exponents "
            "in the sentence on two inspectors are fitted to these two alone, and only to whether "
            "an item is ok where one of them names no kind of defect. "
            "Least and most: as fitted when some groups are left out.",
        ),
        (Table(("opinion", "recipe", "fitted", "least", "most", "used"), tuple(used)),),
    )


def _methods(study: PoolStudy, thresholds: Thresholds) -> Section:
    votes = study.votes
    rows = [
        (
            name,
            float((p.argmax(axis=1) == votes.truth).mean()),
            f_score(votes, p, thresholds),
            log_loss(p, votes.truth),
            expected_calibration_error(_p_ok(p), ~votes.defective),
        )
        for name, p in study.methods.items()
        if not np.isnan(p).any()
    ]
    text = [f"A defect counts as found when P(ok) is below t_pass = {thresholds.t_pass:g}."]
    if votes.coarse:
        names = ", ".join(votes.coarse)
        text.append(f"{names} cannot say which kind a defect is, and so finds none of its class.")
    columns = ("method", "right", "F of defects", "log loss", "calibration error of P(ok)")
    marked = next(n for n, row in enumerate(rows) if row[0] == FITTED)
    return Section(
        f"{len(votes)} {votes.kind}, {int(votes.defective.sum())} of them defective",
        tuple(text),
        (Table(columns, rows, marked),),
    )


def _groups(study: PoolStudy) -> Iterator[Section]:
    if not study.group_gains:
        return
    rows = [(group, gain.value, gain.low, gain.high) for group, gain in study.group_gains.items()]
    rows.append(("all", study.gain.value, study.gain.low, study.gain.high))
    yield Section(
        f"The pool against {study.best} alone",
        ("Difference of F; fitted weights judge a group only where they were fitted without it.",),
        (Table(("group", "gain of F", "least (95 %)", "most (95 %)"), rows, len(rows) - 1),),
    )


def _reliability(study: PoolStudy) -> Section:
    section = class_reliability_section(study.chosen, study.votes.truth, study.votes.classes)
    return replace(section, title="Reliability of the pool that is used, per class")


def _figures(study: PoolStudy, decisions: Sequence[Decision]) -> Mapping[str, float]:
    votes = study.votes
    figures = {f"weight.{n}": w for n, w in zip(votes.opinions, study.weights, strict=True)}
    figures |= {f"fitted.{n}": w for n, w in zip(votes.opinions, study.fitted, strict=True)}
    for name, found in (("gain", study.gain), ("saved", study.saved)):
        figures |= {name: found.value, f"{name}.low": found.low, f"{name}.high": found.high}
    figures["calibration_error"] = expected_calibration_error(_p_ok(study.chosen), ~votes.defective)
    for decision in decisions:
        if decision.expected is not None:
            rates, review = decision.expected.rates, decision.expected.review
            figures |= {
                f"{decision.name}.escape": rates.escape.value,
                f"{decision.name}.overkill": rates.overkill.value,
                f"{decision.name}.review": math.nan if review is None else review,
            }
    return {name: value for name, value in figures.items() if math.isfinite(value)}
