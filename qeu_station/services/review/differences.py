"""What two runs were judged with: recipe, inspectors, their models and weights, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qeu_station.core.recipe import Recipe
from qeu_station.core.record import InspectionRecord, OpinionRecord
from qeu_station.errors import QeuError
from qeu_station.services.review.columns import Columns
from qeu_station.services.review.product import main_recipe, newest_id
from qeu_station.storage.reading import JournalReader
from qeu_station.storage.recipe_text import parse_recipe

_SHOWN = 8
"""Characters of a hash that are shown."""


class Aspect(StrEnum):
    """What differs."""

    RECIPE = "recipe"
    THRESHOLDS = "thresholds"
    INSPECTOR = "inspector"
    MODEL = "model"
    FUSION = "fusion"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; ``name`` is the inspector or setting, empty for the whole."""

    aspect: Aspect
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Run:
    """The newest record of the recipe that judged most of a run, and that recipe."""

    record: InspectionRecord
    recipe: Recipe | None


def differences(
    first: tuple[JournalReader, Columns], second: tuple[JournalReader, Columns]
) -> tuple[Difference, ...]:
    """Return what two runs were judged with, where it differs.

    Args:
        first: Journal and inspections of the run before; there is at least one.
        second: Those of the run after.

    Raises:
        StorageError: A journal cannot be read.
    """
    return tuple(_differing(_run(*first), _run(*second)))


def _run(reader: JournalReader, columns: Columns) -> _Run:
    stamp = main_recipe(columns)
    record = reader.inspection(newest_id(columns, stamp))
    text = reader.recipe_text(stamp) if stamp else None
    try:
        return _Run(record, parse_recipe(text, "The recorded recipe") if text else None)
    except QeuError:
        return _Run(record, None)


def _differing(first: _Run, second: _Run) -> Iterator[Difference]:
    old, new = first.record.recipe, second.record.recipe
    if old.sha256 != new.sha256:
        named = [f"{stamp.name} v{stamp.version}" for stamp in (old, new)]
        yield Difference(Aspect.RECIPE, "", *named)
    if first.recipe and second.recipe:
        yield from _settings(first.recipe, second.recipe)
    said = {each.inspector: each for each in first.record.opinions}
    says = {each.inspector: each for each in second.record.opinions}
    for name in dict.fromkeys((*said, *says)):
        yield from _opinion(name, said.get(name), says.get(name))


def _settings(old: Recipe, new: Recipe) -> Iterator[Difference]:
    for name in ("t_pass", "t_fail"):
        values = getattr(old.decision, name), getattr(new.decision, name)
        if values[0] != values[1]:
            yield Difference(Aspect.THRESHOLDS, name, *(f"{value:g}" for value in values))
    if old.calibration != new.calibration:
        ids = [each.calibration.id[:_SHOWN] for each in (old, new)]
        yield Difference(Aspect.FUSION, "calibration", *ids)


def _opinion(
    name: str, old: OpinionRecord | None, new: OpinionRecord | None
) -> Iterator[Difference]:
    if old is None or new is None:
        yield Difference(Aspect.INSPECTOR, name, _version(old), _version(new))
        return
    if _version(old) != _version(new):
        yield Difference(Aspect.INSPECTOR, name, _version(old), _version(new))
    if old.model_sha256 != new.model_sha256:
        models = old.model_sha256[:_SHOWN], new.model_sha256[:_SHOWN]
        yield Difference(Aspect.MODEL, name, *models)
    if (old.weight, old.role) != (new.weight, new.role):
        pooled = [f"{each.weight:g} ({each.role})" for each in (old, new)]
        yield Difference(Aspect.FUSION, name, *pooled)


def _version(opinion: OpinionRecord | None) -> str:
    if opinion is None:
        return ""
    return " ".join(filter(None, (opinion.plugin, opinion.plugin_version, opinion.version)))
