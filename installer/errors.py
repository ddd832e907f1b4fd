"""What stops an installation, said so that a stranger can act on it."""

from __future__ import annotations

EXIT_FAILED = 3


class InstallerError(Exception):
    """The installation cannot go on; the message says why and what to do."""
