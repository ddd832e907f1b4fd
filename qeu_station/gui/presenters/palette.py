"""Finding an entry of a list by what somebody types of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_WHOLE, _START, _WORD, _INITIALS, _INSIDE, _SCATTERED = range(6)
"""How well a query fits, the best first."""

_APART = 10
"""Added where only the words of a query fit, each for itself."""

_OTHER = 20
"""Added where another name fits than the one that is shown."""

_Rank = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose.

    Attributes:
        key: What it is called in code.
        text: What people read and search.
        hint: Shown beside it, such as its shortcut; not searched.
        also: Other names that find it: what it is called in another language, its shortcuts.
    """

    key: str
    text: str
    hint: str = ""
    also: tuple[str, ...] = ()


def search(entries: Sequence[Entry], query: str) -> list[Entry]:
    """Return the entries that fit what was typed, the best first.

    A text fits when it holds all characters of the query in their order: the whole text comes
    first, then its beginning, the beginning of a word, initials of words, a part of a word, and
    characters that stand apart, the closest together first. Then come entries that hold every
    word of the query somewhere, in any order, some of them perhaps in another name; another name
    fits by what stands together in it only. Case, width and spaces don't count. Entries that fit
    equally well keep their order; an empty query keeps all.
    """
    words = folded(query).split()
    if not words:
        return list(entries)
    ranked = [
        (rank, number)
        for number, entry in enumerate(entries)
        if (rank := _fit(entry, words)) is not None
    ]
    return [entries[number] for _, number in sorted(ranked)]


def _fit(entry: Entry, words: Sequence[str]) -> _Rank | None:
    """Return how well an entry fits: by its text, by another name, or word by word."""
    whole = _best(entry, "".join(words))
    if whole is not None or len(words) == 1:
        return whole
    apart = [_best(entry, word, scattered=False) for word in words]
    found = [rank for rank in apart if rank is not None]
    if len(found) < len(words):
        return None
    kind, spread, place = max(found)
    return kind + _APART, spread, place


def _best(entry: Entry, wanted: str, scattered: bool = True) -> _Rank | None:
    own = _rank(folded(entry.text), wanted)
    if own is not None and (scattered or own[0] != _SCATTERED):
        return own
    others = [rank for name in entry.also if (rank := _rank(folded(name), wanted)) is not None]
    together = [rank for rank in others if rank[0] != _SCATTERED]
    if not together:
        return None
    kind, spread, place = min(together)
    return kind + _OTHER, spread, place


def folded(text: str) -> str:
    """Return a text as it is compared: half width, katakana as hiragana, without case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_hiragana(character) for character in plain)


def _hiragana(character: str) -> str:
    return chr(ord(character) - 0x60) if "ァ" <= character <= "ヶ" else character


def _rank(text: str, wanted: str) -> _Rank | None:
    """Return how well a text fits, smaller is better: kind, spread and place; None if not."""
    words = text.split()
    joined = "".join(words)
    place = joined.find(wanted)
    if joined == wanted:
        return _WHOLE, 0, 0
    if place == 0:
        return _START, 0, 0
    starts = _starts(words)
    if place > 0 and (at := _first_word(joined, wanted, starts)) >= 0:
        return _WORD, 0, at
    initials = "".join(joined[start] for start in starts)
    if (at := initials.find(wanted)) >= 0:
        return _INITIALS, 0, at
    if place > 0:
        return _INSIDE, 0, place
    return _scattered(joined, wanted)


def _starts(words: Sequence[str]) -> list[int]:
    places, at = [], 0
    for word in words:
        places.append(at)
        at += len(word)
    return places


def _first_word(joined: str, wanted: str, starts: Sequence[int]) -> int:
    return next((start for start in starts if joined.startswith(wanted, start)), -1)


def _scattered(text: str, wanted: str) -> _Rank | None:
    places, at = [], -1
    for character in wanted:
        at = text.find(character, at + 1)
        if at < 0:
            return None
        places.append(at)
    return _SCATTERED, places[-1] - places[0], places[0]
