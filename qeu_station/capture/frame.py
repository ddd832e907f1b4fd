"""A live picture, and what gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np

SourceState = Literal["opening", "live", "lost", "closed"]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a live source.

    Attributes:
        pixels: uint8, (H, W, 3) BGR or (H, W); read-only.
        at: When its grab began, in seconds of ``time.monotonic``, which is one clock for all
            processes of a machine.
        number: Counts the pictures of a source, also over a reopening.
    """

    pixels: np.ndarray = field(repr=False)
    at: float
    number: int


class FrameSource(Protocol):
    """What the window asks of a live source; every method may be called from any thread."""

    @property
    def state(self) -> SourceState:
        """``opening`` until the first picture, ``live``, ``lost`` for now, ``closed`` for good."""
        ...

    @property
    def problem(self) -> str:
        """Why it is lost or closed, a sentence; empty while all is well."""
        ...

    def newest(self) -> Frame | None:
        """Return the newest picture, None unless the source is live."""
        ...

    def after(self, moment: float, timeout_s: float) -> Frame | None:
        """Return the first picture whose grab began after ``moment``, None when none came."""
        ...

    def close(self) -> None:
        """End it and give everything back."""
        ...
