"""Small pictures: made for what is seen, bounded, and never waited for."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
import pytest

from qeu_station.gui.thumbnails import GROUP, Thumbnail, ThumbnailCache, Thumbnails


@dataclass
class Made:
    row: int
    picture: np.ndarray | None = None
    why: str = ""


def red(row: int) -> Made:
    return Made(row, np.full((48, 64, 3), (200, 10, 10), np.uint8))


@pytest.fixture
def thumbnails(qtbot):
    made = Thumbnails()
    yield made
    made.close()


def test_what_is_wanted_is_made_and_told(qtbot, thumbnails):
    thumbnails.use(lambda rows: (red(row) for row in rows))
    with qtbot.waitSignal(thumbnails.arrived) as told:
        thumbnails.want([4, 7])
    assert told.args == [(4, 7)]
    image = thumbnails.get(4).image
    assert (image.width(), image.height()) == (64, 48)
    assert image.pixelColor(3, 3).getRgb()[:3] == (200, 10, 10)
    assert thumbnails.get(5) is None


def test_what_scrolled_away_before_its_turn_is_never_read(qtbot, thumbnails):
    read: list[int] = []
    go = threading.Event()

    def reading(rows):
        go.wait(60)
        read.extend(rows)
        yield from map(red, rows)

    thumbnails.use(reading)
    for start in range(0, 1000, 100):
        thumbnails.want(range(start, start + 40))
    go.set()
    qtbot.waitUntil(lambda: thumbnails.get(939) is not None)
    assert len(read) <= 40 + 4 * GROUP
    assert set(range(900, 940)) <= set(read)


def test_nothing_of_another_source_arrives(qtbot, thumbnails):
    go = threading.Event()

    def slow(rows):
        go.wait(60)
        yield from (Made(row, np.zeros((4, 4, 3), np.uint8)) for row in rows)

    thumbnails.use(slow)
    thumbnails.want([1])
    thumbnails.use(lambda rows: (red(row) for row in rows))
    go.set()
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.want([1])
    assert thumbnails.get(1).image.width() == 64


def test_a_picture_that_is_gone_is_not_asked_for_again(qtbot, thumbnails):
    asked: list[int] = []

    def reading(rows):
        asked.extend(rows)
        yield from (Made(row, None, "It is gone.") for row in rows)

    thumbnails.use(reading)
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.want([3])
    assert (thumbnails.get(3).image, thumbnails.get(3).why) == (None, "It is gone.")
    thumbnails.want([3])
    assert asked == [3]


def test_a_source_that_fails_is_asked_again_later(qtbot, thumbnails):
    fails = [True]

    def reading(rows):
        if fails:
            raise OSError("the share is gone")
        yield from map(red, rows)

    thumbnails.use(reading)
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.want([3])
    assert thumbnails.get(3) is None
    fails.clear()
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.want([3])
    assert thumbnails.get(3).image is not None


def test_threads_end_when_there_is_nothing_to_do(qtbot, thumbnails):
    thumbnails.use(lambda rows: (red(row) for row in rows))
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.want([1, 2])
    qtbot.waitUntil(lambda: not any(t.name == "thumbnails" for t in threading.enumerate()))


def test_the_cache_holds_no_more_than_its_limit():
    cache = ThumbnailCache(limit=10 * 200)
    for row in range(50):
        cache.put(row, Thumbnail(None, ""))
    assert (len(cache), cache.bytes) == (10, 2000)
    assert cache.get(40) is not None  # looked at now, so it leaves last
    cache.put(99, Thumbnail(None))
    assert 40 in cache and 41 not in cache


def test_putting_again_replaces():
    cache = ThumbnailCache(limit=2000)
    for _ in range(5):
        cache.put(1, Thumbnail(None))
    assert (len(cache), cache.bytes) == (1, 200)
