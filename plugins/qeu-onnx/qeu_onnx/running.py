"""What only a run tells of a model: a size that it takes, and whether a softmax is still due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qeu_onnx.classifier import Classifier
from qeu_onnx.guess import Guess
from qeu_onnx.model_file import ModelFile, ModelRefused
from qeu_onnx.preprocessing import Preprocessing

_USUAL_SIDES = (224, 32, 28, 96, 128, 256, 299, 227, 112, 160, 192, 240, 320, 384, 512, 48, 16)


def running(
    file: ModelFile, guess: Guess, labels: Sequence[str], given: Mapping[str, Any]
) -> tuple[Classifier, list[str]]:
    """Return the model, ready and run once, and what the run told.

    Args:
        file: The model.
        guess: How it is probably used.
        labels: Its labels.
        given: Settings the person knows; they stand.

    Raises:
        ModelRefused: It does not run, or gives no usable scores.
    """
    first: ValueError | None = None
    for settings in _sizes(guess):
        try:
            found, notes = _scored(file, settings, labels, given)
        except ModelRefused:
            raise
        except ValueError as error:
            first = first or error
            continue
        if settings is not guess.settings:
            old, new = guess.settings.size[0], settings.size[0]
            notes.append(
                f"{old} x {old} is no size that it runs with; {new} x {new} is, and is proposed."
            )
        return found, notes
    raise ModelRefused(f"{file.name}: {first}.")


def _sizes(guess: Guess) -> Iterator[Preprocessing]:
    yield guess.settings
    if guess.any_size:
        for side in _USUAL_SIDES:
            yield guess.settings.model_copy(update={"size": (side, side)})


def _scored(
    file: ModelFile, settings: Preprocessing, labels: Sequence[str], given: Mapping[str, Any]
) -> tuple[Classifier, list[str]]:
    """Return the model under settings with which its scores are usable.

    Raises:
        ValueError: There are none.
    """
    classifier = Classifier(file, settings, labels)
    if "scores" in given:
        classifier.settle()
        return classifier, _of_batch(classifier)
    if settings.scores == "logits":
        inside = classifier.under(settings.model_copy(update={"scores": "probabilities"}))
        if _settles(inside):
            return inside, [
                "Its scores of a trial picture are probabilities: no softmax follows.",
                *_of_batch(inside),
            ]
    apart = classifier.under(settings.model_copy(update={"scores": "independent"}))
    if settings.scores == "probabilities" and not _settles(classifier) and _settles(apart):
        return apart, [
            "Its scores of a trial picture do not sum to 1: each label has a probability of its "
            "own; they are weighed by their odds.",
            *_of_batch(apart),
        ]
    classifier.settle()
    return classifier, _of_batch(classifier)


def _of_batch(classifier: Classifier) -> list[str]:
    if not classifier.alone:
        return []
    return [
        "What it says of one item depends on the others given with it: items are given one at a "
        "time, which is slower."
    ]


def _settles(classifier: Classifier) -> bool:
    try:
        classifier.settle()
    except ModelRefused:
        raise
    except ValueError:
        return False
    return True
