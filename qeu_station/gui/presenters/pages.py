"""Pictures read beside the window's thread, kept while they fit, and read ahead."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.part import Page
from qeu_station.gui.presenters.ports import Jobs

if TYPE_CHECKING:
    from qeu_station.services.viewing import ViewedPair

KEPT_BYTES = 256 << 20
SLOTS = 2
"""Pictures read ahead at a time; one thread of the jobs stays free for the wanted ones."""


@dataclass(frozen=True, slots=True, eq=False)
class PageRequest:
    """Pictures of one part; ``read`` runs in a job."""

    key: Hashable
    read: Callable[[], ViewedPair]


class PageCache:
    """Pages by key, the least recently used ones leaving first.

    Args:
        limit: Bytes of pictures that are kept; the newest page stays whatever its size.
    """

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self._limit = limit
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self.bytes = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._pages

    def get(self, key: Hashable) -> Page | None:
        """Return a page, and count it as used."""
        if key in self._pages:
            self._pages.move_to_end(key)
        return self._pages.get(key)

    def put(self, key: Hashable, page: Page) -> None:
        """Keep a page."""
        self.drop(key)
        self._pages[key] = page
        self.bytes += _size(page)
        while self.bytes > self._limit and len(self._pages) > 1:
            self.drop(next(iter(self._pages)))

    def drop(self, key: Hashable) -> None:
        """Forget a page."""
        page = self._pages.pop(key, None)
        if page is not None:
            self.bytes -= _size(page)


class Pages:
    """Gives the pictures of the part that is wanted, and reads those that come next ahead.

    Args:
        jobs: Where they are read.
        cache: Where they are kept.
    """

    def __init__(self, jobs: Jobs, cache: PageCache | None = None) -> None:
        self._jobs = jobs
        self._cache = cache or PageCache()
        self._reading: dict[str, Hashable] = {}
        self._wanted: PageRequest | None = None
        self._done: Callable[[Page], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self._ahead: list[PageRequest] = []

    def want(
        self,
        request: PageRequest,
        done: Callable[[Page], None],
        failed: Callable[[Exception], None],
        ahead: Sequence[PageRequest] = (),
    ) -> None:
        """Call ``done`` with the pictures, at once when they are kept; drop what was wanted before.

        Args:
            request: The pictures to show now.
            done: Takes them.
            failed: Takes the error that kept them from being read.
            ahead: What to read next, nearest first.
        """
        self._wanted, self._done, self._failed = request, done, failed
        self._ahead = list(ahead)
        page = self._cache.get(request.key)
        if page is not None:
            self._jobs.forget("pictures")
            self._arrived(request.key, page)
        elif request.key in self._reading.values():
            self._jobs.forget("pictures")
        else:
            self._read_wanted()

    def drop(self, key: Hashable) -> None:
        """Forget pictures that are not asked for again."""
        self._cache.drop(key)

    def nothing(self) -> None:
        """Drop what is wanted."""
        self._wanted = self._done = self._failed = None
        self._ahead = []
        self._jobs.forget("pictures")

    def _read_wanted(self) -> None:
        request, failed = self._wanted, self._failed
        if request is not None:
            self._jobs.latest(
                "pictures",
                lambda task: _read(request),
                lambda page: self._arrived(request.key, page),
                failed,
            )

    def _arrived(self, key: Hashable, page: Page) -> None:
        self._cache.put(key, page)
        if self._wanted is not None and self._wanted.key == key and self._done is not None:
            done, self._done = self._done, None
            done(page)
        if self._done is None:
            self._read_ahead()

    def _read_ahead(self) -> None:
        for slot in (f"ahead:{number}" for number in range(SLOTS)):
            if slot not in self._reading:
                request = self._next_ahead()
                if request is None:
                    return
                self._start_ahead(slot, request)

    def _next_ahead(self) -> PageRequest | None:
        while self._ahead:
            request = self._ahead.pop(0)
            if request.key not in self._cache and request.key not in self._reading.values():
                return request
        return None

    def _start_ahead(self, slot: str, request: PageRequest) -> None:
        self._reading[slot] = request.key

        def done(page: Page) -> None:
            del self._reading[slot]
            self._arrived(request.key, page)

        def failed(error: Exception) -> None:
            del self._reading[slot]
            if self._wanted is not None and self._wanted.key == request.key and self._done:
                self._read_wanted()  # it has become the wanted one, whose error counts

        self._jobs.latest(slot, lambda task: _read(request), done, failed)


def _read(request: PageRequest) -> Page:
    from qeu_station.services.viewing import lasting, thumbnail

    pictures = lasting(request.read())
    return Page(pictures, thumbnail(pictures.test))


def _size(page: Page) -> int:
    shown = page.pictures
    arrays = (shown.reference, shown.test, shown.difference, page.thumbnail)
    return sum(array.nbytes for array in arrays if array is not None)
