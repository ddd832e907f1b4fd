"""What a batch will do, settled before anything is judged."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError, InputError, StorageError
from qeu_station.services.batch_files import JOURNAL, MANIFEST
from qeu_station.services.station import StationOptions
from qeu_station.storage.recipes import LoadedRecipe

__all__ = ["JOURNAL", "MANIFEST", "BatchPlan", "BatchRequest", "plan_batch", "write_manifest"]


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What was asked for.

    Attributes:
        pairs: Pairs to judge, names unique.
        out: Output folder; made when missing.
        lanes: Number of processes that judge side by side.
        resume: Go on with what ``out`` already holds.
        archive: Copy every picture into the output folder.
        source: Where the pairs were found; once it is gone, the batch ends instead of calling
            every pair that is left unreadable.
    """

    loaded: LoadedRecipe
    pairs: Sequence[Pair]
    out: Path
    options: StationOptions
    lanes: int = 1
    resume: bool = False
    archive: bool = False
    source: Path | None = None


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """The request, checked; ``identity`` says which recipe judges which pairs."""

    request: BatchRequest
    identity: str

    @property
    def journal(self) -> Path:
        """The batch's own journal."""
        return self.request.out / JOURNAL

    @property
    def manifest(self) -> Path:
        """File that says what the folder was made for."""
        return self.request.out / MANIFEST


def plan_batch(request: BatchRequest) -> BatchPlan:
    """Check a request; nothing is written yet.

    Raises:
        DatasetError: No pairs, or two pairs of one name.
        InputError: Fewer than one lane.
        StorageError: ``out`` holds another batch, or a batch without ``resume``.
    """
    if request.lanes < 1:
        raise InputError(f"--lanes {request.lanes} is not possible; at least 1 is needed.")
    _check_names(request.pairs)
    plan = BatchPlan(request, _identity(request))
    if plan.journal.exists() and not request.resume:
        raise StorageError(
            f"{request.out} already holds a batch. Give --resume to go on with it, or another "
            "--out folder."
        )
    if plan.manifest.exists():
        _check_same(plan)
    return plan


def write_manifest(plan: BatchPlan) -> None:
    """Write what the folder is made for, all or nothing."""
    from qeu_station.storage.atomic import write_bytes

    request = plan.request
    content = {
        "identity": plan.identity,
        "recipe": request.loaded.recipe.name,
        "recipe_version": request.loaded.recipe.version,
        "recipe_sha256": request.loaded.sha256,
        "pairs": len(request.pairs),
    }
    write_bytes(plan.manifest, json.dumps(content, indent=2).encode())


def _check_names(pairs: Sequence[Pair]) -> None:
    if not pairs:
        raise DatasetError("There are no pairs to judge. Check --pairs.")
    for name, count in Counter(pair.name for pair in pairs).items():
        if count > 1:
            raise DatasetError(f'Pair name "{name}" stands {count} times; names must be unique.')


def _check_same(plan: BatchPlan) -> None:
    try:
        before = json.loads(plan.manifest.read_text(encoding="utf-8"))
        same = before["identity"] == plan.identity
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StorageError(f"{plan.manifest} cannot be read ({error}).") from error
    if not same:
        raise StorageError(
            f"{plan.request.out} was made with recipe {before.get('recipe')} version "
            f"{before.get('recipe_version')} over {before.get('pairs')} pairs; this is "
            f"{plan.request.loaded.recipe.name} version {plan.request.loaded.recipe.version} over "
            f"{len(plan.request.pairs)} pairs. Resume with the same recipe and pairs, or choose "
            "another --out folder."
        )


def _identity(request: BatchRequest) -> str:
    digest = hashlib.sha256(request.loaded.sha256.encode())
    for pair in sorted(request.pairs, key=lambda pair: pair.name):
        line = f"\n{pair.name}\t{pair.test}\t{pair.reference}"
        digest.update(line.encode("utf-8", "surrogateescape"))  # file names may hold any bytes
    return digest.hexdigest()
