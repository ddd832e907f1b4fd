"""An order looked through before it is taken: how many pairs, and what keeps it from running."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from qeu_station.core.pair import Pair
from qeu_station.errors import QeuError
from qeu_station.pluginhost import load_catalog
from qeu_station.services.batch.plan import BatchRequest, plan_batch
from qeu_station.services.batch_files import JOURNAL, MANIFEST
from qeu_station.services.jobqueue.job import BatchOrder
from qeu_station.services.jobqueue.judged import judged_before
from qeu_station.services.jobqueue.ordering import pinned
from qeu_station.services.opening import OpenHome
from qeu_station.services.roster import build_roster
from qeu_station.services.truth import load_truth
from qeu_station.storage.pairs import PAIRS_FILE, PairRules, read_pairs
from qeu_station.storage.recipes import LoadedRecipe, load_recipe

T = TypeVar("T")

LOOKED_AT = 20_000
"""Most pictures whose size is asked for."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Survey:
    """What an order would do.

    Attributes:
        recipe: Name and version of the recipe, empty when there is none.
        pairs: Number of pairs, None when they cannot be told.
        judged: How many of them the output folder holds already.
        size: Bytes of all pictures, an estimate from the first ones where there are very many.
        problems: What keeps it from running, one sentence each.
        remarks: What a person should know before it runs.
    """

    recipe: str = ""
    pairs: int | None = None
    judged: int = 0
    size: int = 0
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def survey(
    order: BatchOrder,
    home: OpenHome,
    taken: Collection[Path] = (),
    unwanted: Callable[[], bool] = lambda: False,
) -> Survey:
    """Look through an order; nothing is written.

    Args:
        order: What would be added.
        home: The station's home.
        taken: Output folders of the jobs in the queue.
        unwanted: Whether nobody waits for the answer any more.
    """
    problems: list[str] = []
    loaded = _tried(problems, lambda: load_recipe(order.recipe, home.folder))
    rules = PairRules(loaded is not None and loaded.recipe.from_pair)
    pairs = _tried(problems, lambda: read_pairs(order.pairs.absolute(), rules))
    problems += _folder_problems(order, taken)
    found = Survey() if loaded is None else Survey(pinned(order.recipe, loaded))
    if pairs is None or unwanted():
        return replace(found, problems=tuple(problems))
    if loaded is not None and not problems:
        _tried(problems, lambda: _planned(order, loaded, pairs, home))
    size, remarks = _pictures(pairs, unwanted)
    if order.archive:
        problems += _room_problems(order.out, size)
    remarks += _lane_remarks(order.lanes)
    if loaded is not None:
        remarks += build_roster(loaded, load_catalog(home.host), running=True).warnings
    return replace(
        found,
        pairs=len(pairs),
        judged=0 if problems else _judged(order.out, home),
        size=size,
        problems=tuple(problems),
        remarks=tuple(remarks),
    )


def _tried(problems: list[str], look: Callable[[], T]) -> T | None:
    try:
        return look()
    except QeuError as error:
        problems.append(str(error))
        return None


def _planned(
    order: BatchOrder, loaded: LoadedRecipe, pairs: Sequence[Pair], home: OpenHome
) -> None:
    out = order.out.absolute()
    plan_batch(BatchRequest(loaded, pairs, out, home.station, lanes=order.lanes, resume=True))
    if order.truth is not None:
        load_truth(order.truth, loaded, pairs)


def _folder_problems(order: BatchOrder, taken: Collection[Path]) -> list[str]:
    """What keeps the results from being written where they are wanted."""
    out, pairs = order.out.absolute(), order.pairs.absolute()
    if out in taken:
        return [f'Another batch in the queue has the output folder "{out}". Choose another.']
    if out.is_relative_to(pairs) and not (pairs / PAIRS_FILE).is_file():
        return [
            f'The output folder "{out}" lies in the folder of the pairs, where its pictures would '
            "be taken for parts. Choose one beside it."
        ]
    try:
        held = _others_in(out)
    except OSError as error:
        return [f'The output folder "{out}" cannot be used: {error.strerror}.']
    if held:
        return [
            f'The output folder "{out}" holds other files, such as {", ".join(held)}. Choose a '
            "new or an empty folder."
        ]
    ground = next(folder for folder in (out, *out.parents) if folder.exists())
    if not os.access(ground, os.W_OK):
        return [f'The output folder "{out}" cannot be made: "{ground}" may not be written.']
    return []


def _others_in(out: Path) -> list[str]:
    """Return some of the files in a folder that holds no batch; hidden ones don't count."""
    if not out.exists() or (out / MANIFEST).exists() or (out / JOURNAL).exists():
        return []
    names = (each.name for each in out.iterdir() if not each.name.startswith("."))
    return sorted(islice(names, _SHOWN))


def _pictures(pairs: Sequence[Pair], unwanted: Callable[[], bool]) -> tuple[int, list[str]]:
    """Return the bytes of all pictures, and what is known to be wrong with some of them."""
    size, bad = 0, []
    looked = pairs[:LOOKED_AT]
    for pair in looked:
        if unwanted():
            break
        sizes = [_size(file) for file in (pair.test, pair.reference) if file is not None]
        size += sum(sizes)
        if 0 in sizes:
            bad.append(pair.name)
    remarks = []
    if bad:
        shown = ", ".join(bad[:_SHOWN]) + (", …" if len(bad) > _SHOWN else "")
        remarks.append(
            f"Pairs with an empty or missing picture: {len(bad)} ({shown}). They become REVIEW."
        )
    return size * len(pairs) // max(len(looked), 1), remarks


def _size(file: Path) -> int:
    try:
        return os.stat(file).st_size  # noqa: PTH116 - a third of the time of Path.stat
    except OSError:
        return 0


def _room_problems(out: Path, size: int) -> list[str]:
    ground = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    free = shutil.disk_usage(ground).free
    if size <= free:
        return []
    return [
        f"The copies of the pictures need {size / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free "
        f'in "{ground}". Choose another folder, or judge without copies.'
    ]


def _lane_remarks(lanes: int) -> list[str]:
    cores = os.cpu_count() or 1
    if lanes <= cores:
        return []
    return [f"{lanes} lanes on {cores} cores judge no faster than {cores}."]


def _judged(out: Path, home: OpenHome) -> int:
    return sum(judged_before(out, home.settings.station).values())
