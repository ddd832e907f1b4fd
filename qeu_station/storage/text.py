"""Text that every database and every file takes."""

from __future__ import annotations

import hashlib

LONGEST_NAME = 60
"""Characters of a file's name; most file systems take 255 bytes."""

_DEVICES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}
"""Names that Windows keeps for itself, with any ending."""


def printable(text: str) -> str:
    """Return ``text`` with what is not Unicode escaped; file names may hold any bytes."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")


def file_name(text: str) -> str:
    """Return a name that every file system takes and no other text has, without an ending."""
    plain = "".join(c if c.isalnum() or c in "-_. " else "_" for c in text)
    taken = plain.partition(".")[0].strip().lower() in _DEVICES
    if plain == text and 0 < len(text) <= LONGEST_NAME and not taken and plain == plain.strip(". "):
        return text
    start = plain[:LONGEST_NAME].strip(". ")
    digest = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
    return f"{'_' if taken else ''}{start}-{digest[:8]}"
