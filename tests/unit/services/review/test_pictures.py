"""Pictures that were moved after they were judged."""

from __future__ import annotations

import hashlib
from pathlib import Path

from qeu_station.core.record import ImageStamp
from qeu_station.services.review import ReviewSource, load, pictures_of, relocated
from qeu_station.storage.archive import Archive
from qeu_station.storage.journal import Journal

from .conftest import judged


def stamped(path: Path, content: bytes) -> ImageStamp:
    return ImageStamp(str(path), hashlib.sha256(content).hexdigest(), 4, 4)


def test_a_picture_where_it_was_judged(
    journal: Journal, source: ReviewSource, tmp_path: Path
) -> None:
    file = tmp_path / "絵.png"
    file.write_bytes(b"a picture")
    journal.append_inspections([judged(n, test=stamped(file, b"a picture")) for n in range(3)])
    found = pictures_of(source, load(source), [2, 0])
    assert [(each.row, each.path) for each in found] == [(2, file), (0, file)]


def test_a_moved_batch_finds_its_own_copies(
    journal: Journal, source: ReviewSource, out: Path, tmp_path: Path
) -> None:
    Archive(out / "images").add_bytes(b"kept", ".png")
    before = tmp_path / "where it was" / "images" / "kept.png"
    journal.append_inspections([judged(1, test=stamped(before, b"kept"), references=())])
    (picture,) = pictures_of(source, load(source), [0])
    assert picture.path is not None
    assert picture.path.read_bytes() == b"kept"
    assert picture.recorded == str(before)
    moved = relocated(source, source.reader.inspection(judged(1).id))
    assert Path(moved.test.path) == picture.path


def test_a_picture_that_is_gone_stays_named(
    journal: Journal, source: ReviewSource, tmp_path: Path
) -> None:
    gone, unread = tmp_path / "gone.png", ImageStamp("never read.png", "")
    journal.append_inspections(
        [judged(1, test=stamped(gone, b"gone")), judged(2, test=unread, references=(unread,))]
    )
    found = pictures_of(source, load(source), [0, 1])
    assert [each.path for each in found] == [None, None]
    assert found[0].recorded == str(gone)
    record = source.reader.inspection(judged(2).id)
    assert relocated(source, record) == record
