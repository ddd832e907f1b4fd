"""A folder that others write pictures into: each pair once, as soon as its files are whole."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError, ImageError, SourceError
from qeu_station.imaging.io import MAX_PIXELS, read_image
from qeu_station.storage.pairs import (
    REFERENCES,
    TEST,
    PairRules,
    pairs_among,
    picture_files,
)

READ_BUDGET_S = 0.2
"""Seconds one poll may spend on reading pictures; the others wait for the next one."""

OLD_S = 60.0
"""What was written longer ago than this when the watch began is taken as it lies there."""

SAY_AFTER_S = 3.0
"""How long a file lies unchanged before it is named among those that wait."""

GROWING_S = 10.0
"""How long a file changes before it is."""

_RETRY_S, _LONGEST_RETRY_S = 1.0, 30.0
_UNFINISHED = (".tmp.", ".part.", ".partial.")
_GROWING = "It is still being written."
_LONELY = "Its reference picture is not there yet."


@dataclass(slots=True)
class _Seen:
    """A file that has not been delivered yet: seen first, unchanged since, and why it waits."""

    mark: tuple[int, int]
    first: float
    since: float
    why: str = ""
    whole: bool = False
    retry_at: float = 0.0
    retry_s: float = _RETRY_S


class FolderWatch:
    """Looks into a folder and its subfolders, for pairs by the names that ``read_pairs`` knows.

    A file counts once its size and time have not changed for ``settle_s`` and it can be read as a
    whole picture; what has lain there for a minute at the first look counts at once, unread, so
    that a folder of thousands is there immediately. Every name is delivered once, also when the
    folder was away in between. A picture named as a reference is never a part.

    Args:
        folder: The folder; it may be away for a while.
        need_reference: Whether a pair waits for its reference.
        settle_s: Seconds a file must not have changed.
        max_pixels: Largest picture that is read.
        say_after_s: Seconds a file lies unchanged before ``waiting`` names it.
    """

    def __init__(
        self,
        folder: Path,
        need_reference: bool,
        settle_s: float = 0.5,
        max_pixels: int = MAX_PIXELS,
        say_after_s: float = SAY_AFTER_S,
    ) -> None:
        self.folder = folder
        self._rules = PairRules(need_reference=need_reference)
        self._settle_s = settle_s
        self._max_pixels = max_pixels
        self._say_after_s = say_after_s
        self._seen: dict[str, _Seen] = {}
        self._done: set[str] = set()
        self._names: dict[str, Path] = {}
        self._tests_only = need_reference
        self._first_look = True

    @property
    def waiting(self) -> Mapping[str, str]:
        """Files that have been here for a while and cannot be taken, each with the reason."""
        now = time.monotonic()
        return {path: why for path, seen in self._seen.items() if (why := self._why(seen, now))}

    def poll(self) -> list[Pair]:
        """Return the pairs that have become complete since the last call, sorted by path.

        Raises:
            SourceError: The folder cannot be read now; a later call goes on where this one was.
        """
        fresh = self._fresh()
        self._seen = {path: seen for path, seen in self._seen.items() if path in fresh}
        settled = {path for path in fresh if self._settled(path)}
        self._first_look = False
        return list(self._complete(sorted(fresh), settled))

    def _fresh(self) -> set[str]:
        try:
            found = [path for path in picture_files(self.folder) if path not in self._done]
        except DatasetError as error:
            raise SourceError(
                f"{error} It is watched again as soon as it is back; check the folder, or the "
                "network it lies on."
            ) from error
        return {path for path in found if not _unfinished(os.path.basename(path))}  # noqa: PTH119

    def _complete(self, fresh: list[str], settled: set[str]) -> Iterator[Pair]:
        end = time.monotonic() + READ_BUDGET_S
        for pair in self._parts(fresh):
            files = [str(path) for path in (pair.test, pair.reference) if path is not None]
            if self._kept_back(pair) or not settled.issuperset(files):
                continue
            if time.monotonic() > end and not all(self._seen[path].whole for path in files):
                continue
            if all(self._whole(path) for path in files):
                self._done.update(files)
                self._names[pair.name] = pair.test
                yield pair

    def _parts(self, fresh: list[str]) -> Iterator[Pair]:
        for pair in pairs_among(fresh, self._rules):
            stem = pair.test.stem
            self._tests_only |= stem.endswith(TEST)
            if stem.endswith(TEST) if self._tests_only else not stem.endswith(REFERENCES):
                yield pair

    def _kept_back(self, pair: Pair) -> bool:
        """Tell whether a pair cannot be taken whatever its files hold, and note why."""
        other, why = self._names.get(pair.name), ""
        if self._rules.need_reference and pair.reference is None:
            why = _LONELY
        elif other is not None:
            why = f'Part "{pair.name}" was taken already, from "{other}". Give it another name.'
        seen = self._seen.get(str(pair.test))
        if seen is not None and (why or seen.why == _LONELY):
            seen.why = why
        return bool(why)

    def _why(self, seen: _Seen, now: float) -> str:
        if now - seen.since < self._settle_s:
            return _GROWING if now - seen.first >= GROWING_S else ""
        return seen.why if now - seen.since >= self._say_after_s else ""

    def _settled(self, path: str) -> bool:
        try:
            status = os.stat(path)  # noqa: PTH116 - of ten thousand files
        except OSError:  # gone again, or locked by its writer
            self._seen.pop(path, None)
            return False
        mark = status.st_size, status.st_mtime_ns
        now = time.monotonic()
        seen = self._seen.get(path)
        if self._first_look and time.time() - max(status.st_mtime, status.st_ctime) > OLD_S:
            self._seen[path] = _Seen(mark, -math.inf, -math.inf, whole=True)
            return True
        if seen is None or seen.mark != mark:
            self._seen[path] = _Seen(mark, seen.first if seen else now, now)
            return False
        return now - seen.since >= self._settle_s

    def _whole(self, path: str) -> bool:
        seen = self._seen[path]
        if seen.whole or time.monotonic() < seen.retry_at:
            return seen.whole
        try:
            read_image(Path(path), self._max_pixels)
        except ImageError as error:
            seen.why = str(error)
            seen.retry_at = time.monotonic() + seen.retry_s
            seen.retry_s = min(2 * seen.retry_s, _LONGEST_RETRY_S)
        else:
            seen.why, seen.whole = "", True
        return seen.whole


def _unfinished(name: str) -> bool:
    return name.startswith("~") or any(part in name.lower() for part in _UNFINISHED)
