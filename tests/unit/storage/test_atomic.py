from __future__ import annotations

import os
import stat

import pytest

from qeu_station.errors import StorageError
from qeu_station.storage.atomic import new_folder, replacing, write_bytes

from .faults import FULL_DISK, ORDINARY_USER, linux_only, posix_only, run_child


def test_a_file_is_written_with_its_folder(tmp_path):
    write_bytes(tmp_path / "新" / "a.bin", b"content")
    assert (tmp_path / "新" / "a.bin").read_bytes() == b"content"
    assert [entry.name for entry in (tmp_path / "新").iterdir()] == ["a.bin"]


def test_an_error_inside_leaves_the_old_file(tmp_path):
    write_bytes(tmp_path / "a", b"old")
    with pytest.raises(KeyError), replacing(tmp_path / "a") as temporary:
        temporary.write_bytes(b"half")
        raise KeyError
    assert (tmp_path / "a").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_is_there_completely_or_not_at_all(tmp_path):
    with pytest.raises(KeyError), new_folder(tmp_path / "v1") as folder:
        (folder / "half").touch()
        raise KeyError
    assert not list(tmp_path.iterdir())
    with new_folder(tmp_path / "v1") as folder:
        (folder / "a").mkdir()
        (folder / "a" / "b").write_text("x")
        assert not (tmp_path / "v1").exists()
    assert (tmp_path / "v1" / "a" / "b").read_text() == "x"


def test_a_folder_never_replaces_another(tmp_path):
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "old").touch()
    with pytest.raises(StorageError, match="Cannot write the folder"), new_folder(tmp_path / "v1"):
        pass
    assert [entry.name for entry in tmp_path.iterdir()] == ["v1"]
    assert (tmp_path / "v1" / "old").exists()


@posix_only
def test_files_have_the_usual_permissions(tmp_path):
    mask = os.umask(0o022)
    try:
        write_bytes(tmp_path / "a", b"")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


@posix_only
def test_a_full_disk_leaves_the_old_file(tmp_path):
    write_bytes(tmp_path / "a", b"old")
    said = run_child(
        tmp_path,
        FULL_DISK,
        """
from pathlib import Path
from qeu_station.errors import StorageError
from qeu_station.storage.atomic import write_bytes
full_disk(100)
try:
    write_bytes(Path("a"), bytes(10_000))
except StorageError as error:
    print(error)
""",
    )
    assert 'Cannot write "a"' in said
    assert "check free space" in said
    assert (tmp_path / "a").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


@linux_only
def test_a_read_only_folder_is_said(tmp_path):
    (tmp_path / "ro").mkdir()
    (tmp_path / "ro").chmod(0o555)
    said = run_child(
        tmp_path,
        ORDINARY_USER,
        """
from pathlib import Path
from qeu_station.errors import StorageError
from qeu_station.storage.atomic import write_bytes
try:
    write_bytes(Path("ro/a"), b"x")
except StorageError as error:
    print(error)
""",
    )
    assert "Permission denied" in said
    assert "write permission" in said
    assert not list((tmp_path / "ro").iterdir())
