"""Settings that were only guessed, tried on pictures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from qeu_onnx.classifier import Classifier
from qeu_onnx.model_file import ModelRefused
from qeu_onnx.pixels import coloured, fitted
from qeu_onnx.preprocessing import Layout, Preprocessing
from qeu_onnx.scores import likeliest, sees
from qeu_station.toolkit.patches import Picture

MOST_PICTURES = 200

_KINDS = {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".pgm", ".ppm"}

_RANGES: Mapping[str, Mapping[str, Any]] = {
    "0..1": {"range": (0.0, 1.0), "mean": (0.0,), "std": (1.0,)},
    "0..255": {"range": (0.0, 255.0), "mean": (0.0,), "std": (1.0,)},
    "-1..1": {"range": (-1.0, 1.0), "mean": (0.0,), "std": (1.0,)},
}
_OF_COLOUR: Mapping[str, Mapping[str, Any]] = {
    "0..1, mean and std": {"mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)},
    "0..1, mean and std of CIFAR": {
        "mean": (0.4914, 0.4822, 0.4465),
        "std": (0.2470, 0.2435, 0.2616),
    },
}
_OF_GREY: Mapping[str, Mapping[str, Any]] = {
    "0..1, mean and std of MNIST": {"mean": (0.1307,), "std": (0.3081,)},
}
_NEGATIVE: Mapping[str, Mapping[str, Any]] = {
    "1..0": {"range": (1.0, 0.0), "mean": (0.0,), "std": (1.0,)},
}
"""Dark where the pictures are light, as handwriting on paper is to a model of light strokes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture and the number of the label it shows, None when that is not known."""

    picture: Picture
    label: int | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model says of pictures under some settings.

    Attributes:
        settings: The settings.
        name: Them in words.
        label: The label it sees in the first picture; all of a tie.
        probability: Its probability.
        right: In how many pictures it sees the label that they show.
        loss: Mean negative log probability of the labels that they show, in nats.
    """

    settings: Preprocessing
    name: str
    label: str
    probability: float
    right: int
    loss: float

    def __str__(self) -> str:
        return self.name


def trials(
    classifier: Classifier,
    given: Mapping[str, Any],
    labels: Sequence[str],
    shown: Sequence[Shown],
) -> list[Trial]:
    """Try the classifier's settings, then every other usual one of what was not given.

    Unusual ones follow where none of these finds what the pictures show.
    """
    tried = [_tried(classifier, each, labels, shown) for each in _usual(classifier.settings, given)]
    if not any(trial.right for trial in tried) and any(each.label is not None for each in shown):
        rare = _rare(classifier.settings, given)
        tried += [_tried(classifier, each, labels, shown) for each in rare]
    return tried


def chosen(tried: Sequence[Trial], pictures: int, labels: int) -> Trial | None:
    """Return the trial that is right most often: of these the guess, or the nearest to it.

    Numbers far larger than a model was made for make it sure of anything, so that small ones are
    taken where they are right as often, and of these what has the guess's range, or the surest. Far
    smaller ones leave it undecided: of several pictures, settings count as right only where the
    model is at least half as far from guessing blindly as it can be, if it ever is.

    Args:
        tried: The guess first.
        pictures: How many of known label were shown.
        labels: How many labels there are.

    Returns:
        None when none is ever right.
    """
    most = max(trial.right for trial in tried)
    if not most:
        return None
    right = [trial for trial in tried if trial.right == most]
    if pictures > 1:
        right = [trial for trial in right if trial.loss < math.log(labels) / 2] or right
    if right[0] is tried[0]:
        return tried[0]
    return min(right, key=lambda t: (_is_large(t), _values_of(t) != _values_of(tried[0]), t.loss))


def _is_large(trial: Trial) -> bool:
    return max(map(abs, trial.settings.range)) > 1


def _values_of(trial: Trial) -> tuple[object, ...]:
    return trial.settings.range, trial.settings.mean, trial.settings.std


