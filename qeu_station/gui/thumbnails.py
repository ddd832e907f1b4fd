"""Small pictures made beside the window, for what is seen now; no more than fit are kept."""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

log = logging.getLogger(__name__)

KEPT_BYTES = 48 << 20
THREADS = 1 if (os.cpu_count() or 1) <= 2 else 2
"""On a small machine one core is left for the window."""
GROUP = 8
"""Pictures that one thread takes at a time; what scrolls away before its turn is never read."""


class Small(Protocol):
    """A small picture: uint8 (h, w, 3) RGB or None, of a row, and why there is none."""

    @property
    def row(self) -> int:
        """Its row."""
        ...

    @property
    def picture(self) -> np.ndarray | None:
        """The pixels."""
        ...

    @property
    def why(self) -> str:
        """Why there are none, empty when there are."""
        ...


Read = Callable[[Sequence[int]], Iterator[Small]]
"""Yields the small pictures of some rows; called in threads, several at a time."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture ready to be drawn; None where there is none, and why."""

    image: QImage | None
    why: str = ""

    @property
    def bytes(self) -> int:
        """What it takes in memory, about."""
        return 200 + (0 if self.image is None else self.image.sizeInBytes())


class ThumbnailCache:
    """Thumbnails by key, those not looked at for longest leaving first.

    Args:
        limit: Bytes that are kept.
    """

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, Thumbnail] = OrderedDict()
        self.bytes = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Thumbnail | None:
        """Return one, and count it as looked at."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, made: Thumbnail) -> None:
        """Keep one."""
        before = self._kept.pop(key, None)
        self.bytes += made.bytes - (before.bytes if before else 0)
        self._kept[key] = made
        while self.bytes > self._limit and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self.bytes -= oldest.bytes

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
        self.bytes = 0


class Thumbnails(QObject):
    """Makes thumbnails of the rows that are wanted, in the order they are wanted.

    Threads end when there is nothing to do, and never keep the program from ending.

    Attributes:
        arrived: Rows (a tuple) whose thumbnails are there now.
    """

    arrived = Signal(object)
    _made = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = ThumbnailCache()
        self._lock = threading.Lock()
        self._wanted: list[int] = []
        self._reading: set[int] = set()
        self._read: Read | None = None
        self._epoch = 0
        self._threads: list[threading.Thread] = []
        self._made.connect(self._on_made, Qt.ConnectionType.QueuedConnection)

    def use(self, read: Read | None) -> None:
        """Read from another source; None for no source."""
        with self._lock:
            self._epoch += 1
            self._read, self._wanted = read, []
            self._reading.clear()
        self._cache.clear()

    def read_with(self, read: Read) -> None:
        """Read otherwise what is not made yet; rows mean the same as before."""
        with self._lock:
            self._read = read

    def get(self, row: int) -> Thumbnail | None:
        """Return the thumbnail of a row, None when it is not made yet."""
        return self._cache.get(row)

    def want(self, rows: Iterable[int]) -> None:
        """Make the thumbnails of these rows next, the first first, and of no others any more."""
        missing = [row for row in rows if row not in self._cache]
        with self._lock:
            self._wanted = [row for row in missing if row not in self._reading]
            if not self._wanted or self._read is None:
                return
            self._threads = [each for each in self._threads if each.is_alive()]
            if len(self._threads) < THREADS:
                thread = threading.Thread(target=self._work, name="thumbnails", daemon=True)
                self._threads.append(thread)
                thread.start()

    def close(self) -> None:
        """Make none any more, and wait for those that are being made."""
        self.use(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        """In a thread: make one group after the other, until nothing is wanted."""
        while True:
            with self._lock:
                group, self._wanted = self._wanted[:GROUP], self._wanted[GROUP:]
                self._reading.update(group)
                read, epoch = self._read, self._epoch
            if not group or read is None:
                return
            self._make(read, group, epoch)

    def _make(self, read: Read, group: list[int], epoch: int) -> None:
        made: list[tuple[int, Thumbnail]] = []
        try:
            for small in read(group):
                if epoch != self._epoch:
                    return
                made.append((small.row, _thumbnail(small)))
            there = {row for row, _ in made}
            made += [(row, Thumbnail(None)) for row in group if row not in there]
        except Exception as error:  # what is not made is asked for again when it is seen again
            log.info("no small pictures: %s", error)
        try:
            self._made.emit((epoch, group, made))
        except RuntimeError:  # the window is gone already
            log.debug("small pictures came after the window was closed")

    def _on_made(self, answer: tuple[int, list[int], list[tuple[int, Thumbnail]]]) -> None:
        epoch, group, made = answer
        if epoch != self._epoch:
            return
        with self._lock:
            self._reading.difference_update(group)
        for row, thumbnail in made:
            self._cache.put(row, thumbnail)
        self.arrived.emit(tuple(row for row, _ in made))


def _thumbnail(small: Small) -> Thumbnail:
    if small.picture is None:
        return Thumbnail(None, small.why)
    pixels = np.ascontiguousarray(small.picture)
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return Thumbnail(image.convertToFormat(QImage.Format.Format_RGB32))  # a copy, quick to draw
