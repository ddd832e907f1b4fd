"""A model bundle: weights that cannot run code, and ``model.toml`` that says all about them."""

from __future__ import annotations

import hashlib
import math
import shutil
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from annotated_types import Gt, Le, Len

from qeu_station.core.classes import IGNORE, OK, Classes
from qeu_station.core.fusion import tempered
from qeu_station.core.opinion import OpinionFault, Probabilities, checked_vector
from qeu_station.core.recipe import ImageSettings
from qeu_station.errors import BundleError, did_you_mean
from qeu_station.toolkit.bundle_files import WEIGHTS, check_content, check_files, file_in, sha256_of

__all__ = [
    "DESCRIPTION",
    "BundleDescription",
    "BundleError",
    "ModelBundle",
    "image_facts",
    "write_bundle",
]

DESCRIPTION = "model.toml"

_NOTHING_LEFT = 1e-9
"""Below this sum of probabilities no label that counts has answered."""


@dataclass(frozen=True, slots=True)
class BundleDescription:
    """What ``model.toml`` says.

    Attributes:
        name: Name of the model.
        labels: Meaning of the model's outputs, in their order.
        class_map: Class of the recipe per label, or ``ignore``; every label must be mapped.
        version: Version of the model.
        temperature: Divides the logits before the class map; above 1 is less certain.
        preprocessing: How pictures become the model's input; its inspector knows the keys.
        images: The recipe's ``[image]`` it was trained under; empty when that does not matter.
        training_data: Id of the data set it was trained on.
        metrics: Figures measured when it was made, by name.
        licence: SPDX expression or sentence.
        files: SHA-256 in hexadecimal per file, paths relative to the bundle.
        format: Version of this layout.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    name: Annotated[str, Len(1)]
    labels: Annotated[tuple[Annotated[str, Len(1)], ...], Len(1)]
    class_map: Mapping[str, str]
    version: str = "1"
    temperature: Annotated[float, Gt(0), Le(1000)] = 1.0
    preprocessing: Mapping[str, Any] = field(default_factory=dict)
    images: Mapping[str, Any] = field(default_factory=dict)
    training_data: str = ""
    metrics: Mapping[str, float] = field(default_factory=dict)
    licence: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    format: Literal[1] = 1


@dataclass(frozen=True, slots=True)
class ModelBundle:
    """A bundle whose every file was checked when it was loaded.

    Attributes:
        folder: Where it lies.
        about: What its ``model.toml`` says.
        sha256: SHA-256 of ``model.toml``, and with it of every file whose hash stands there.
    """

    folder: Path
    about: BundleDescription
    sha256: str

    @classmethod
    def load(cls, folder: Path) -> ModelBundle:
        """Read and check a bundle.

        Raises:
            BundleError: Something is missing, damaged, changed, unsafe or not as described.
        """
        try:
            raw = (folder / DESCRIPTION).read_bytes()
            about = _description(folder, tomllib.loads(raw.decode()))
        except OSError as error:
            raise BundleError(
                f"Model bundle {folder} cannot be read ({error.strerror}); a folder with "
                f"{DESCRIPTION} in it is needed."
            ) from None
        except ValueError as error:  # not UTF-8, or not TOML
            raise BundleError(f"{folder / DESCRIPTION} is not valid TOML: {error}.") from None
        _check_labels(folder, about)
        check_files(folder, about.files)
        return cls(folder, about, hashlib.sha256(raw).hexdigest())

    @property
    def labels(self) -> tuple[str, ...]:
        """Meaning of the model's outputs, in their order."""
        return self.about.labels

    def file(self, name: str) -> Path:
        """Return a listed file.

        Raises:
            BundleError: It is not listed in ``model.toml``, and so was not checked.
        """
        if name not in self.about.files:
            listed = ", ".join(self.about.files) or "none"
            raise BundleError(
                f'Model bundle {self.folder} lists no file "{name}" (files {listed}).'
            )
        return file_in(self.folder, name)

    @property
    def weights(self) -> Path:
        """The one file with weights.

        Raises:
            BundleError: There is none, or more than one.
        """
        found = [name for name in self.about.files if name.lower().endswith(WEIGHTS)]
        if len(found) != 1:
            raise BundleError(
                f"Model bundle {self.folder} lists {len(found)} files with weights "
                f"({', '.join(found) or 'none'}); exactly one {' or '.join(WEIGHTS)} is needed."
            )
        return self.file(found[0])

    def check_classes(self, classes: Classes) -> None:
        """Check that every label means something in a recipe.

        Raises:
            BundleError: A label is mapped to a class the recipe does not have, or none to ``ok``.
        """
        for label, name in self.about.class_map.items():
            if name not in (*classes.names, IGNORE):
                raise BundleError(
                    f'Label "{label}" of model bundle {self.folder} is mapped to "{name}", which '
                    f"is not a class of this recipe (classes {', '.join(classes.names)})."
                    f'{did_you_mean(name, classes.names)} Map it to one of them or to "{IGNORE}".'
                )
        if OK not in self.about.class_map.values():
            raise BundleError(
                f'No label of model bundle {self.folder} is mapped to "{OK}": nothing could ever '
                f"pass. Say under [class_map] in {DESCRIPTION} which label means a good part."
            )

    def check_images(self, images: ImageSettings) -> None:
        """Check that a recipe shows it pictures of the kind it was trained on.

        Raises:
            BundleError: Mode, pixel range or threshold is another one.
        """
        now = image_facts(images)
        for name, trained in self.about.images.items():
            if now.get(name) != trained:
                raise BundleError(
                    f"Model bundle {self.folder} was trained with {name} = {trained}, [image] in "
                    f"recipe.toml says {name} = {now.get(name)}. Set it back, or train again."
                )

    def to_recipe(self, vector: Sequence[float], classes: Classes) -> Probabilities:
        """Return the model's probabilities as the recipe's classes.

        The temperature is applied first, then labels of one class are added up; what ignored
        labels held is shared out over the others in proportion.

        Args:
            vector: One probability per label, 0..1, sum 1.
            classes: The recipe's classes, for which ``check_classes`` passed.

        Returns:
            One probability per class, sum 1.

        Raises:
            OpinionFault: The vector breaks the contract, or all of it lies on ignored labels.
        """
        about = self.about
        values = checked_vector(f"model {about.name}", vector, len(about.labels))
        if about.temperature != 1.0:
            values = tempered(values, about.temperature)
        summed = [0.0] * len(classes.names)
        for label, value in zip(about.labels, values, strict=True):
            target = about.class_map[label]
            if target != IGNORE:
                summed[classes.index(target)] += value
        kept = math.fsum(summed)
        if kept < _NOTHING_LEFT:
            raise OpinionFault(f"model {about.name}: only labels that the class map ignores answer")
        return tuple(value / kept for value in summed)


