"""What an examiner is asked and what it found, as plain data; checked at both ends."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qeu_station.api.answers import numpy_value
from qeu_station.api.examining import Examination, ExaminationRequest
from qeu_station.api.outcomes import TrainingFault, plain_report, report_from_plain
from qeu_station.core.opinion import OpinionFault

Plain = dict[str, Any]

MAX_FINDINGS = 6_000_000
"""Characters of the largest examination as JSON."""


def request_to_plain(request: ExaminationRequest) -> Plain:
    """Return a request as data, its paths absolute."""
    return {
        "file": str(request.file.absolute()),
        "labels": _text(request.labels),
        "settings": dict(request.settings),
        "picture": _text(request.picture),
        "expected": request.expected,
        "into": _text(request.into),
    }


def request_from_plain(plain: Plain) -> ExaminationRequest:
    """Return the request that ``request_to_plain`` described."""
    return ExaminationRequest(
        file=Path(plain["file"]),
        labels=_path(plain["labels"]),
        settings=plain["settings"],
        picture=_path(plain["picture"]),
        expected=plain["expected"],
        into=_path(plain["into"]),
    )


def plain_examination(found: object) -> str:
    """Return an examination as JSON text.

    Raises:
        OpinionFault: It is none, or a part of it is of another kind than it must be.
    """
    if not isinstance(found, Examination):
        raise OpinionFault(f"examine gave {type(found).__name__}, an Examination is needed")
    try:
        plain = {
            "settings": dict(found.settings),
            "labels": [_word(label) for label in found.labels],
            "report": plain_report(found.report),
            "files": [_word(name) for name in found.files],
        }
        text = json.dumps(plain, allow_nan=False, default=numpy_value)
    except (TypeError, ValueError, RecursionError) as error:
        raise OpinionFault(f"the examination is not what it must be ({error})") from None
    if len(text) > MAX_FINDINGS:
        raise OpinionFault(f"the examination has {len(text)} characters, more than {MAX_FINDINGS}")
    return text


def examination_from_plain(text: object) -> Examination:
    """Return the examination that ``plain_examination`` described.

    Raises:
        OpinionFault: It is none.
    """
    try:
        plain: Mapping[str, Any] = json.loads(text)  # type: ignore[arg-type]
        return Examination(
            settings=dict(plain["settings"]),
            labels=tuple(_word(label) for label in plain["labels"]),
            report=report_from_plain(plain["report"]),
            files=tuple(_word(name) for name in plain["files"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, TrainingFault) as error:
        raise OpinionFault(f"the examination is not what it must be ({error!r})") from None


def _text(path: Path | None) -> str:
    return "" if path is None else str(path.absolute())


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _word(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r:.60} is no text")
    return value
