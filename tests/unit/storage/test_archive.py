from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qeu_station.errors import StorageError
from qeu_station.storage.archive import Archive

from .faults import FULL_DISK, posix_only, run_child

PICTURE = b"a picture" * 1000


@pytest.fixture
def archive(tmp_path) -> Archive:
    return Archive(tmp_path / "書庫")


def test_a_file_is_kept_under_its_hash(archive, tmp_path):
    (tmp_path / "A.PNG").write_bytes(PICTURE)
    sha256 = archive.add(tmp_path / "A.PNG")
    assert sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert archive.path(sha256).name == f"{sha256}.png"
    assert archive.path(sha256).parent == archive.folder / sha256[:2] / sha256[2:4]
    assert archive.read(sha256) == PICTURE


def test_the_same_content_is_kept_once(archive):
    assert archive.add_bytes(PICTURE, ".png") == archive.add_bytes(PICTURE, ".jpg")
    assert len([f for f in archive.folder.rglob("*") if f.is_file()]) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.integers(0, len(PICTURE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_found_and_adding_again_repairs_it(archive, position, change):
    sha256 = archive.add_bytes(PICTURE)
    damaged = bytearray(PICTURE)
    damaged[position] ^= change
    archive.path(sha256).write_bytes(damaged)
    with pytest.raises(StorageError, match="is damaged"):
        archive.read(sha256)
    assert archive.add_bytes(PICTURE) == sha256
    assert archive.read(sha256) == PICTURE


def test_what_is_not_there_is_said(archive):
    with pytest.raises(StorageError, match="is not in the archive"):
        archive.read("ab" * 32)
    with pytest.raises(StorageError, match="is no SHA-256"):
        archive.path("../../etc/passwd")


@pytest.mark.parametrize("suffix", ["/../x", ".p\0g", ".tar.gz", "png", ".verylongsuffix"])
def test_an_odd_suffix_is_left_out(archive, suffix):
    sha256 = archive.add_bytes(PICTURE, suffix)
    assert archive.path(sha256).name == sha256


def test_a_missing_file_is_said(archive, tmp_path):
    with pytest.raises(StorageError, match="Cannot read"):
        archive.add(tmp_path / "nothing.png")


@posix_only
def test_a_full_disk_leaves_no_half_picture(tmp_path):
    said = run_child(
        tmp_path,
        FULL_DISK,
        """
from pathlib import Path
from qeu_station.errors import StorageError
from qeu_station.storage.archive import Archive
full_disk(1000)
try:
    Archive(Path("archive")).add_bytes(bytes(5000), ".png")
except StorageError as error:
    print(error)
""",
    )
    assert "Cannot write" in said
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]
