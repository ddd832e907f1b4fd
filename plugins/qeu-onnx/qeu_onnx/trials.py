"""Settings that were only guessed, tried on a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from qeu_onnx.classifier import Classifier
from qeu_onnx.model_file import ModelFile, ModelRefused
from qeu_onnx.pixels import coloured, fitted
from qeu_onnx.preprocessing import Preprocessing
from qeu_station.toolkit.patches import Picture

_IMAGENET = {"range": (0.0, 1.0), "mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)}
_RANGES: tuple[Mapping[str, Any], ...] = (
    {"range": (0.0, 1.0), "mean": (0.0,), "std": (1.0,)},
    {"range": (0.0, 255.0), "mean": (0.0,), "std": (1.0,)},
    {"range": (-1.0, 1.0), "mean": (0.0,), "std": (1.0,)},
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model says of a picture under some settings."""

    settings: Preprocessing
    label: str
    probability: float

    def __str__(self) -> str:
        used = self.settings
        low, high = used.range
        plain = used.mean == (0.0,) and used.std == (1.0,)
        return f"{used.colour}, {low:g}..{high:g}{'' if plain else ', mean and std'}"


def trials(
    file: ModelFile,
    guess: Preprocessing,
    labels: Sequence[str],
    given: Mapping[str, Any],
    picture: Picture,
) -> list[Trial]:
    """Try the guess, then every other usual setting of what was not given."""
    return [_tried(file, each, labels, picture) for each in _settings(guess, given)]


def chosen(tried: Sequence[Trial], labels: Sequence[str], expected: str) -> Trial | None:
    """Return the trial that finds what is expected: the guess, or the surest; None if none does.

    Raises:
        ModelRefused: Nothing in the labels is called so.
    """
    wanted = _label(expected, labels)
    right = [trial for trial in tried if trial.label == wanted]
    if not right or right[0] is tried[0]:
        return right[0] if right else None
    return max(right, key=lambda trial: trial.probability)


def read_picture(file: Path) -> Picture:
    """Return a picture as BGR or grey, uint8.

    Raises:
        ModelRefused: It cannot be read.
    """
    try:
        data = np.frombuffer(file.read_bytes(), np.uint8)
        picture = cv2.imdecode(data, cv2.IMREAD_ANYCOLOR) if len(data) else None
    except (OSError, cv2.error) as error:
        raise ModelRefused(f"{file} cannot be read as a picture: {error}.") from None
    if picture is None:
        raise ModelRefused(f"{file} is no picture that can be read.")
    return np.asarray(picture, np.uint8)


def _settings(guess: Preprocessing, given: Mapping[str, Any]) -> Iterator[Preprocessing]:
    yield guess
    of_colour = guess.colour != "grey"
    colours = ("rgb", "bgr") if of_colour and "colour" not in given else (guess.colour,)
    fixed = guess.element == "uint8" or {"range", "mean", "std"} & set(given)
    ranges: tuple[Mapping[str, Any], ...] = ({},) if fixed else _RANGES
    if not fixed and of_colour and guess.channels == 3:
        ranges += (_IMAGENET,)
    for colour, values in product(colours, ranges):
        other = guess.model_copy(update={"colour": colour, **values})
        if other != guess:
            yield other


def _tried(
    file: ModelFile, settings: Preprocessing, labels: Sequence[str], picture: Picture
) -> Trial:
    classifier = Classifier(file, settings, labels)
    stack = stacked(picture, settings)[None]
    vector = classifier.probabilities(stack)[0]
    return Trial(settings, labels[int(vector.argmax())], float(vector.max()))


def stacked(picture: Picture, settings: Preprocessing) -> Picture:
    """Return a picture as the model would see it, itself being the reference."""
    seen = coloured(picture, settings.colour)
    blank = np.zeros(picture.shape[:2], np.uint8)
    planes = [blank if plane == "difference" else seen for plane in settings.planes]
    width, height = settings.size
    return np.concatenate(
        [fitted(plane, settings).reshape(height, width, -1) for plane in planes], axis=2
    )


def _label(expected: str, labels: Sequence[str]) -> str:
    if expected in labels:
        return expected
    if expected.isdecimal() and int(expected) < len(labels):
        return labels[int(expected)]
    alike = [label for label in labels if expected.lower() in label.lower()]
    if len(alike) == 1:
        return alike[0]
    raise ModelRefused(
        f'"{expected}" is {"several of" if alike else "none of"} the {len(labels)} labels'
        f"{': ' + '; '.join(alike[:5]) if alike else ''}; give one label, or its number from 0."
    )
