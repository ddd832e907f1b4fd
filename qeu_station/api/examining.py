"""The contract of an examiner: looks at a model made elsewhere and proposes how to use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qeu_station.api.report import Report

__all__ = ["Examination", "ExaminationRequest"]


@dataclass(frozen=True, slots=True)
class ExaminationRequest:
    """What an examiner is called with.

    Attributes:
        file: The model.
        labels: File with its labels, or None when it is not given.
        settings: What the person knows of it; the rest is guessed.
        picture: A picture to try it on, or a folder with a folder of pictures per label, or None.
        expected: Label that it must find in the picture; empty for none. Settings that were only
            guessed are then chosen so that it does.
        into: Existing folder to write the whole model to, or None.
    """

    file: Path
    labels: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    picture: Path | None = None
    expected: str = ""
    into: Path | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found.

    Attributes:
        settings: For ``[preprocessing]`` of a bundle, complete; JSON values.
        labels: Meaning of the outputs, in order.
        report: What was found and guessed, for people; its summary says what to check.
        files: Names of the files written into ``ExaminationRequest.into``.
    """

    settings: Mapping[str, Any]
    labels: tuple[str, ...]
    report: Report
    files: tuple[str, ...] = ()
