"""The chain of hashes: what is hashed, and how a value becomes the text that is hashed."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from qeu_station.errors import JournalError

GENESIS = "0" * 64
"""What the first entry of a station names as its predecessor."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of a station's chain.

    Attributes:
        station: Whose chain it is.
        seq: 1 for the first entry, then without a gap.
        id: Id of what the entry tells, such as an inspection's.
        kind: ``inspection``, ``correction``, ``recipe``, ``advice`` or ``note``.
        at: UTC time of writing, ISO 8601.
        payload: Canonical JSON.
        previous: Hash of the entry before, ``GENESIS`` for the first.
        hash: SHA-256 over all the above.
    """

    station: str
    seq: int
    id: str
    kind: str
    at: str
    payload: str
    previous: str
    hash: str = ""

    @property
    def own_hash(self) -> str:
        """The hash that its content asks for."""
        return _hash(
            self.station, self.seq, self.id, self.kind, self.at, self.payload, self.previous
        )

    def sealed(self) -> Entry:
        """Return the same entry with the hash that fits."""
        return dataclasses.replace(self, hash=self.own_hash)


def canonical(value: Any) -> str:
    """Return JSON text with sorted keys, plain ASCII, and floats that read back exactly.

    Dataclasses become objects; NaN and infinities, which JSON cannot hold, become null.

    Raises:
        JournalError: A value is not JSON.
    """
    try:
        try:
            return _dumps(value, allow_nan=False)
        except ValueError:
            finite = json.loads(_dumps(value, allow_nan=True), parse_constant=lambda _: None)
            return _dumps(finite, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise JournalError(f"A record holds a value that is not JSON: {error}.") from None


def _dumps(value: Any, allow_nan: bool) -> str:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), allow_nan=allow_nan, default=_as_json
    )


def _as_json(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in _field_names(type(value))}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} {value!r:.80}")


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _hash(*columns: str | int) -> str:
    """Return the SHA-256 over columns, each with its length before it so that none can flow over.

    Bytes that are not UTF-8, as a damaged database gives them, count as the bytes they are.
    """
    whole = hashlib.sha256()
    for column in columns:
        value = str(column).encode("utf-8", "surrogateescape")
        whole.update(b"%d:" % len(value))
        whole.update(value)
    return whole.hexdigest()
