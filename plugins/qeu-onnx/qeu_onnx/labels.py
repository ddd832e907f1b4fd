"""Labels: one name per score, in the order of the scores; of a file, or inside the model."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qeu_onnx.model_file import LABELS, ModelRefused

LARGEST = 8 << 20

_NUMBERED = re.compile(r"\s*(\d+)\s*[,;:\t ]\s*(\S.*)")
_NUMBER_BEHIND = re.compile(r"\s*(\S.*?)\s*[,;\t]\s*(\d+)\s*")
_HEADINGS = {"label", "labels", "name", "names", "class", "classes", "class_name", "category"}
_TABLES = ("id2label", LABELS, "names", "classes", "class_names", "categories", "label_map")
"""Under these, configurations and metadata keep the labels."""

_NAMES = ("name", "label", "class", "class_name", "category", "title", "display_name")
_NUMBERS = ("id", "index", "number", "label_id", "class_id")

Numbered = Sequence[tuple[int, str]]


def read_labels(file: Path) -> tuple[str, ...]:
    """Return the labels of a file.

    Texts hold one per line, with or without its number before or behind it (from 0 or 1), and may
    have a heading. JSON, or the same as Python writes it, holds a list, an object of number to
    label, or one of label to number, also as ``id2label`` of a configuration. Labels that stand
    there twice get their number behind them.

    Raises:
        ModelRefused: It cannot be read, or its numbers are not consecutive.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise ModelRefused(f"{file} is too large for a label file.")
        content = file.read_bytes()
    except OSError as error:
        raise ModelRefused(f"{file} cannot be read: {error.strerror or error}.") from None
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise ModelRefused(f"{file} is no text in UTF-8, so no label file.") from None
    found = labels_of_text(str(file), text, file.suffix.lower() == ".json")
    if not found or not all(found):
        raise ModelRefused(f"{file} names no labels, or an empty one; one per score is needed.")
    return _distinct(found)


def labels_inside(model: Any, scores: int) -> tuple[str, ...]:
    """Return the labels that a model carries for so many scores; empty when it carries none.

    Args:
        model: An ``onnx.ModelProto``; its metadata and its classifiers are looked through.
        scores: How many there are.
    """
    for found in _kept(model):
        labels = tuple(label.strip() for label in found)
        if len(labels) == scores and all(labels):
            return _distinct(labels)
    return ()


def labels_of_text(where: str, text: str, json_only: bool = False) -> Sequence[str]:
    """Return the labels that a text holds, as it was written.

    Raises:
        ModelRefused: It is JSON of another shape, or its numbers are not consecutive.
    """
    if not json_only and text.lstrip()[:1] not in ("{", "["):
        return _of_lines(where, text)
    try:
        return _of_data(where, _data(text))
    except (ValueError, TypeError, AttributeError, SyntaxError, RecursionError) as error:
        if isinstance(error, ModelRefused):
            raise
        raise ModelRefused(
            f"{where} is neither a JSON list of labels nor an object of numbers and labels: "
            f"{error!s:.200}."
        ) from None


def shared(labels: Sequence[str]) -> list[str]:
    """Return a sentence for the outputs whose labels were the same, as their numbers tell."""
    outputs: dict[str, list[int]] = {}
    for number, label in enumerate(labels):
        if label.endswith(f" #{number}"):
            outputs.setdefault(label.removesuffix(f" #{number}"), []).append(number)
    same = {label: numbers for label, numbers in outputs.items() if len(numbers) > 1}
    if not same:
        return []
    label, numbers = next(iter(same.items()))
    more = f", and so it is with {len(same) - 1} other labels" if len(same) > 1 else ""
    return [
        f'Outputs {", ".join(map(str, numbers))} carry the same label "{label}"{more}; their '
        f'numbers tell them apart, as in "{label} #{numbers[0]}". Check the label file.'
    ]


