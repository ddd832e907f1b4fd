"""Text that every database and every file takes."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return ``text`` with what is not Unicode escaped; file names may hold any bytes."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
