"""What a command ends with."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command."""

    PASS = 0
    FAIL = 1
    REVIEW = 2
    USAGE = 3
    INTERNAL = 4
    INTERRUPTED = 130
    CLOSED = 141


def for_verdict(verdict: str) -> ExitCode:
    """Return the exit code of a verdict."""
    return ExitCode[verdict]
