"""A model tried on the pairs of a recipe, before the recipe uses it."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qeu_station.api import Opinion
from qeu_station.core.classes import IGNORE
from qeu_station.core.opinion import OpinionFault
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import InspectorSettings
from qeu_station.errors import InputError, QeuError
from qeu_station.pluginhost import InspectorUse, Reply, WorkerSet, load_catalog
from qeu_station.services.journals import is_journal, open_journal
from qeu_station.services.models.folders import bundle_in
from qeu_station.services.models.looking import (
    OTHERS,
    WARNING,
    ModelRequest,
    Step,
    bundle_of,
    check_own_map,
    examiner,
    unheard,
    unmapped,
)
from qeu_station.services.opening import OpenHome
from qeu_station.services.preparing import PairPreparer
from qeu_station.services.training.records import pair_of
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import LoadedRecipe, load_recipe
from qeu_station.toolkit.bundle import ModelBundle
from qeu_station.toolkit.ties import highest

START_S = ANSWER_S = 60.0
"""Seconds that a model under trial may take to be ready, and for a pair: a person waits for it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a model said of one pair.

    Attributes:
        pair: Name of the pair.
        labels: How many items got each label; a tie counts as one of its own.
        least: Probability of the least certain label; NaN without items.
        milliseconds: From the request to the answer; of the first pair, warming up included.
        recorded: The recorded verdict of the part; empty for a pair of no journal.
        p_ok: Lowest P(ok) of its items in the classes of the recipe; NaN without items, or while
            labels have no class.
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
    p_ok: float = float("nan")


@dataclass(frozen=True, slots=True)
class ModelTrial:
    """What a model said of all pairs, and where it really ran.

    Attributes:
        inspector: Who ran it.
        labels: Its labels.
        device: Where it ran.
        answers: What it said, pair by pair.
        class_map: Class of the recipe per label, or ``ignore``.
        unmapped: Labels that have no class yet.
    """

    inspector: str
    labels: tuple[str, ...]
    device: str
    answers: tuple[Answered, ...]
    class_map: Mapping[str, str] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()

    @property
    def warning(self) -> str:
        """What the inspector warned of, such as another device than the one asked for."""
        warned = (each.comment for each in self.answers if each.comment.startswith(WARNING))
        return next((comment.partition(". ")[0].rstrip(".") + "." for comment in warned), "")

    @property
    def usable(self) -> bool:
        """Whether it answered for every pair."""
        return bool(self.answers) and not any(answer.fault for answer in self.answers)


def try_model(
    request: ModelRequest,
    recipe: str,
    pairs: Path | None,
    home: OpenHome,
    maps: Mapping[str, str] | None = None,
    most: int = 50,
    step: Step = unheard,
) -> ModelTrial:
    """Run a model, or a bundle, on pairs prepared as the recipe says; nothing is saved.

    Of the pairs in a journal, those inspected last with this recipe are taken. Labels need no
    class for it; P(ok) is told where all have one.

    Args:
        request: The model; ``file`` may be the folder of a bundle.
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        pairs: Folder or CSV of pairs, output folder of a batch, or a journal; None takes the
            recipe's references, each against the first, or the station's journal where the recipe
            has none.
        home: The station's home.
        maps: Class per label, as ``bundle_of`` takes it.
        most: Most pairs that are tried.
        step: Told what is done.

    Raises:
        BundleError: The model is refused, or a label is mapped to a class the recipe has not.
        InputError: There is nothing to try it on, or a name that is given is no label.
    """
    loaded = load_recipe(recipe, home.folder)
    chosen = _pairs(loaded, pairs, home, most)
    entry = examiner(request.inspector, load_catalog(home.host))
    with tempfile.TemporaryDirectory(prefix="model-") as scratch:
        out = Path(scratch) / "bundle"
        bundle, missing = _bundle(request, maps or {}, loaded, out, home, step)
        settings = _settings(loaded, entry.name)
        use = InspectorUse(
            entry=entry,
            parameters=dict(settings.parameters),
            classes=bundle.labels,
            model=bundle.folder,
            deadline_s=max(settings.deadline_s, ANSWER_S),
            memory_mb=settings.memory_mb,
        )
        step("starting the model", 0.0)
        host = replace(home.host, start_deadline_s=START_S, failures_to_suspend=1, trial=True)
        with WorkerSet([use], host) as workers:
            mapped = None if missing else bundle
            said = _answers(loaded, chosen, workers, bundle.labels, mapped, home)
            answers = tuple(_told(said, len(chosen), step))
            device = workers.health()[0].device
    classes = {
        label: name for label, name in bundle.about.class_map.items() if label not in missing
    }
    return ModelTrial(entry.name, bundle.labels, device, answers, classes, missing)


