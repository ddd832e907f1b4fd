"""Judging one pair and recording it: pictures first, then the record, then the answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import InputError
from qeu_station.imaging.encoding import EXTENSIONS
from qeu_station.services.keeping import archived
from qeu_station.services.opening import OpenHome
from qeu_station.services.pictures import overlay_bytes
from qeu_station.services.station import Station
from qeu_station.storage.archive import Archive
from qeu_station.storage.atomic import write_bytes
from qeu_station.storage.pairs import pair_name
from qeu_station.storage.recipes import LoadedRecipe, load_recipe


@dataclass(frozen=True, slots=True)
class InspectRequest:
    """One pair to judge.

    Attributes:
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        test: File of the test image.
        reference: File of the reference, for recipes that take it from the pair.
        overlay: Where to write the overlay picture, or None.
        record: Whether the inspection goes to the station's journal.
    """

    recipe: str
    test: Path
    reference: Path | None = None
    serial: str = ""
    operator: str = ""
    overlay: Path | None = None
    record: bool = True


def inspect_pair(request: InspectRequest, home: OpenHome) -> InspectionRecord:
    """Judge one pair; what is returned is on disk when ``record`` asks for it.

    Raises:
        QeuError: The recipe or a picture cannot be used; nothing was recorded then.
    """
    loaded = load_recipe(request.recipe, home.folder)
    _check_reference(request, loaded)
    _check_overlay(request.overlay)
    name = pair_name(request.test.name)
    pair = Pair(name, request.test, request.reference, request.serial)
    with Station(loaded, home.station) as station:
        record = station.inspect(pair, request.operator)
    if request.record:
        record = recorded(record, pair, loaded, home)
    if request.overlay is not None:
        write_bytes(request.overlay, _overlay(record, loaded, request.overlay))
    return record


def recorded(
    record: InspectionRecord, pair: Pair, loaded: LoadedRecipe, home: OpenHome
) -> InspectionRecord:
    """Archive the pictures and append the record; return it with the archived places."""
    kept = archived(record, pair, loaded, Archive(home.archive))
    with home.journal() as journal:
        journal.append_recipe(loaded)
        journal.append_inspections([kept])
    return kept


def _check_reference(request: InspectRequest, loaded: LoadedRecipe) -> None:
    if loaded.recipe.from_pair and request.reference is None:
        raise InputError(
            f'Recipe "{loaded.recipe.name}" takes the reference from the pair; give --reference.'
        )
    if not loaded.recipe.from_pair and request.reference is not None:
        raise InputError(
            f'Recipe "{loaded.recipe.name}" has its own reference; leave out --reference.'
        )


def _check_overlay(path: Path | None) -> None:
    if path is not None and path.suffix.lower() not in ("", *EXTENSIONS):
        raise InputError(
            f'--overlay "{path}" is no picture file; allowed are {", ".join(EXTENSIONS)}. '
            "Nothing was judged."
        )


def _overlay(record: InspectionRecord, loaded: LoadedRecipe, path: Path) -> bytes:
    picture = overlay_bytes(record, loaded.recipe, path.suffix.lower() or ".png")
    if picture is None:
        raise InputError(f"The pictures of {record.pair} are gone; no overlay was written.")
    return picture
