"""Lists of pairs: by the names of files in a folder, or from a CSV file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import overload

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError
from qeu_station.storage.tables import read_table
from qeu_station.storage.text import printable

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
TEST = "_test"
REFERENCES = ("_temp", "_ref")
PAIRS_FILE = "pairs.csv"
COLUMNS = ("name", "test", "reference", "serial", "group")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PairRules:
    """How pairs are recognised.

    Attributes:
        need_reference: Whether every test image must have its reference beside it.
        group: Regular expression whose first group (or whole match) in the pair's name is its
            group; empty for none.
    """

    need_reference: bool = True
    group: str = ""


def read_pairs(source: Path, rules: PairRules | None = None) -> tuple[Pair, ...]:
    """Return the pairs of a folder, a saved data set or a CSV file, sorted by name.

    Raises:
        DatasetError: There are none, one is incomplete, or a name is used twice.
    """
    return tuple(list_pairs(source, rules))


def list_pairs(source: Path, rules: PairRules | None = None) -> Sequence[Pair]:
    """Return the same as ``read_pairs``, where a pair of a folder is made when it is asked for.

    Raises:
        DatasetError: As ``read_pairs``.
    """
    rules = rules or PairRules()
    listed = source / PAIRS_FILE
    if source.is_dir() and not listed.is_file():
        return FolderPairs(sorted(_in_folder(source, rules)), source, rules)
    if source.is_dir() or source.is_file():
        return _unique(source, _from_csv(listed if source.is_dir() else source, rules))
    raise DatasetError(f'"{source}" does not exist; give a folder with pairs or a CSV file.')


Listed = tuple[str, str, str | None]
"""Name of a pair, file of its test image, file of its reference."""


class FolderPairs(Sequence[Pair]):
    """Pairs of a folder, of which there may be tens of thousands.

    Args:
        listed: Sorted by name.
        source: Named in errors.
        rules: How groups are read from names.

    Raises:
        DatasetError: A name is used twice, or has no group.
    """

    def __init__(self, listed: Sequence[Listed], source: Path, rules: PairRules) -> None:
        self._listed, self._rules = listed, rules
        for (name, test, _), (other, other_test, _) in pairwise(listed):
            if name == other:
                raise _twice(source, name, test, other_test)
            if rules.group:
                _group(name, rules)
        if rules.group and listed:
            _group(listed[-1][0], rules)

    def __len__(self) -> int:
        return len(self._listed)

    @overload
    def __getitem__(self, index: int) -> Pair: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Pair]: ...
    def __getitem__(self, index: int | slice) -> Pair | Sequence[Pair]:
        if isinstance(index, slice):
            return [self._made(each) for each in self._listed[index]]
        return self._made(self._listed[index])

    def _made(self, listed: Listed) -> Pair:
        name, test, reference = listed
        picture = None if reference is None else Path(reference)
        return Pair(name, Path(test), picture, "", _group(name, self._rules))


def pair_name(file_name: str) -> str:
    """Return the pair's name: the stem of the test file without ``_test``."""
    return printable(os.path.splitext(file_name)[0].removesuffix(TEST))  # noqa: PTH122


def _in_folder(folder: Path, rules: PairRules) -> list[Listed]:
    images = sorted(picture_files(folder))
    if not images:
        kinds = ", ".join(sorted(IMAGE_SUFFIXES))
        raise DatasetError(f'There is no picture in "{folder}" (looked for {kinds}).')
    listed = _among(images, rules)
    if not listed:
        raise DatasetError(
            f'There is no pair in "{folder}": {len(images)} pictures, none named NAME{TEST}.* '
            f"(with its reference NAME{REFERENCES[0]}.* or NAME{REFERENCES[1]}.*)."
        )
    lonely = [test for _, test, reference in listed if reference is None]
    if lonely and rules.need_reference:
        raise DatasetError(
            f"{len(lonely)} of {len(listed)} test pictures have no reference beside them "
            f"(NAME{REFERENCES[0]}.* or NAME{REFERENCES[1]}.*): {_some(lonely)}."
        )
    return listed


def pairs_among(images: Sequence[str], rules: PairRules) -> list[Pair]:
    """Return the pairs that the names of picture files make; a missing reference is None.

    Without any ``NAME_test`` every picture is a part of its own, unless a reference is needed.
    """
    return [
        Pair(name, Path(test), None if reference is None else Path(reference), "",
             _group(name, rules))
        for name, test, reference in _among(images, rules)
    ]  # fmt: skip


def _among(images: Sequence[str], rules: PairRules) -> list[Listed]:
    stems = [path[: path.rfind(".")] for path in images]
    by_stem = dict(zip(stems, images, strict=True))
    tests = [(s, path) for s, path in zip(stems, images, strict=True) if s.endswith(TEST)]
    if not tests and not rules.need_reference:
        return [(_name(stem), path, None) for stem, path in zip(stems, images, strict=True)]
    return [(_name(stem), path, _reference_of(stem, by_stem)) for stem, path in tests]


def _name(stem: str) -> str:
    """Return the pair's name from its test file's path without the suffix."""
    return printable(os.path.basename(stem).removesuffix(TEST))  # noqa: PTH119


def picture_files(folder: Path) -> Iterator[str]:
    """Yield the pictures below a folder; scandir keeps tens of thousands of files quick.

    Raises:
        DatasetError: The folder cannot be read.
    """
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError as error:
        raise DatasetError(f'Folder "{folder}" cannot be read: {error.strerror}.') from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):  # a linked folder may lead round in a circle
            yield from picture_files(Path(entry.path))
        elif entry.name[entry.name.rfind(".") :].lower() in IMAGE_SUFFIXES:
            yield entry.path


def _reference_of(test_stem: str, by_stem: dict[str, str]) -> str | None:
    base = test_stem.removesuffix(TEST)
    return next((by_stem[base + end] for end in REFERENCES if base + end in by_stem), None)


def _group(name: str, rules: PairRules) -> str:
    if not rules.group:
        return ""
    try:
        match = re.search(rules.group, name)
    except re.error as error:
        raise DatasetError(f'"{rules.group}" is no regular expression: {error}.') from None
    if match is None:
        raise DatasetError(f'The group pattern "{rules.group}" does not match pair "{name}".')
    return match[1] if match.re.groups else match[0]


def _from_csv(file: Path, rules: PairRules) -> list[Pair]:
    pairs = []
    for line in read_table(file, ["test"], [c for c in COLUMNS if c != "test"]):
        if not line["test"]:
            raise line.error("test is empty; name the test picture.")
        if rules.need_reference and not line["reference"]:
            raise line.error("reference is empty; the recipe takes it from the pair.")
        test = file.parent / line["test"]
        reference = file.parent / line["reference"] if line["reference"] else None
        for picture in (test, reference):
            if picture is not None and not picture.is_file():
                raise line.error(f'picture "{picture}" does not exist.')
        name = line["name"] or pair_name(test.name)
        group = line["group"] or _group(name, rules)
        pairs.append(Pair(name, test, reference, line["serial"], group))
    if not pairs:
        raise DatasetError(f"{file} lists no pair.")
    return pairs


def _unique(source: Path, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    first: dict[str, Pair] = {}
    for pair in pairs:
        other = first.setdefault(pair.name, pair)
        if other is not pair:
            raise _twice(source, pair.name, other.test, pair.test)
    return tuple(sorted(pairs, key=lambda pair: pair.name))


def _twice(source: Path, name: str, first: object, second: object) -> DatasetError:
    return DatasetError(
        f'{source}: two pairs are named "{name}" ({first} and {second}); '
        "rename one, or give names in a CSV file."
    )


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
