"""Files and folders that are there completely or not at all."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qeu_station.errors import StorageError


@contextmanager
def storage_errors(doing: str) -> Iterator[None]:
    """Turn an operating system's error into a ``StorageError`` that says what was being done."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise StorageError(
            f"Cannot {doing}: {error.strerror or error}{where}. Nothing was changed; check free "
            "space and write permission there, then try again."
        ) from error


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary file that becomes ``target`` when the block ends without an error.

    The file is synced before it is renamed, the folder after; on any error the old ``target``
    stays as it was and the temporary file is gone.

    Raises:
        StorageError: The disk is full, the folder is read-only, or the like.
    """
    with storage_errors(f'write "{target}"'):
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = _beside(target)
        temporary.touch(exist_ok=False)
        try:
            yield temporary
            sync(temporary)
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)


def write_bytes(target: Path, content: bytes) -> None:
    """Write a whole file, or leave the old one as it was.

    Raises:
        StorageError: The disk is full, the folder is read-only, or the like.
    """
    with replacing(target) as temporary:
        temporary.write_bytes(content)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a temporary folder that becomes ``target`` when the block ends without an error.

    Raises:
        StorageError: ``target`` exists already, the disk is full, or the like.
    """
    with storage_errors(f'write the folder "{target}"'):
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = _beside(target)
        temporary.mkdir()
        try:
            yield temporary
            for file in temporary.rglob("*"):
                if file.is_file():
                    sync(file)
            temporary.rename(target)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        sync_folder(target.parent)


def sync(file: Path) -> None:
    """Wait until a file's content is on the disk."""
    number = os.open(file, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk, where the system can say so."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _beside(target: Path) -> Path:
    """A free name on the same disk, hidden, and short enough for every file system."""
    return target.with_name(f".{target.name[:40]}-{uuid.uuid4().hex[:12]}")
