"""Fitting the pool of a recipe, and its thresholds from costs: a new version when it is better."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qeu_station.api import Report
from qeu_station.core.costs import Census, Costs, check_defect_rate, rarity_of
from qeu_station.core.judgement import Rules
from qeu_station.core.opinion import Scope
from qeu_station.core.recipe import DecisionSettings, InspectorSettings, Recipe
from qeu_station.core.verdict import Thresholds
from qeu_station.errors import DatasetError
from qeu_station.learning.decisions import Decision, Priced
from qeu_station.learning.fusing import PoolStudy, study_pool
from qeu_station.learning.fusion_report import fusion_report
from qeu_station.learning.rejudging import PartOutcome, Voice, expected, outcome
from qeu_station.learning.votes import Kind, LabelledRecord, Votes, gather
from qeu_station.pluginhost import load_catalog
from qeu_station.services.fusing.records import FusionRecords, read_fusion_records
from qeu_station.services.opening import OpenHome
from qeu_station.services.report.fusion import write_fusion_report
from qeu_station.services.roster import Roster, Seat, build_roster
from qeu_station.storage.recipes import LoadedRecipe, load_recipe, save_recipe

_SCOPES: Mapping[Kind, Scope] = {"regions": Scope.REGION, "cells": Scope.CELL}

ONLY_CORRECTED = (
    "The truth is what operators corrected or confirmed. Where they speak up about mistakes only, "
    "every inspector looks worse than it is; confirm good verdicts too, best of parts at random."
)


@dataclass(frozen=True, slots=True)
class FuseRequest:
    """A fusion as a person asks for it.

    Attributes:
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        records: Output folder of a batch or its journal; None is the station's own journal.
        truth: Truth of its pairs; None takes the corrections in the journal.
        costs: Of an escape and an overkill, to set thresholds by; None leaves them.
        defect_rate: Share of defective parts on the line, above 0 and below 1; None takes that of
            the records.
        out: Folder that gets the reports; None is one in the station's home.
        save: Whether a new version is saved when something is better.
        seed: Same seed and records, same result.
    """

    recipe: str
    records: Path | None = None
    truth: Path | None = None
    costs: Costs | None = None
    defect_rate: float | None = None
    out: Path | None = None
    save: bool = True
    seed: int = 0


@dataclass(frozen=True, slots=True)
class FuseResult:
    """What came of it.

    Attributes:
        loaded: The recipe, in its new version when one was saved.
        proposed: What was found best, saved or not.
        accepted: As much of it as the records are enough for: what is saved.
        saved: Whether a new version was saved.
        study: What was measured of the pool.
        report: All of it in words and tables.
        page: The report's page; its data lies beside it as JSON.
        left_out: How many pictures were left out, by reason.
    """

    loaded: LoadedRecipe
    proposed: Recipe
    accepted: Recipe
    saved: bool
    study: PoolStudy
    report: Report
    page: Path
    left_out: Mapping[str, int]


def fuse_opinions(request: FuseRequest, home: OpenHome) -> FuseResult:
    """Fit the pool's weights on recorded opinions of known truth, and report what they are worth.

    The recipe changes only where the fitted weights are surely better on groups they had not seen,
    and where costs are given and the records are enough; every change is a new version.

    Raises:
        DatasetError: There are no records to fit on, or nothing that could be pooled.
        InputError: The defect rate is not above 0 and below 1.
        QeuError: The recipe, the truth or a folder cannot be used.
    """
    if request.defect_rate is not None:
        check_defect_rate(request.defect_rate)
    loaded = load_recipe(request.recipe, home.folder)
    roster = build_roster(loaded, load_catalog(home.host))
    seats, kind = _pooled(roster)
    records = read_fusion_records(request.records, request.truth, loaded, roster, home)
    classes = loaded.recipe.class_table.names
    votes = gather(records.labelled, [seat.opinion for seat in seats], classes, kind)
    everyone = [s.opinion for s in roster.seats if _SCOPES[kind] in s.entry.scopes]
    seen_by = gather(records.labelled, everyone, classes, kind)
    thresholds = loaded.recipe.decision.thresholds
    study = study_pool(votes, [seat.weight for seat in seats], thresholds, request.seed)
    rarity = _rarity(request, records, votes)
    weighted = _weighted_anew(loaded.recipe, study)
    proposed = _with_thresholds(weighted, request.costs, rarity)
    missing = () if request.costs is None else _missing(study, records)
    accepted = weighted if missing else proposed
    decisions = _decisions(request, loaded.recipe, proposed, roster, records, study)
    priced = Priced(request.costs, rarity)
    remarks = tuple(_remarks(request, records, proposed, missing))
    report = fusion_report(study, seen_by, decisions, priced, thresholds, remarks)
    saved = accepted != loaded.recipe and request.save
    made = _saved(accepted, loaded, home) if saved else loaded
    about = _about(request, loaded, roster, records, made.recipe.version if saved else None)
    folder = request.out or _own_folder(home, loaded.recipe, records)
    page = write_fusion_report(folder, report, about, records.left_out)
    return FuseResult(made, proposed, accepted, saved, study, report, page, records.left_out)


def with_weights(recipe: Recipe, weights: Mapping[str, float]) -> Recipe:
    """Return the recipe with these exponents per opinion name."""
    by_inspector: dict[str, dict[str, float]] = defaultdict(dict)
    for name, weight in weights.items():
        inspector, _, opinion = name.partition(".")
        by_inspector[inspector][opinion] = weight
    inspectors = tuple(_weighted(s, by_inspector.get(s.name, {})) for s in recipe.inspectors)
    return replace(recipe, inspectors=inspectors)


def _weighted(settings: InspectorSettings, weights: Mapping[str, float]) -> InspectorSettings:
    own = weights.get("", settings.weight)
    named = {opinion: weight for opinion, weight in weights.items() if opinion}
    return replace(settings, weight=own, weights={**settings.weights, **named})


def _pooled(roster: Roster) -> tuple[list[Seat], Kind]:
    """Return the gating opinions that meet on the same items, and the kind of these items."""
    gating = [seat for seat in roster.seats if seat.gating]
    found: dict[Kind, list[Seat]] = {
        kind: [s for s in gating if scope in s.entry.scopes] for kind, scope in _SCOPES.items()
    }
    kind: Kind = "cells" if len(found["cells"]) > len(found["regions"]) else "regions"
    if not found[kind]:
        raise DatasetError(
            "No gating inspector of this recipe judges regions or cells; there is nothing to pool."
        )
    return found[kind], kind


def _rarity(request: FuseRequest, records: FusionRecords, votes: Votes) -> float:
    """Return the odds of a defect on the line over those among the records.

    1 where no rate is given, or where the records lack parts of a kind to compare it with.
    """
    if request.defect_rate is None or _unknown_kinds(records):
        return 1.0
    known = {e.record.pair: e.defective for e in records.labelled if e.defective is not None}
    good_items = [part for part, bad in zip(votes.parts, votes.defective, strict=True) if not bad]
    of_parts = Counter(known.values())
    of_items = Counter(known[part] for part in good_items if part in known)
    census = Census(of_parts[True], of_parts[False], of_items[True], of_items[False])
    return rarity_of(request.defect_rate, census)


def _weighted_anew(recipe: Recipe, study: PoolStudy) -> Recipe:
    if not study.helps:
        return recipe
    return with_weights(recipe, dict(zip(study.votes.opinions, study.fitted, strict=True)))


def _with_thresholds(recipe: Recipe, costs: Costs | None, rarity: float) -> Recipe:
    if costs is None:
        return recipe
    found = costs.thresholds(rarity)
    return replace(recipe, decision=DecisionSettings(found.t_pass, found.t_fail))


def _missing(study: PoolStudy, records: FusionRecords) -> tuple[str, ...]:
    """Return what there is too little of to trust thresholds, one phrase each."""
    return (*study.missing, *_unknown_kinds(records))


def _unknown_kinds(records: FusionRecords) -> tuple[str, ...]:
    """Return which kinds of parts the records lack, one phrase each."""
    known = {each.defective for each in records.labelled}
    kinds = {True: "no part known to be defective", False: "no part known to be good"}
    return tuple(phrase for kind, phrase in kinds.items() if kind not in known)


def _remarks(
    request: FuseRequest, records: FusionRecords, proposed: Recipe, missing: Sequence[str]
) -> Iterator[str]:
    """Yield what must be known of the records and of the thresholds."""
    if request.truth is None:
        yield ONLY_CORRECTED
    lacking = _unknown_kinds(records)
    if request.defect_rate is not None and lacking:
        yield (
            f"The defect rate of {request.defect_rate:g} cannot be compared with the records: "
            f"{'; '.join(lacking)}. No threshold allows for it; label or correct such parts."
        )
    if missing:
        yield (
            f"Too few records to save thresholds from costs: {'; '.join(missing)}. The proposed "
            "ones are only shown; those of the recipe stay."
        )
    quiet, t_pass = proposed.calibration.p_ok_without_region, proposed.decision.t_pass
    if quiet < t_pass:
        yield (
            f"A cell without a region has P(ok) {quiet:g}, below t_pass = {t_pass:g}: every part "
            "with such a cell goes to review. Let recipe calibrate learn it from more parts of "
            "known truth, or take the cost of an escape lower."
        )


def _decisions(
    request: FuseRequest,
    recipe: Recipe,
    proposed: Recipe,
    roster: Roster,
    records: FusionRecords,
    study: PoolStudy,
) -> list[Decision]:
    """Return the recipe's decision, and the proposed one on weights that never saw the part."""
    costs = request.costs
    both = None if costs is None else (costs.escape, costs.overkill)

    def decided(name: str, thresholds: Thresholds, held_out: bool) -> Decision:
        rules = Rules(
            len(recipe.class_table.names), thresholds, recipe.calibration.p_ok_without_region
        )
        made = _outcomes(records, roster, study, rules, held_out)
        found = expected(made, request.defect_rate, both) if made else None
        return Decision(name, thresholds, found)

    decisions = [decided("recipe as it stands", recipe.decision.thresholds, held_out=False)]
    if proposed != recipe:
        decisions.append(decided("proposed", proposed.decision.thresholds, held_out=True))
    return decisions


