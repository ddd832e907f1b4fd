"""Inspection records as JSON and back, exactly."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, Any

from qeu_station.core.record import AdviceRecord, InspectionRecord
from qeu_station.errors import JournalError
from qeu_station.storage.chain import canonical

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def record_to_json(record: InspectionRecord) -> bytes:
    """Return a record as canonical JSON."""
    return canonical(record).encode()


def record_from_json(text: str | bytes) -> InspectionRecord:
    """Return the record that ``record_to_json`` wrote; every float is the same.

    Raises:
        JournalError: It is not a record.
    """
    try:
        return _records().validate_json(text)
    except ValueError as error:
        raise unreadable("inspection", error) from error


def advice_from_json(text: str | bytes) -> AdviceRecord:
    """Return the advice that an entry of kind ``advice`` holds.

    Raises:
        JournalError: It holds none.
    """
    try:
        return _advice().validate_json(text).advice
    except ValueError as error:
        raise unreadable("advice", error) from error


def unreadable(what: str, why: object) -> JournalError:
    """Return the error that something recorded cannot be read, since it was changed."""
    return JournalError(
        f"A recorded {what} cannot be read ({why}); qeu-station journal verify says which entries "
        "were changed."
    )


def record_as_dict(record: InspectionRecord) -> dict[str, Any]:
    """Return a record as nested dictionaries and tuples."""
    return dataclasses.asdict(record)


@dataclasses.dataclass(frozen=True, slots=True)
class _Advised:
    inspection: str
    advice: AdviceRecord


@cache
def _advice() -> TypeAdapter[_Advised]:
    from pydantic import TypeAdapter

    return TypeAdapter(_Advised)


@cache
def _records() -> TypeAdapter[InspectionRecord]:
    from pydantic import TypeAdapter

    return TypeAdapter(InspectionRecord)
