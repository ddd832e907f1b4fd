"""Teaching a product: a draft that is checked, tried and taught before it becomes a recipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import tomlkit

from qeu_station import paths
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import FROM_PAIR, ImageSettings, Recipe
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import QeuError, RecipeError
from qeu_station.imaging.io import LoadedImage, encode_image, read_image
from qeu_station.imaging.pixels import to_eight_bit
from qeu_station.imaging.prepare import Preparer
from qeu_station.imaging.warp import warped
from qeu_station.pluginhost import FailedPlugin, InspectorEntry, check_parameters, load_catalog
from qeu_station.services.calibrate import Learned, learn_limits
from qeu_station.services.opening import OpenHome
from qeu_station.services.recipes import new_recipe, reference_names
from qeu_station.services.roster import build_roster, check_model
from qeu_station.services.station import Station
from qeu_station.services.viewing import ViewedPair
from qeu_station.storage.atomic import write_bytes
from qeu_station.storage.recipe_text import format_recipe, parse_recipe
from qeu_station.storage.recipes import (
    LoadedRecipe,
    check_saving,
    fingerprint,
    list_recipes,
    load_recipe,
    save_recipe,
)

THUMBNAIL = 320
"""Longest side of a thumbnail in pixels."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A recipe that is being made.

    Attributes:
        wanted: Keys and values as in recipe.toml, without ``reference`` and ``version``.
        references: Pictures of passed products; none takes the reference from each pair.
        base: The recipe that is being changed; None for a new product.
    """

    wanted: Mapping[str, Any]
    references: tuple[Path, ...] = ()
    base: LoadedRecipe | None = None


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """What stands against a draft; ``place`` is the part of it, such as ``name``."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture that was read for the screen.

    Attributes:
        path: Its file.
        pixels: uint8, (H, W, 3) RGB or (H, W), contiguous.
        thumbnail: As ``pixels``, at most ``THUMBNAIL`` on its longest side.
    """

    path: Path
    pixels: np.ndarray = field(repr=False)
    thumbnail: np.ndarray = field(repr=False)


@dataclass(frozen=True, slots=True)
class InspectorChoice:
    """An inspector that can be used, with what a form of its parameters needs.

    Attributes:
        name: Its name in recipes.
        summary: One sentence.
        plugin: Distribution or drop-in file, with ``plugin_version``.
        role: Default role.
        schema: JSON schema of its parameters; None when it has none.
        learns: Whether it learns from good parts.
        trained_by: Trainer that makes its model; empty when it needs none.
        takes_models: Whether it runs models made elsewhere.
    """

    name: str
    version: str
    summary: str
    plugin: str
    plugin_version: str
    role: str
    schema: Mapping[str, Any] | None = field(default=None, repr=False)
    learns: bool = False
    trained_by: str = ""
    takes_models: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The inspectors there are, and the plugins that could not be loaded."""

    inspectors: tuple[InspectorChoice, ...]
    failed: tuple[FailedPlugin, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class TrialResult:
    """What a draft makes of a pair; nothing of it is recorded."""

    record: InspectionRecord
    recipe: Recipe
    pictures: ViewedPair = field(repr=False)


def own_names(home: OpenHome) -> tuple[str, ...]:
    """Return the names of all recipes, which no new product may take."""
    return tuple(sorted({place.name for place in list_recipes(home.folder)}))


def check_name(name: str, taken: Sequence[str]) -> str:
    """Return why a product cannot have this name, or an empty string."""
    clash = [other for other in taken if other.casefold() == name.casefold()]
    if clash:  # some systems know no difference between capital and small letters
        return f'A product "{clash[0]}" exists already. Choose another name.'
    try:
        check_saving(Recipe(name=name, reference="from pair"), ())
    except RecipeError as error:
        return str(error)
    return ""


def name_problem(name: str, home: OpenHome) -> str:
    """Return why no new product of this home can have this name, or an empty string."""
    return check_name(name, own_names(home)) or _place_problem(name, home)


def _place_problem(name: str, home: OpenHome) -> str:
    place = paths.recipes(home.folder) / name
    if not place.exists() or place.is_dir():
        return ""
    return (
        f'"{place}" is a file, where the folder of this product would be. Move the file away, or '
        "choose another name."
    )


def inspectors(home: OpenHome, again: bool = False) -> Choices:
    """Return every inspector that can be used, and what could not be loaded.

    Args:
        home: The station's home.
        again: Look anew into plugins that failed before.
    """
    catalog = load_catalog(home.host, again)
    trainers = {
        getattr(entry.spec, "inspector", "") or name: name
        for name, entry in catalog.trainers.items()
    }
    made = (_choice(entry, trainers) for entry in catalog.inspectors.values())
    return Choices(tuple(sorted(made, key=lambda choice: choice.name)), catalog.failed)


def open_recipe(name: str, home: OpenHome) -> Draft:
    """Return an existing recipe as a draft; saving it makes a new version.

    Raises:
        RecipeError: There is no such recipe, or it cannot be used.
    """
    loaded = load_recipe(name, home.folder)
    wanted = tomlkit.parse(format_recipe(loaded.recipe)).unwrap()
    kept = {key: value for key, value in wanted.items() if key not in ("reference", "version")}
    return Draft(kept, loaded.references, loaded)


def look_at(path: Path, home: OpenHome, mode: str = "colour", threshold: int = 128) -> Picture:
    """Read a picture for the screen, as a recipe of this mode sees it.

    Raises:
        ImageError: It cannot be read.
    """
    raw = read_image(path, max_pixels=home.settings.max_pixels)
    pixels = _shown(raw, mode, threshold)
    scale = min(1.0, THUMBNAIL / max(pixels.shape[:2]))
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return Picture(path, pixels, np.ascontiguousarray(small))


def keep_frame(frame: np.ndarray, path: Path) -> Path:
    """Write a camera's frame, uint8 (H, W, 3) BGR or (H, W), as PNG and return its file.

    Raises:
        StorageError: It cannot be written.
    """
    write_bytes(path, encode_image(frame, ".png"))
    return path


def check_draft(draft: Draft, home: OpenHome) -> tuple[DraftProblem, ...]:
    """Return everything that keeps a draft from being saved and from judging; empty for none."""
    return tuple(_problems(draft, home))


def try_draft(
    draft: Draft, pair: Pair, home: OpenHome, on_step: Callable[[str], None] = lambda step: None
) -> TrialResult:
    """Judge one pair with a draft; nothing is written.

    Args:
        draft: What to judge with.
        pair: The pair.
        home: The station's home.
        on_step: Called before each step (``read``, ``start``, ``judge``, ``show``); what it
            raises ends the trial.

    Raises:
        QeuError: The draft or a picture cannot be used.
    """
    on_step("read")
    loaded = load_draft(draft)
    build_roster(loaded, load_catalog(home.host))  # its mistakes are errors while it is made
    station = Station(loaded, home.station)
    on_step("start")
    with station:
        on_step("judge")
        record = station.inspect(pair)
    on_step("show")
    return TrialResult(record, loaded.recipe, _viewed(record, pair, loaded, home))


def teach_draft(
    draft: Draft,
    good: Path,
    home: OpenHome,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Learned:
    """Learn limits from a folder of good parts; nothing is written.

    Raises:
        DatasetError: No part could be used.
        PluginError: No inspector of the draft learns, or one could not.
    """
    return learn_limits(load_draft(draft), good, home, on_progress)


def save_draft(draft: Draft, home: OpenHome) -> LoadedRecipe:
    """Save a draft: a new product as version 1, a changed one as its next version.

    Raises:
        RecipeError: The name was taken meanwhile, or something in the draft is wrong.
        StorageError: It cannot be written; nothing was saved.
    """
    if draft.base is None:
        blocked = _place_problem(str(draft.wanted.get("name", "")), home)
        if blocked:
            raise RecipeError(blocked)
        return new_recipe(draft.wanted, draft.references, home)
    loaded = load_draft(draft)
    _prepare(loaded, home)
    return save_recipe(loaded.recipe, draft.references, home.folder, models=draft.base.folder)


def load_draft(draft: Draft) -> LoadedRecipe:
    """Return a draft as a recipe that a station can run, without writing it.

    Raises:
        RecipeError: Something in it is wrong.
    """
    names = list(reference_names(draft.references))
    text = tomlkit.dumps({**draft.wanted, "reference": names or FROM_PAIR})
    recipe = parse_recipe(text, "The draft")
    folder = Path.cwd() if draft.base is None else draft.base.folder
    references = draft.references
    if draft.base is not None:
        recipe = replace(recipe, version=draft.base.recipe.version)
    return LoadedRecipe(recipe, folder, text, fingerprint(text, references), references)


def _choice(entry: InspectorEntry, trainers: Mapping[str, str]) -> InspectorChoice:
    return InspectorChoice(
        name=entry.name,
        version=entry.version,
        summary=entry.spec.summary,
        plugin=entry.plugin,
        plugin_version=entry.plugin_version,
        role=entry.role,
        schema=entry.parameters_schema,
        learns=bool(entry.spec.learner),
        trained_by=trainers.get(entry.name, ""),
        takes_models=bool(entry.spec.examiner),
    )


def _problems(draft: Draft, home: OpenHome) -> Iterator[DraftProblem]:
    if draft.base is None:
        named = name_problem(str(draft.wanted.get("name", "")), home)
        if named:
            yield DraftProblem("name", named)
    try:
        loaded = load_draft(draft)
    except QeuError as error:
        yield DraftProblem("recipe", str(error))
        return
    except OSError as error:
        yield DraftProblem("pictures", f"A picture cannot be read: {error}.")
        return
    try:
        _prepare(loaded, home)
    except QeuError as error:
        yield DraftProblem("pictures", str(error))
    catalog = load_catalog(home.host)
    for wanted in loaded.recipe.inspectors:
        try:
            entry = catalog.inspector(wanted.registered).named(wanted.name)
            check_parameters(entry, wanted.parameters, home.host)
            check_model(wanted, loaded)
        except QeuError as error:
            yield DraftProblem(f"inspectors.{wanted.name}", str(error))


def _prepare(loaded: LoadedRecipe, home: OpenHome) -> None:
    """Lay the references onto the first one, as judging will.

    Raises:
        QeuError: A reference cannot be read, has another size, or cannot be laid.
    """
    if not loaded.recipe.from_pair:
        limit = home.settings.max_pixels
        Preparer(loaded.recipe, [read_image(p, max_pixels=limit).pixels for p in loaded.references])


def _viewed(
    record: InspectionRecord, pair: Pair, loaded: LoadedRecipe, home: OpenHome
) -> ViewedPair:
    """The pictures of a trial, the test laid onto the reference."""
    limit = home.settings.max_pixels
    first = pair.reference if loaded.recipe.from_pair else loaded.references[0]
    assert first is not None, "a record without its reference"
    mode, threshold = loaded.recipe.image.mode, loaded.recipe.image.threshold
    reference = _shown(read_image(first, max_pixels=limit), mode, threshold)
    test = _shown(read_image(pair.test, max_pixels=limit), mode, threshold)
    flat = record.preparation["registration"]["to_reference"]
    matrix = np.asarray(flat, np.float64).reshape(3, 3)
    laid, _ = warped(test, matrix, cv2.BORDER_CONSTANT)
    to_test = tuple(float(value) for value in np.linalg.inv(matrix).ravel())
    return ViewedPair(pair.name, reference, laid, aligned=True, to_test=to_test)


def _shown(image: LoadedImage, mode: str, threshold: int) -> np.ndarray:
    settings = ImageSettings(mode=mode, threshold=threshold)  # type: ignore[arg-type]
    pixels = to_eight_bit(image.pixels, settings)
    if mode == "binary":
        pixels = cv2.threshold(pixels, threshold - 1, 255, cv2.THRESH_BINARY)[1]
    elif pixels.ndim == 3:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
    return np.ascontiguousarray(pixels)
