"""The contract of a source of live pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class SourceContext:
    """What a source's factory is called with.

    Attributes:
        parameters: Instance of the spec's parameter model, or an empty mapping without one.
        threads: Threads the source may use.
    """

    parameters: Any = field(default_factory=dict)
    threads: int = 1


@runtime_checkable
class Source(Protocol):
    """Gives one picture after the other, in a process of its own.

    ``open``, ``grab`` and ``close`` are called from one thread. A source may also have
    ``patience_s`` (float, seconds; default 0.9): the longest time that may pass between two
    pictures while all is well, read once after ``open``. After more than that the station takes
    it for lost, ends its process, and opens it anew.
    """

    def open(self) -> None:
        """Connect to the camera.

        Raises:
            SourceError: It cannot; the message says what was tried and what to do.
        """
        ...

    def grab(self) -> np.ndarray | None:
        """Wait for the next picture and return it; None when there will be no more.

        It must be one that was exposed after the picture before it was returned: a queue of old
        pictures belongs to no source. The station copies it before it grabs again.

        Returns:
            uint8, (H, W, 3) BGR or (H, W) grey, 0..255.

        Raises:
            SourceError: The camera is gone; the station opens the source anew.
        """
        ...

    def close(self) -> None:
        """Let go of the camera; also called after ``open`` or ``grab`` has failed."""
        ...
