"""Label files: one name per score, in the order of the scores."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from qeu_onnx.model_file import ModelRefused

LARGEST = 8 << 20

_NUMBERED = re.compile(r"\s*(\d+)\s*[,;:\t ]\s*(\S.*)")


def read_labels(file: Path) -> tuple[str, ...]:
    """Return the labels of a file.

    Texts hold one per line, with or without its number before it (from 0 or 1). JSON holds a list,
    an object of number to label, or one of label to number. Labels that stand there twice get their
    number behind them.

    Raises:
        ModelRefused: It cannot be read, or its numbers are not consecutive.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise ModelRefused(f"{file} is too large for a label file.")
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ModelRefused(f"{file} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise ModelRefused(f"{file} is no text in UTF-8, so no label file.") from None
    found = _of_json(file, text) if file.suffix.lower() == ".json" else _of_lines(file, text)
    if not found or not all(found):
        raise ModelRefused(f"{file} names no labels, or an empty one; one per score is needed.")
    return _distinct(found)


def _of_lines(file: Path, text: str) -> Sequence[str]:
    lines = [line.strip() for line in text.strip().splitlines()]
    matches = [_NUMBERED.fullmatch(line) for line in lines]
    numbered = [(int(match[1]), match[2]) for match in matches if match is not None]
    if len(numbered) != len(lines) or len(lines) < 2:
        return lines
    return _ordered(file, numbered)


def _of_json(file: Path, text: str) -> Sequence[str]:
    try:
        data = json.loads(text)
        if isinstance(data, list):
            return [str(label) for label in data]
        if all(isinstance(value, int) for value in data.values()):
            return _ordered(file, [(number, str(label)) for label, number in data.items()])
        return _ordered(file, [(int(number), str(label)) for number, label in data.items()])
    except (ValueError, AttributeError) as error:
        if isinstance(error, ModelRefused):
            raise
        raise ModelRefused(
            f"{file} is neither a JSON list of labels nor an object of numbers and labels: {error}."
        ) from None


def _ordered(file: Path, numbered: Sequence[tuple[int, str]]) -> Sequence[str]:
    by_number = sorted(numbered)
    numbers = [number for number, _ in by_number]
    if numbers not in ([*range(len(numbers))], [*range(1, len(numbers) + 1)]):
        raise ModelRefused(
            f"{file}: the numbers of its labels ({numbers[0]}..{numbers[-1]}, {len(numbers)} of "
            "them) are not consecutive from 0 or 1; which score means what is not certain."
        )
    return [label for _, label in by_number]


def _distinct(labels: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(labels)
    return tuple(
        label if counts[label] == 1 else f"{label} #{number}" for number, label in enumerate(labels)
    )
