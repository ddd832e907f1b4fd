"""Recipes on disk: found by name or path, loaded with their references, saved as new versions."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from qeu_station import paths
from qeu_station.core.recipe import FROM_PAIR, Recipe
from qeu_station.errors import RecipeError, did_you_mean
from qeu_station.storage.atomic import new_folder
from qeu_station.storage.recipe_text import format_recipe, parse_recipe

FILE = "recipe.toml"
_BUNDLE = "model.toml"
"""Holds the hash of every file of a model bundle, and so stands for all of it."""
_NAME = re.compile(r"(?P<name>[^/\\@]+)(?:@(?P<version>\d+))?")
_VERSION = re.compile(r"v(\d+)")
_FOLDER_NAME = re.compile(r"[^\s/\\@:*?\"<>|\x00-\x1f][^/\\@:*?\"<>|\x00-\x1f]{0,99}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LoadedRecipe:
    """A recipe with everything it stands on.

    Attributes:
        recipe: The checked recipe.
        folder: Where it lies; its references and models are relative to this folder.
        text: The recipe file's text, with line feeds as line ends.
        sha256: Hash over the text and the bytes of every reference.
        references: Files of the references, empty with ``reference = "from pair"``.
    """

    recipe: Recipe
    folder: Path
    text: str
    sha256: str
    references: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipePlace:
    """A recipe that can be loaded by name."""

    name: str
    version: int
    file: Path
    shipped: bool


def load_recipe(path_or_name: str | Path, home: Path | None = None) -> LoadedRecipe:
    """Return a recipe, checked, with its references.

    Args:
        path_or_name: ``NAME`` (the newest version), ``NAME@2``, a recipe file or its folder.
        home: The station's home, see ``paths.home``.

    Raises:
        RecipeError: There is no such recipe, or it cannot be used as it is written.
    """
    file = _find(path_or_name, home or paths.home())
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise RecipeError(f'Recipe "{file}" cannot be read: {error.strerror}.') from error
    except UnicodeDecodeError as error:
        raise RecipeError(
            f'Recipe "{file}" is not UTF-8 text: {error}. Save it as UTF-8.'
        ) from None
    recipe = parse_recipe(text, str(file))
    references = tuple(_reference(file, name) for name in _names(recipe))
    return LoadedRecipe(recipe, file.parent, text, fingerprint(text, references), references)


def save_recipe(
    recipe: Recipe,
    references: Sequence[Path],
    home: Path,
    models: Path | None = None,
    bundles: Mapping[str, Path] | None = None,
    first: bool = False,
) -> LoadedRecipe:
    """Write a recipe as a new version, or return the newest one when nothing changed.

    The version is the next free one, whatever ``recipe`` says. The folder is written under a
    temporary name and renamed, so that a version is there completely or not at all.

    Args:
        recipe: What to save.
        references: One file per entry of ``recipe.reference``; copied into the new version.
        home: The station's home.
        models: Folder that the model bundles are relative to; they are copied too.
        bundles: New model bundle per inspector, copied instead of the one in ``models``.
        first: Save as version 1, never after a version that another program has just saved.

    Raises:
        RecipeError: The recipe is wrong, or a reference is missing.
        StorageError: The folder cannot be written.
    """
    check_saving(recipe, references)
    versions = [p for p in list_recipes(home) if p.name == recipe.name and not first]
    newest = max(versions, key=lambda place: place.version, default=None)
    recipe = replace(recipe, version=1 if newest is None else newest.version + 1)
    if not recipe.from_pair:
        recipe = replace(recipe, reference=_copied_names(recipe))
    text = format_recipe(recipe)
    parse_recipe(text, f'New version of recipe "{recipe.name}"')
    sources = dict(_model_sources(recipe, models, bundles or {}))
    if newest is not None:
        unchanged = _unchanged(newest, recipe, references, sources)
        if unchanged is not None:
            return unchanged
    target = paths.recipes(home) / recipe.name / f"v{recipe.version}"
    with new_folder(target) as folder:
        (folder / FILE).write_text(text, encoding="utf-8", newline="\n")
        for name, source in zip(_names(recipe), references, strict=True):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
        for name, source in sources.items():
            shutil.copytree(source, folder / name)
    return load_recipe(target / FILE, home)


def check_saving(recipe: Recipe, references: Sequence[Path]) -> None:
    """Refuse a name that is no folder name on every system, and references that are not there.

    Raises:
        RecipeError: What is wrong.
    """
    name = recipe.name
    if not _FOLDER_NAME.fullmatch(name) or name[-1] in ". " or _RESERVED.fullmatch(name):
        raise RecipeError(
            f"Recipe name {name!r} cannot be a folder name on every system; use at most 100 "
            'characters without / \\ @ : * ? " < > |, no blank or full stop at the end, and no '
            "device name such as CON or NUL."
        )
    names = _names(recipe)
    if not recipe.from_pair and len(names) != len(references):
        raise RecipeError(
            f'Recipe "{name}" names {len(names)} references, but {len(references)} files '
            "were given; give one file for each."
        )
    for file in references:
        if not Path(file).is_file():
            raise RecipeError(f'Reference "{file}" of recipe "{name}" does not exist.')


def list_recipes(home: Path | None = None) -> list[RecipePlace]:
    """Return every version of the user's recipes and the shipped ones, by name and version."""
    home = home or paths.home()
    own = list(_own(paths.recipes(home)))
    known = {(place.name, place.version) for place in own}
    shipped = [place for place in _shipped() if (place.name, place.version) not in known]
    return sorted([*own, *shipped], key=lambda place: (place.name, place.version))