def _kept(model: Any) -> Iterator[Sequence[str]]:
    for entry in model.metadata_props:
        if entry.key.lower() in _TABLES:
            try:
                yield labels_of_text("its metadata", entry.value)
            except ModelRefused:  # of another use than ours
                continue
    for node in model.graph.node:
        for attribute in node.attribute:
            if attribute.name == "classlabels_strings":
                yield [each.decode("utf-8", "replace") for each in attribute.strings]
            if attribute.name in ("classlabels_int64s", "classlabels_ints"):
                yield [str(number) for number in attribute.ints]
    tables = {node.input[0] for node in model.graph.node if node.op_type == "ArrayFeatureExtractor"}
    for tensor in model.graph.initializer:
        if tensor.name in tables:
            yield [each.decode("utf-8", "replace") for each in tensor.string_data]


def _of_lines(where: str, text: str) -> Sequence[str]:
    lines = [line.strip() for line in text.strip().splitlines()]
    for pattern, number, name in ((_NUMBERED, 1, 2), (_NUMBER_BEHIND, 2, 1)):
        matches = [pattern.fullmatch(line) for line in lines]
        if len(matches) > 2 and matches[0] is None:  # a heading
            del matches[0]
        numbered = [(int(match[number]), _bare(match[name])) for match in matches if match]
        if len(numbered) == len(matches) and len(numbered) > 1:
            return _ordered(where, numbered)
    if len(lines) > 2 and _bare(lines[0]).lower().rstrip(":") in _HEADINGS:
        del lines[0]
    return [_bare(line) for line in lines]


def _bare(label: str) -> str:
    quoted = len(label) > 1 and label[0] == label[-1] and label[0] in "\"'"
    return label[1:-1].strip() if quoted else label.strip()


def _data(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        try:
            return ast.literal_eval(text.strip())  # as Python prints it; runs nothing
        except (ValueError, SyntaxError, MemoryError):
            raise error from None


def _of_data(where: str, data: Any) -> Sequence[str]:
    if isinstance(data, list | tuple):
        if data and all(isinstance(each, Mapping) for each in data):
            return _of_records(where, data)
        return [_name(label) for label in data]
    inner = next((data[name] for name in _TABLES if name in data), None)
    if isinstance(inner, list | Mapping):
        return _of_data(where, inner)
    if all(isinstance(value, int) for value in data.values()):
        return _ordered(where, [(number, str(label)) for label, number in data.items()])
    return _ordered(where, [(int(number), _name(label)) for number, label in data.items()])


def _of_records(where: str, records: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    names = [next((r[key] for key in _NAMES if key in r), None) for r in records]
    numbers = [next((r[key] for key in _NUMBERS if key in r), None) for r in records]
    if any(name is None for name in names):
        raise ValueError(f"an object without any of {', '.join(_NAMES)}")
    given = [int(number) for number in numbers if number is not None]
    if len(given) < len(names):
        return [str(name) for name in names]
    return _ordered(where, [(n, str(name)) for n, name in zip(given, names, strict=True)])


def _name(label: Any) -> str:
    """Return a label as text; of a list, such as ``["n02123045", "tabby"]``, what stands last."""
    if isinstance(label, list | tuple) and label:
        label = label[-1]
    if isinstance(label, list | tuple | Mapping):
        raise ValueError(f"{label!r:.60} is no label")
    return str(label)


def _ordered(where: str, numbered: Numbered) -> Sequence[str]:
    by_number = sorted(numbered)
    numbers = [number for number, _ in by_number]
    if numbers not in ([*range(len(numbers))], [*range(1, len(numbers) + 1)]):
        raise ModelRefused(
            f"{where}: the numbers of its labels ({numbers[0]}..{numbers[-1]}, {len(numbers)} of "
            "them) are not consecutive from 0 or 1; which score means what is not certain."
        )
    return [label for _, label in by_number]


def _distinct(labels: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(labels)
    return tuple(
        label if counts[label] == 1 else f"{label} #{number}" for number, label in enumerate(labels)
    )