def read_shown(place: Path, expected: str, labels: Sequence[str]) -> list[Shown]:
    """Return a picture, or those of a folder, with what they show.

    Args:
        place: A picture, a folder of pictures, or one with a folder per label.
        expected: Label, or its number, that all show; empty where folders tell, or nothing does.
        labels: The model's labels.

    Raises:
        ModelRefused: One cannot be read, there are none, or no label is called so.
    """
    if place.is_file() or not place.exists():
        return [Shown(read_picture(place), label_number(expected, labels) if expected else None)]
    found = []
    for file in sorted(f for f in place.rglob("*") if f.suffix.lower() in _KINDS):
        name = expected or ("" if file.parent == place else file.parent.name)
        found.append((file, label_number(name, labels) if name else None))
    if not found:
        raise ModelRefused(f"{place} holds no pictures ({', '.join(sorted(_KINDS))}).")
    step = max(1, -(-len(found) // MOST_PICTURES))  # of every label alike
    return [Shown(read_picture(file), number) for file, number in found[::step]]


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


def label_number(expected: str, labels: Sequence[str]) -> int:
    """Return the number of the label that is meant.

    Raises:
        ModelRefused: None is called so, or several are.
    """
    if expected in labels:
        return labels.index(expected)
    if expected.isdecimal() and int(expected) < len(labels):
        return int(expected)
    alike = [label for label in labels if expected.lower() in label.lower()]
    if len(alike) == 1:
        return labels.index(alike[0])
    raise ModelRefused(
        f'"{expected}" is {"several of" if alike else "none of"} the {len(labels)} labels'
        f"{': ' + '; '.join(alike[:5]) if alike else ''}; give one label, or its number from 0."
    )


def _usual(guess: Preprocessing, given: Mapping[str, Any]) -> Iterator[Preprocessing]:
    """Yield the guess, then the other settings that are usual."""
    yield guess
    of_colour = guess.colour != "grey"
    colours = ("rgb", "bgr") if of_colour and "colour" not in given else (guess.colour,)
    orders: tuple[Layout, ...] = (guess.layout,)
    if guess.layout == "flat" and of_colour and "layout" not in given:
        orders = ("flat", "flat-chw")
    for layout, colour, values in product(orders, colours, _values(guess, given)):
        other = guess.model_copy(update={"layout": layout, "colour": colour, **values})
        if other != guess:
            yield other


def _rare(guess: Preprocessing, given: Mapping[str, Any]) -> Iterator[Preprocessing]:
    if guess.colour == "grey" and not _fixed(guess, given):
        for values in _NEGATIVE.values():
            yield guess.model_copy(update=dict(values))


def _values(guess: Preprocessing, given: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return range, mean and std to try."""
    if _fixed(guess, given):
        return ({},)
    own: Mapping[str, Mapping[str, Any]] = {}
    if guess.colour == "grey":
        own = _OF_GREY
    elif guess.channels == 3:
        own = _OF_COLOUR
    return [*_RANGES.values(), *({"range": (0.0, 1.0), **values} for values in own.values())]


def _fixed(guess: Preprocessing, given: Mapping[str, Any]) -> bool:
    return guess.element == "uint8" or bool({"range", "mean", "std"} & set(given))


def _tried(
    classifier: Classifier, settings: Preprocessing, labels: Sequence[str], shown: Sequence[Shown]
) -> Trial:
    stack = np.stack([stacked(each.picture, settings) for each in shown])
    vectors = classifier.under(settings).probabilities(stack)
    known = [(n, each.label) for n, each in enumerate(shown) if each.label is not None]
    losses = [-np.log(max(vectors[n, label], 1e-9)) for n, label in known]
    return Trial(
        settings,
        _name(settings),
        likeliest(vectors[0], labels),
        float(vectors[0].max()),
        sum(sees(vectors[n], label) for n, label in known),
        float(np.mean(losses)) if losses else 0.0,
    )


def _name(settings: Preprocessing) -> str:
    low, high = settings.range
    words = f"{low:g}..{high:g}"
    if settings.mean != (0.0,) or settings.std != (1.0,):
        own = {**_OF_COLOUR, **_OF_GREY}.items()
        words = next(
            (name for name, values in own if values["mean"] == settings.mean),
            f"{words}, mean and std as given",
        )
    order = ", channel by channel" if settings.layout == "flat-chw" else ""
    return f"{settings.colour}, {words}{order}"


def stacked(picture: Picture, settings: Preprocessing) -> Picture:
    """Return a picture as the model would see it, itself being the reference."""
    seen = coloured(picture, settings.colour)
    blank = {"difference": np.zeros(picture.shape[:2], np.uint8), "absolute": np.zeros_like(seen)}
    planes = [blank.get(plane, seen) for plane in settings.planes]
    width, height = settings.size
    return np.concatenate(
        [fitted(plane, settings).reshape(height, width, -1) for plane in planes], axis=2
    )