def image_facts(images: ImageSettings) -> dict[str, Any]:
    """Return what a bundle records of a recipe's ``[image]``, as TOML values."""
    full = "full range"
    facts: dict[str, Any] = {
        "mode": images.mode,
        "pixel_range": full if images.pixel_range is None else list(images.pixel_range),
    }
    return facts | ({"threshold": images.threshold} if images.mode == "binary" else {})


def write_bundle(
    folder: Path, about: BundleDescription, files: Mapping[str, Path | bytes]
) -> ModelBundle:
    """Write a new bundle, all of it or nothing.

    Args:
        folder: Where it shall lie; it must not exist yet.
        about: Its description; ``files`` is filled in with the hashes.
        files: Content per name: bytes, or a file to copy.

    Returns:
        The bundle as it was read back.

    Raises:
        BundleError: The folder exists, or the bundle would not load.
    """
    import tomlkit

    if folder.exists():
        raise BundleError(f"{folder} exists already; a model bundle is never written over another.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".bundle-") as scratch:
        partial = Path(scratch) / folder.name
        partial.mkdir()
        hashes = {name: _place(partial, name, content) for name, content in files.items()}
        text = tomlkit.dumps(asdict(replace(about, files=hashes)))
        (partial / DESCRIPTION).write_text(text, encoding="utf-8", newline="\n")
        ModelBundle.load(partial)
        partial.rename(folder)
    return ModelBundle.load(folder)


def _place(folder: Path, name: str, content: Path | bytes) -> str:
    target = folder / name
    if not target.resolve().is_relative_to(folder.resolve()):
        raise BundleError(f'"{name}" is not a file inside a model bundle; give a relative name.')
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        target.write_bytes(content)
    else:
        shutil.copyfile(content, target)
    check_content(target)
    return sha256_of(target)


def _description(folder: Path, data: Mapping[str, Any]) -> BundleDescription:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(BundleDescription).validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BundleError(
            f"{folder / DESCRIPTION}: {where}: {first['msg']}, got {first['input']!r}."
        ) from None


def _check_labels(folder: Path, about: BundleDescription) -> None:
    if len(set(about.labels)) != len(about.labels):
        raise BundleError(f"{folder / DESCRIPTION}: labels {list(about.labels)} are not unique.")
    unmapped = [label for label in about.labels if label not in about.class_map]
    unknown = [label for label in about.class_map if label not in about.labels]
    if unmapped:
        raise BundleError(
            f'Label "{unmapped[0]}" of model bundle {folder} has no class. Map it under '
            f'[class_map] in {DESCRIPTION} to a class of the recipe or to "{IGNORE}".'
        )
    if unknown:
        raise BundleError(
            f'[class_map] in {folder / DESCRIPTION} names "{unknown[0]}", which is no label '
            f"(labels {', '.join(about.labels)}).{did_you_mean(unknown[0], about.labels)}"
        )
