"""The image archive: every file once, under the hash of its content."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from qeu_station.errors import StorageError
from qeu_station.storage.atomic import storage_errors, write_bytes

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


class Archive:
    """Files as ``aa/bb/SHA256.ext`` below one folder, each there completely or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, file: Path) -> str:
        """Copy a file in, unless it is there, and return the SHA-256 of its bytes.

        Raises:
            StorageError: It cannot be read, or the archive cannot be written.
        """
        with storage_errors(f'read "{file}"'):
            content = file.read_bytes()
        return self.add_bytes(content, file.suffix)

    def add_bytes(self, content: bytes, suffix: str = "") -> str:
        """Store bytes, unless they are there, and return their SHA-256.

        A stored file that has been damaged since is replaced by the good one.

        Raises:
            StorageError: The archive cannot be written.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        with storage_errors(f'read the archive "{self.folder}"'):
            found = self._find(sha256)
            if found is None or found.read_bytes() != content:
                clean = suffix.lower() if _SUFFIX.fullmatch(suffix.lower()) else ""
                write_bytes(found or self._place(sha256).with_suffix(clean), content)
        return sha256

    def path(self, sha256: str) -> Path:
        """Return where a file lies.

        Raises:
            StorageError: It is not in the archive.
        """
        if not _SHA256.fullmatch(sha256):
            raise StorageError(f'"{sha256}" is no SHA-256 (64 digits 0-9, a-f).')
        with storage_errors(f'read the archive "{self.folder}"'):
            found = self._find(sha256)
        if found is None:
            raise StorageError(f'Picture {sha256} is not in the archive "{self.folder}".')
        return found

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a file, checked against its hash.

        Raises:
            StorageError: It is not in the archive, cannot be read, or is damaged.
        """
        file = self.path(sha256)
        with storage_errors(f'read "{file}"'):
            content = file.read_bytes()
        got = hashlib.sha256(content).hexdigest()
        if got != sha256:
            raise StorageError(
                f'"{file}" is damaged: its SHA-256 is {got}. Restore it from a backup.'
            )
        return content

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def _find(self, sha256: str) -> Path | None:
        place = self._place(sha256)
        return next(iter(sorted(place.parent.glob(f"{sha256}*"))), None)
