"""A model tried on the pairs of a recipe, before the recipe uses it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qeu_station.api import Opinion
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import InspectorSettings
from qeu_station.errors import InputError, QeuError
from qeu_station.pluginhost import InspectorUse, Reply, WorkerSet, load_catalog
from qeu_station.services.journals import is_journal, open_journal
from qeu_station.services.models.looking import OTHERS, ModelRequest, bundle_of, examiner
from qeu_station.services.opening import OpenHome
from qeu_station.services.preparing import PairPreparer
from qeu_station.services.training.records import pair_of
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import LoadedRecipe, load_recipe
from qeu_station.toolkit.bundle import ModelBundle


@dataclass(frozen=True, slots=True)
class Answered:
    """What a model said of one pair.

    Attributes:
        pair: Name of the pair.
        labels: How many items got each label.
        least: Probability of the least certain label; NaN without items.
        milliseconds: From the request to the answer; of the first pair, warming up included.
        recorded: The recorded verdict of the part; empty for a pair of no journal.
        fault: Why there is no answer; empty when there is one.
        comment: The inspector's sentence.
    """

    pair: str
    labels: Mapping[str, int]
    least: float
    milliseconds: float
    fault: str = ""
    comment: str = ""
    recorded: str = ""


@dataclass(frozen=True, slots=True)
class ModelTrial:
    """What a model said of all pairs, and where it really ran."""

    inspector: str
    labels: tuple[str, ...]
    device: str
    answers: tuple[Answered, ...]

    @property
    def warning(self) -> str:
        """What the inspector warned of, such as another device than the one asked for."""
        warned = (each.comment for each in self.answers if each.comment.startswith("Warning:"))
        return next((comment.partition(". ")[0] + "." for comment in warned), "")

    @property
    def usable(self) -> bool:
        """Whether it answered for every pair."""
        return bool(self.answers) and not any(answer.fault for answer in self.answers)


def try_model(
    request: ModelRequest, recipe: str, pairs: Path | None, home: OpenHome, most: int = 50
) -> ModelTrial:
    """Run a model, or a bundle, on pairs prepared as the recipe says; nothing is saved.

    Of the pairs in a journal, those inspected last with this recipe are taken.

    Args:
        request: The model; ``file`` may be the folder of a bundle.
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        pairs: Folder or CSV of pairs, output folder of a batch, or a journal; None takes the
            recipe's references, each against the first, or the station's journal where the recipe
            has none.
        home: The station's home.
        most: Most pairs that are tried.

    Raises:
        BundleError: The model is refused.
        InputError: There is nothing to try it on.
    """
    loaded = load_recipe(recipe, home.folder)
    chosen = _pairs(loaded, pairs, home, most)
    entry = examiner(request.inspector, load_catalog(home.host))
    with tempfile.TemporaryDirectory(prefix="model-") as scratch:
        bundle = _bundle(request, Path(scratch) / "bundle", home)
        settings = _settings(loaded, entry.name)
        use = InspectorUse(
            entry=entry,
            parameters=dict(settings.parameters),
            classes=bundle.labels,
            model=bundle.folder,
            deadline_s=max(settings.deadline_s, home.host.start_deadline_s),
            memory_mb=settings.memory_mb,
        )
        with WorkerSet([use], home.host) as workers:
            answers = tuple(_answers(loaded, chosen, workers, bundle.labels, home))
            device = workers.health()[0].device
    return ModelTrial(entry.name, bundle.labels, device, answers)


def _bundle(request: ModelRequest, out: Path, home: OpenHome) -> ModelBundle:
    if request.file.is_dir():
        return ModelBundle.load(request.file)
    return bundle_of(request, {OTHERS: "ignore"}, (), out, home)


def _settings(loaded: LoadedRecipe, inspector: str) -> InspectorSettings:
    named = (each for each in loaded.recipe.inspectors if each.name == inspector)
    return replace(next(named, InspectorSettings(inspector)), model=None)


Recorded = tuple[Pair, str]
"""A pair, and the recorded verdict of its part; empty when it stands in no journal."""


def _pairs(
    loaded: LoadedRecipe, given: Path | None, home: OpenHome, most: int
) -> Sequence[Recorded]:
    if given is not None and not is_journal(given):
        pairs = read_pairs(given.absolute(), PairRules(loaded.recipe.from_pair))
        return [(pair, "") for pair in pairs[:most]]
    if given is None and not loaded.recipe.from_pair:
        return [(Pair(path.stem, path), "") for path in loaded.references[:most]]
    name = loaded.recipe.name
    if given is None and not home.has_journal:
        raise InputError(
            f'Recipe "{name}" has no references of its own, and this station has judged nothing '
            "yet; give --pairs FOLDER."
        )
    with open_journal(home, given, readonly=True) as journal:
        records = journal.inspections(recipe=name, newest_first=True, limit=most)
        found = [(pair_of(record, loaded), str(record.part.verdict)) for record in records]
    if not found:
        raise InputError(
            f'Journal "{journal.place}" holds no inspection with recipe "{name}"; give --pairs '
            "FOLDER."
        )
    return found


def _answers(
    loaded: LoadedRecipe,
    pairs: Sequence[Recorded],
    workers: WorkerSet,
    labels: Sequence[str],
    home: OpenHome,
) -> Iterator[Answered]:
    preparer = PairPreparer(loaded, home.station.max_pixels)
    for pair, recorded in pairs:
        try:
            prepared = preparer.prepare(pair).preparation.pair
        except QeuError as error:
            yield Answered(pair.name, {}, float("nan"), 0.0, str(error), recorded=recorded)
            continue
        (reply,) = workers.inspect(prepared)
        yield replace(_answered(pair.name, reply, labels), recorded=recorded)


def _answered(name: str, reply: Reply, labels: Sequence[str]) -> Answered:
    if reply.fault is not None:
        fault = f"{reply.inspector} {reply.fault[1]}"
        return Answered(name, {}, float("nan"), reply.milliseconds, fault)
    vectors = [vector for opinion in reply.opinions.values() for vector in _vectors(opinion)]
    named = Counter(labels[max(range(len(v)), key=v.__getitem__)] for v in vectors)
    least = min((max(vector) for vector in vectors), default=float("nan"))
    comment = " ".join(opinion.comment for opinion in reply.opinions.values())
    return Answered(name, dict(named.most_common()), least, reply.milliseconds, comment=comment)


def _vectors(opinion: Opinion) -> Iterator[Sequence[float]]:
    yield from opinion.regions.values()
    yield from opinion.cells.values()
    if opinion.part is not None:
        yield opinion.part