def recipe_name(name_and_version: str) -> str:
    """Return ``NAME`` of ``NAME`` or ``NAME@2``."""
    return name_and_version.partition("@")[0]


def _find(path_or_name: str | Path, home: Path) -> Path:
    text = str(path_or_name)
    match = _NAME.fullmatch(text)
    if isinstance(path_or_name, str) and match:
        wanted = None if match["version"] is None else int(match["version"])
        places = [place for place in list_recipes(home) if place.name == match["name"]]
        places = [place for place in places if wanted is None or place.version == wanted]
        if places:
            return places[-1].file
    path = Path(path_or_name)
    if path.is_dir():
        path /= FILE
    if path.is_file():
        return path.absolute()
    raise RecipeError(_not_found(text, home))


def _not_found(text: str, home: Path) -> str:
    places = list_recipes(home)
    names = sorted({place.name for place in places})
    versions = [str(place.version) for place in places if place.name == recipe_name(text)]
    if versions:
        return f'Recipe "{text}" does not exist; there are versions {", ".join(versions)}.'
    return (
        f'Recipe "{text}" is neither a name nor a file.{did_you_mean(text, names)} Names: '
        f"{', '.join(names) or 'none'}; your own are looked for in {paths.recipes(home)}."
    )


def _own(folder: Path) -> Iterator[RecipePlace]:
    for file in folder.glob(f"*/v*/{FILE}"):
        version = _VERSION.fullmatch(file.parent.name)
        if version:
            yield RecipePlace(file.parent.parent.name, int(version[1]), file, shipped=False)


def _shipped() -> Iterator[RecipePlace]:
    for file in (paths.resources() / "recipes").glob(f"*/{FILE}"):
        text = file.read_text(encoding="utf-8")
        version = re.search(r"^version\s*=\s*(\d+)", text, re.MULTILINE)
        yield RecipePlace(file.parent.name, int(version[1]) if version else 1, file, shipped=True)


def _names(recipe: Recipe) -> tuple[str, ...]:
    return () if recipe.reference == FROM_PAIR else tuple(recipe.reference)


def _reference(recipe_file: Path, name: str) -> Path:
    file = recipe_file.parent / name
    if file.is_file():
        return file
    beside = [entry.name for entry in file.parent.glob("*")] if file.parent.is_dir() else []
    raise RecipeError(
        f'{recipe_file}: reference "{name}" does not exist ({file}).'
        f"{did_you_mean(file.name, beside)} Copy it there or correct reference."
    )


def fingerprint(text: str, references: Sequence[Path]) -> str:
    """Return the SHA-256 over a recipe's text and the bytes of its references."""
    whole = hashlib.sha256(text.encode())
    for file in references:
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _copied_names(recipe: Recipe) -> tuple[str, ...]:
    """Names of the references in the new folder: their own where that stays inside it."""
    names = enumerate(_names(recipe), start=1)
    return tuple(_inside(name, f"reference-{n}") for n, name in names)


def _inside(name: str, otherwise: str) -> str:
    pure = PurePosixPath(name.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in name or str(pure) == FILE:
        return otherwise + pure.suffix
    return str(pure)


def _unchanged(
    newest: RecipePlace, recipe: Recipe, references: Sequence[Path], models: Mapping[str, Path]
) -> LoadedRecipe | None:
    """The newest version when it says the same as ``recipe``, apart from its number."""
    try:
        loaded = load_recipe(newest.file)
    except RecipeError:
        return None  # a broken version never blocks saving a good one
    same = replace(loaded.recipe, version=recipe.version) == recipe
    files = zip(loaded.references, references, strict=False)
    bundles = ((loaded.folder / name / _BUNDLE, each / _BUNDLE) for name, each in models.items())
    return loaded if same and all(_equal(a, b) for a, b in (*files, *bundles)) else None


def _equal(first: Path, second: Path) -> bool:
    both = first.is_file() and second.is_file()
    return both and first.read_bytes() == second.read_bytes()


def _model_sources(
    recipe: Recipe, models: Path | None, bundles: Mapping[str, Path]
) -> Iterator[tuple[str, Path]]:
    """Yield where each model bundle goes in the new folder, and where it lies now."""
    for entry in recipe.inspectors:
        if entry.model is None or Path(entry.model).is_absolute():
            continue
        source = bundles.get(entry.name, None if models is None else models / entry.model)
        if source is None or not source.is_dir():
            raise RecipeError(
                f'Inspector "{entry.name}" of recipe "{recipe.name}" uses model "{entry.model}", '
                f"which is not in {models or 'any folder given'}. Give the folder it lies in."
            )
        yield _inside(entry.model, f"model-{entry.name}"), source
