"""Full disks and folders that may not be written: a clear error, and nothing half-written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qeu_station.errors import StorageError
from qeu_station.services.demo import samples
from qeu_station.storage.journal import Journal
from tests.e2e.conftest import Command, Outcome
from tests.unit.services.making import record

Program = Callable[..., Outcome]


@pytest.fixture
def program(home: Path) -> Program:
    """Run ``qeu-station`` as a program of its own, as an operator's shell does."""

    def command(*arguments: object, code: str = "") -> Outcome:
        script = f"{code}\nfrom qeu_station.cli import main\nmain()"
        done = subprocess.run(
            [sys.executable, "-c", script, "--home", str(home), *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return command


@pytest.fixture
def two_pairs(tmp_path: Path, sample_tests: list[Path]) -> Path:
    folder = tmp_path / "tests"
    folder.mkdir()
    for path in sample_tests[:2]:
        shutil.copyfile(path, folder / path.name)
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Make a disk of so many KiB."""
    mounted: list[Path] = []

    def make(size: int) -> Path:
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir()
        _mounted("-t", "tmpfs", "-o", f"size={size}k", "qeu-test", str(place))
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk that is mounted read-only; even root may not write there."""
    place = tmp_path / "sealed"
    place.mkdir()
    _mounted("-t", "tmpfs", "-o", "size=64k,ro", "qeu-test", str(place))
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def _mounted(*arguments: str) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a disk")
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"a disk cannot be mounted here: {done.stderr.strip()}")


def _grow(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)


def assert_clear(done: Outcome, *words: str) -> None:
    """It ends with an error that a person can use, and no trace of the program's inside."""
    assert done.code == 3, done.out + done.err
    assert "Error: " in done.err
    assert "Traceback" not in done.err + done.out
    assert any(word in done.err for word in words), done.err


def assert_whole(station: Command, out: Path, pairs: int) -> None:
    assert station("journal", "verify", "--journal", out).code == 0
    listed = station("journal", "show", "--journal", out, "--json").json
    assert len({record["pair"] for record in listed}) == len(listed) == pairs


def test_a_batch_on_a_full_disk_says_so_and_goes_on_when_there_is_room(
    program: Program, station: Command, two_pairs: Path, small_disk: Callable[[int], Path]
) -> None:
    disk = small_disk(256)
    arguments = ("batch", "-r", "sample", "--pairs", two_pairs, "--out", disk / "out")
    assert_clear(program(*arguments), "No space left", "disk is full")
    assert not list(disk.rglob(".*-*")), "a temporary file was left"
    _grow(disk)
    done = program(*arguments, "--resume")
    assert done.code == 0, done.err
    assert_whole(station, disk / "out", 2)
    assert (disk / "out" / "report.html").is_file()


@pytest.mark.parametrize("size", [16, 64, 160, 256, 320, 400])
def test_a_journal_on_a_full_disk_holds_what_it_took_and_nothing_else(
    small_disk: Callable[[int], Path], size: int
) -> None:
    disk = small_disk(size)
    place = disk / "out" / "journal.db"
    taken: list[str] = []
    with (
        pytest.raises(StorageError, match=r"disk is full|No space left"),
        Journal.open(place, "station") as journal,
    ):
        for number in range(1000):
            journal.append_inspections([record(f"p{number}")])
            taken.append(f"p{number}")
    assert not list(disk.rglob(".*")), "a temporary file was left"
    _grow(disk)
    with Journal.open(place, "station") as journal:
        assert journal.verify().problems == ()
        assert [each.pair for each in journal.inspections()] == taken
        journal.append_inspections([record("after")])


def test_an_archive_on_a_full_disk_is_no_verdict(
    program: Program, station: Command, two_pairs: Path, small_disk: Callable[[int], Path]
) -> None:
    disk = small_disk(2048)
    out = disk / "out"
    arguments = ("batch", "-r", "sample", "--pairs", two_pairs, "--out", out, "--archive")
    filler = disk / "filler"
    filler.write_bytes(bytes(1500 * 1024))
    assert_clear(program(*arguments), "No space left")
    filler.unlink()
    _grow(disk)
    assert program(*arguments, "--resume").code == 0
    assert_whole(station, out, 2)
    listed = station("journal", "show", "--journal", out, "--json").json
    assert all(Path(record["test"]["path"]).is_file() for record in listed)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes")
def test_files_that_may_not_grow_are_the_same_as_a_full_disk(
    program: Program, station: Command, sample_tests: list[Path], tmp_path: Path
) -> None:
    limited = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"
    )
    done = station("inspect", sample_tests[0], "-r", "sample", "--json")
    correction = ("correct", done.json["id"], "--operator", "Aoki", "--part", "ng")
    refused = program(*correction, code=limited)
    assert_clear(refused, "disk is full", "full or failing")
    exported = program("journal", "export", tmp_path / "tables", code=limited)
    assert_clear(exported, "File too large", "full or failing")
    assert not list(tmp_path.glob("tables/*"))
    assert station("journal", "show", done.json["id"], "--json").json["corrections"] == []
    assert station(*correction).code == 0
    assert station("journal", "verify").code == 0


def test_an_output_folder_that_may_not_be_written(
    program: Program, two_pairs: Path, read_only: Path
) -> None:
    done = program("batch", "-r", "sample", "--pairs", two_pairs, "--out", read_only / "out")
    assert_clear(done, "Read-only")
    assert list(read_only.iterdir()) == []
    assert_clear(program("demo", "--headless", "--out", read_only / "demo"), "Read-only")


def test_a_home_that_may_not_be_written(
    program: Program, sample_tests: list[Path], read_only: Path
) -> None:
    done = program("--home", read_only / "home", "inspect", sample_tests[0], "-r", "sample")
    assert_clear(done, "Read-only")
    unrecorded = program(
        "--home", read_only / "home", "inspect", sample_tests[0], "-r", "sample", "--no-record"
    )
    assert unrecorded.code in (0, 1, 2), unrecorded.err


@pytest.mark.parametrize("what", ["file", "file/out"])
def test_an_output_folder_that_is_a_file(
    station: Command, two_pairs: Path, tmp_path: Path, what: str
) -> None:
    (tmp_path / "file").write_text("keep me", encoding="utf-8")
    done = station("batch", "-r", "sample", "--pairs", two_pairs, "--out", tmp_path / what)
    assert_clear(done, "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "keep me"


def test_tables_and_datasets_on_a_read_only_disk(
    station: Command, sample_tests: list[Path], read_only: Path
) -> None:
    assert station("inspect", sample_tests[0], "-r", "sample").code in (0, 1, 2)
    assert_clear(station("journal", "export", read_only / "tables"), "Read-only")
    imported = station(
        "dataset", "import", read_only / "set", "--pairs", samples(), "--without-reference"
    )
    assert_clear(imported, "Read-only")
    assert_clear(station("plugins", "new", "edges", "--folder", read_only), "Read-only")
    overlay = station(
        "inspect", sample_tests[0], "-r", "sample", "--overlay", read_only / "picture.png"
    )
    assert_clear(overlay, "Read-only")