def _outcomes(
    records: FusionRecords, roster: Roster, study: PoolStudy, rules: Rules, held_out: bool
) -> Sequence[PartOutcome]:
    usual = {seat.opinion: Voice(seat.weight, seat.entry.scopes) for seat in roster.seats}

    def voices(each: LabelledRecord) -> Mapping[str, Voice]:
        if not held_out:
            return usual
        weights = study.weights_for(each.group, each.record.pair)
        fitted = dict(zip(study.votes.opinions, weights, strict=True))
        return usual | {n: replace(usual[n], weight=weight) for n, weight in fitted.items()}

    return [
        outcome(each.record, each.group, each.defective, voices(each), rules)
        for each in records.labelled
        if each.defective is not None
    ]


def _saved(recipe: Recipe, loaded: LoadedRecipe, home: OpenHome) -> LoadedRecipe:
    return save_recipe(recipe, loaded.references, home.folder, models=loaded.folder)


def _own_folder(home: OpenHome, recipe: Recipe, records: FusionRecords) -> Path:
    return home.folder / "fusions" / f"{recipe.name}-v{recipe.version}-{records.id}"


def _about(
    request: FuseRequest,
    loaded: LoadedRecipe,
    roster: Roster,
    records: FusionRecords,
    version: int | None,
) -> dict[str, Any]:
    return {
        "recipe": loaded.recipe.name,
        "recipe_version": loaded.recipe.version,
        "recipe_sha256": loaded.sha256,
        "saved_version": version,
        "records": str(request.records or "journal of the station"),
        "used": len(records.labelled),
        "id": records.id,
        "seed": request.seed,
        "models": {s.opinion: s.bundle.sha256 if s.bundle else "" for s in roster.seats},
    }
