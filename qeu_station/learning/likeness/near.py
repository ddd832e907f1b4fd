"""Distances between many vectors, in pieces that fit into little memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.floating]
"""(n, dimensions); float16 as kept, or float32."""

_PIECE = 8192
"""Vectors that are brought to float32 at a time."""

_QUERIES = 1024
"""Queries that are compared at a time."""


def distances(queries: Vectors, vectors: Vectors) -> NDArray[np.float32]:
    """Return the Euclidean distance of every query to every vector, float32 (q, n)."""
    found = np.empty((len(queries), len(vectors)), np.float32)
    wanted = np.asarray(queries, np.float32)
    for start in range(0, len(vectors), _PIECE):
        piece = np.asarray(vectors[start : start + _PIECE], np.float32)
        found[:, start : start + _PIECE] = _between(wanted, piece)
    return found


def to_nearest(
    queries: Vectors,
    parts: NDArray[np.integer],
    known: Vectors,
    known_parts: NDArray[np.integer],
) -> NDArray[np.float32]:
    """Return the distance of every query to the nearest known vector of another part.

    Args:
        queries: (q, dimensions).
        parts: (q,), number of the part each query shows.
        known: (n, dimensions).
        known_parts: (n,), number of the part each known vector shows.

    Returns:
        float32 (q,); infinite where no other part is known.
    """
    pieces = list(_nearest(queries, parts, np.asarray(known, np.float32), known_parts))
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def _nearest(
    queries: Vectors,
    parts: NDArray[np.integer],
    known: NDArray[np.float32],
    known_parts: NDArray[np.integer],
) -> Iterator[NDArray[np.float32]]:
    for start in range(0, len(queries), _QUERIES):
        wanted = np.asarray(queries[start : start + _QUERIES], np.float32)
        found = _between(wanted, known)
        found[parts[start : start + _QUERIES, None] == known_parts[None]] = np.inf
        yield found.min(axis=1, initial=np.inf)


def _between(queries: NDArray[np.float32], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """By |a - b|^2 = |a|^2 + |b|^2 - 2 a b, which rounding may bring below 0."""
    squares = (vectors**2).sum(axis=1)[None] + (queries**2).sum(axis=1)[:, None]
    squared = squares - 2 * (queries @ vectors.T)
    found: NDArray[np.float32] = np.sqrt(np.maximum(squared, 0, out=squared), out=squared)
    return found
