"""A model made elsewhere: what it is, and the bundle that says how it is used."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from qeu_station.api import Examination, ExaminationRequest
from qeu_station.core.classes import IGNORE
from qeu_station.errors import BundleError, InputError, PluginError, did_you_mean
from qeu_station.pluginhost import Catalog, InspectorEntry, examine, load_catalog
from qeu_station.services.opening import OpenHome
from qeu_station.toolkit.bundle import BundleDescription, ModelBundle, write_bundle

OTHERS = "*"
"""In a class map: every label that is not named."""


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """A model as a person gives it.

    Attributes:
        file: The model's file.
        labels: File with its labels, or None.
        settings: What is known of how it is used; the rest is guessed.
        picture: A picture to try it on, a folder of some, or one with a folder per label; or None.
        expected: Label it must find there; empty for none.
        inspector: Name of the inspector that shall run it; empty for the first that takes such
            models.
    """

    file: Path
    labels: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    picture: Path | None = None
    expected: str = ""
    inspector: str = ""


WARNING = "Warning:"
"""What a sentence of an examiner or an inspector begins with that a person must not miss."""

Step = Callable[[str, float], None]
"""Told, again and again, what is done and for how many seconds."""

LOOKING = "looking at the model"


def unheard(what: str, seconds: float) -> None:
    """Take what nobody wants to know."""


def look_at(request: ModelRequest, home: OpenHome, step: Step = unheard) -> Examination:
    """Return what the model is and how it is probably used; nothing is written.

    Args:
        request: The model.
        home: The station's home.
        step: Told what is done.

    Raises:
        BundleError: It is refused; the message says why.
        PluginError: No plugin takes such models.
    """
    entry = examiner(request.inspector, load_catalog(home.host))
    return examine(entry, _asked(request), home.host, waiting=partial(step, LOOKING))


def finds_what_is_shown(found: Examination, request: ModelRequest) -> bool:
    """Return whether the model finds what its pictures are said to show, if anything is."""
    unsaid = 0.0 if request.expected else 1.0
    return bool(found.report.figures.get("expected_found", unsaid))


def bundle_of(
    request: ModelRequest,
    maps: Mapping[str, str],
    classes: Sequence[str],
    out: Path,
    home: OpenHome,
    step: Step = unheard,
    warned: Callable[[str], None] = lambda said: None,
) -> ModelBundle:
    """Write the bundle of a model made elsewhere.

    Args:
        request: The model.
        maps: Class per label, ``ignore`` for none; ``*`` stands for all labels not named.
        classes: Classes that labels of the same name belong to.
        out: Folder of the bundle; it must not exist.
        home: The station's home.
        step: Told what is done.
        warned: Told every warning about the model.

    Raises:
        BundleError: The model is refused, or does not find what it must in the picture.
        InputError: A label has no class.
    """
    entry = examiner(request.inspector, load_catalog(home.host))
    with tempfile.TemporaryDirectory(prefix="model-") as scratch:
        into = Path(scratch)
        asked = replace(_asked(request), into=into)
        found = examine(entry, asked, home.host, waiting=partial(step, LOOKING))
        if not finds_what_is_shown(found, request):
            raise BundleError(found.report.summary[-1])
        for note in found.report.summary:
            if note.startswith(WARNING):
                warned(note)
        about = BundleDescription(
            name=request.file.stem,
            labels=found.labels,
            class_map=class_map(found.labels, maps, classes),
            preprocessing=found.settings,
        )
        return write_bundle(out, about, {name: _made(into, name) for name in found.files})


def class_map(
    labels: Sequence[str], maps: Mapping[str, str], classes: Sequence[str]
) -> dict[str, str]:
    """Return a class for every label: the one given, or the class of the same name.

    Raises:
        InputError: A label has none, or a name that is given is no label.
    """
    for name in maps:
        if name != OTHERS and name not in labels:
            raise InputError(
                f'"{name}" is no label of this model ({_some(labels)}).{did_you_mean(name, labels)}'
            )
    missing = unmapped(labels, maps, classes)
    if missing:
        raise InputError(
            f"{len(missing)} labels have no class ({_some(missing)}). Say which with --map "
            f'"{missing[0]}=CLASS", or --map "*=ignore" for all that do not matter.'
        )
    own = {label: label for label in labels if label in classes and label != IGNORE}
    return {label: maps.get(label) or own.get(label) or maps[OTHERS] for label in labels}


def unmapped(
    labels: Sequence[str], maps: Mapping[str, str], classes: Sequence[str]
) -> tuple[str, ...]:
    """Return the labels that have no class yet, as ``class_map`` would give them one."""
    if OTHERS in maps:
        return ()
    known = {*maps, *(name for name in classes if name != IGNORE)}
    return tuple(label for label in labels if label not in known)


def check_own_map(maps: Mapping[str, str]) -> None:
    """Check that nothing is mapped of a bundle, whose own class map counts.

    Raises:
        InputError: Something is.
    """
    if maps:
        raise InputError(
            "The folder of a model bundle has its own class map; --map is for a model's file. To "
            "map it anew, give the file of the model and its label file."
        )


def examiner(name: str, catalog: Catalog) -> InspectorEntry:
    """Return the inspector of this name, or the first that takes models made elsewhere.

    Raises:
        PluginError: There is none.
    """
    if name:
        return catalog.inspector(name)
    for entry in catalog.inspectors.values():
        if entry.spec.examiner:
            return entry
    raise PluginError(
        "No installed plugin takes models made elsewhere; install one, such as qeu-onnx."
    )


def _asked(request: ModelRequest) -> ExaminationRequest:
    return ExaminationRequest(
        file=request.file,
        labels=request.labels,
        settings=request.settings,
        picture=request.picture,
        expected=request.expected,
    )


def _made(folder: Path, name: str) -> Path:
    found = folder / name
    if not found.resolve().is_relative_to(folder.resolve()) or not found.is_file():
        raise PluginError(f'The plugin says it wrote "{name}", which is no file of its folder.')
    return found


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