def _bundle(
    request: ModelRequest,
    maps: Mapping[str, str],
    loaded: LoadedRecipe,
    out: Path,
    home: OpenHome,
    step: Step,
) -> tuple[ModelBundle, tuple[str, ...]]:
    """Return the bundle, and the labels without a class, which count as ignored so far."""
    table = loaded.recipe.class_table
    if request.file.is_dir():
        check_own_map(maps)
        bundle = bundle_in(request.file)
        missing: tuple[str, ...] = ()
    else:
        bundle = bundle_of(request, {OTHERS: IGNORE, **maps}, table.names, out, home, step)
        missing = unmapped(bundle.labels, maps, table.names)
    if not missing:
        bundle.check_classes(table)
    return bundle, missing


def _told(answers: Iterator[Answered], count: int, step: Step) -> Iterator[Answered]:
    """Pass answers on, and tell which pair comes next."""
    begun = time.monotonic()
    step(f"judging pair 1 of {count}", 0.0)
    for number, answer in enumerate(answers, start=1):
        yield answer
        step(f"judging pair {min(number + 1, count)} of {count}", time.monotonic() - begun)


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
    mapped: ModelBundle | None,
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
        said = _answered(pair.name, reply, labels)
        yield replace(said, recorded=recorded, p_ok=_p_ok(reply, mapped, loaded))


def _answered(name: str, reply: Reply, labels: Sequence[str]) -> Answered:
    if reply.fault is not None:
        fault = f"{reply.inspector} {reply.fault[1]}"
        return Answered(name, {}, float("nan"), reply.milliseconds, fault)
    vectors = [vector for opinion in reply.opinions.values() for vector in _vectors(opinion)]
    named = Counter(_likeliest(v, labels) for v in vectors)
    least = min((max(vector) for vector in vectors), default=float("nan"))
    comment = " ".join(opinion.comment for opinion in reply.opinions.values())
    return Answered(name, dict(named.most_common()), least, reply.milliseconds, comment=comment)


def _likeliest(vector: Sequence[float], labels: Sequence[str]) -> str:
    """Return the label of the highest probability; the first ones, where several are as high."""
    best = highest(vector)
    names = ", ".join(labels[number] for number in best[:3])
    return names if len(best) == 1 else f"tie of {len(best)} ({names}{', ...' * (len(best) > 3)})"


def _p_ok(reply: Reply, mapped: ModelBundle | None, loaded: LoadedRecipe) -> float:
    if mapped is None:
        return float("nan")
    classes = loaded.recipe.class_table
    vectors = [vector for opinion in reply.opinions.values() for vector in _vectors(opinion)]
    try:
        return min((mapped.to_recipe(each, classes)[0] for each in vectors), default=float("nan"))
    except OpinionFault:  # only labels answer that are ignored
        return float("nan")


def _vectors(opinion: Opinion) -> Iterator[Sequence[float]]:
    yield from opinion.regions.values()
    yield from opinion.cells.values()
    if opinion.part is not None:
        yield opinion.part
