"""The batch as a use case: find the pairs, judge them, write the results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qeu_station.pluginhost import load_catalog
from qeu_station.services.batch.plan import BatchRequest, plan_batch
from qeu_station.services.batch.run import BatchProgress, BatchResult, run_batch
from qeu_station.services.opening import OpenHome
from qeu_station.services.results import Results, scores_as_json, write_results
from qeu_station.services.roster import build_roster
from qeu_station.services.truth import load_truth
from qeu_station.storage.journal import Journal
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import load_recipe


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """A batch as a person asks for it.

    Attributes:
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        pairs: Folder or CSV of pairs.
        out: Output folder.
        truth: Known truth, or None.
        lanes: Processes side by side; None takes the settings.
        resume: Go on with an interrupted batch.
        archive: Copy the pictures into ``out``.
        overlays: Overlay pictures to write.
    """

    recipe: str
    pairs: Path
    out: Path
    truth: Path | None = None
    lanes: int | None = None
    resume: bool = False
    archive: bool = False
    overlays: int = 12


@dataclass(frozen=True, slots=True)
class JudgeResult:
    """A batch that was judged; ``results`` is None when it was cancelled."""

    run: BatchResult
    results: Results | None

    def as_json(self) -> Mapping[str, Any]:
        """Return JSON values only."""
        progress = self.run.progress
        return {
            "out": str(self.run.out),
            "completed": self.run.completed,
            "pairs": progress.total,
            "judged": progress.done,
            "pairs_per_second": progress.rate,
            "verdicts": {} if self.results is None else dict(self.results.summary.verdicts),
            "report": None if self.results is None else str(self.results.report),
            "scores": None if self.results is None else scores_as_json(self.results.evaluation),
        }


def judge_many(
    request: JudgeRequest,
    home: OpenHome,
    on_progress: Callable[[BatchProgress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
    on_warning: Callable[[str], None] = lambda warning: None,
) -> JudgeResult:
    """Judge every pair of a folder or list.

    Args:
        request: What to judge.
        home: The station's home.
        on_progress: Called now and then.
        cancelled: Asked now and then; the batch ends when it is.
        on_warning: Called, before the first pair, for every inspector that cannot judge.

    Raises:
        QeuError: The recipe, the pairs, the truth or the output folder cannot be used.
    """
    loaded = load_recipe(request.recipe, home.folder)
    pairs = read_pairs(request.pairs.absolute(), PairRules(loaded.recipe.from_pair))
    truth = None if request.truth is None else load_truth(request.truth, loaded, pairs)
    for warning in build_roster(loaded, load_catalog(home.host), running=True).warnings:
        on_warning(warning)
    plan = plan_batch(
        BatchRequest(
            loaded=loaded,
            pairs=pairs,
            out=request.out,
            options=home.station,
            lanes=home.settings.lanes if request.lanes is None else request.lanes,
            resume=request.resume,
            archive=request.archive,
            source=request.pairs.absolute(),
        )
    )
    run = run_batch(plan, on_progress, cancelled)
    if not run.completed:
        return JudgeResult(run, None)
    with Journal.open(plan.journal, home.settings.station, readonly=True) as journal:
        results = write_results(journal, request.out, loaded.recipe, truth, request.overlays)
    return JudgeResult(run, results)
