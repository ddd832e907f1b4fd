"""The same journal on a real PostgreSQL server, started for these tests alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import text

from qeu_station.core.correction import Correction
from qeu_station.errors import JournalError, StorageError
from qeu_station.storage import streaming
from qeu_station.storage.export import export
from qeu_station.storage.journal import Journal

from .records import STATION, build_record

pytest.importorskip("psycopg", reason="needs the extra qeu-station[postgres]")


def _programs() -> Path:
    """Folder of initdb and pg_ctl, or skip."""
    found = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found is None and not places:
        pytest.skip("no PostgreSQL server on this machine")
    return Path(found or places[-1]).parent


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """URL of a server of our own; initdb refuses root, so root becomes ``postgres``."""
    programs = _programs()
    as_user = []
    if os.name == "posix" and os.geteuid() == 0:
        if shutil.which("runuser") is None:
            pytest.skip("PostgreSQL cannot run as root, and there is no runuser")
        as_user = ["runuser", "-u", "postgres", "--"]
    folder = Path(f"/tmp/qeu-pg-{os.getpid()}") if as_user else tmp_path_factory.mktemp("pg")
    folder.mkdir(exist_ok=True)
    password = folder / "password"
    password.write_text("secret")
    if as_user:
        shutil.chown(folder, "postgres")
        shutil.chown(password, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_user, str(programs / program), "-D", str(folder / "data"), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )

    run("initdb", "-A", "scram-sha-256", "-U", "qeu", "--pwfile", str(password), "-E", "UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    run("pg_ctl", "-o", options, "-w", "start")
    yield f"postgresql://qeu:secret@127.0.0.1:{port}/postgres"
    run("pg_ctl", "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def place(server, tmp_path):
    """URL and head file of an empty database."""
    with Journal.open(server, "setup", head=tmp_path / "setup.head") as journal:
        engine = journal.engine
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    return server, tmp_path / "journal.head"


def test_a_line_of_stations_shares_a_server(place, tmp_path):
    url, head = place
    other = tmp_path / "other.head"
    with Journal.open(url, STATION, head=head) as one, Journal.open(url, "two", head=other) as two:
        one.append_inspections([build_record(n) for n in range(3)])
        two.append_inspections([build_record(9)])
        one.append_correction(Correction(build_record(1).id, "花子", {"U1": "ok"}))
        assert one.inspection(build_record(2).id) == build_record(2)
        assert one.judged_pairs() == {"p0", "p1", "p2"}
        assert one.head().count == 4
        assert set(export(one, tmp_path / "out")) == {"inspections", "cells", "findings"}
    with Journal.open(url, "two", readonly=True, head=other) as two:
        assert two.judged_pairs() == {"p9"}


def test_large_pieces_come_from_a_server_too(place, monkeypatch):
    monkeypatch.setattr(streaming, "CHUNK", 2)
    url, head = place
    with Journal.open(url, STATION, head=head) as journal:
        records = [build_record(n) for n in range(5)]
        journal.append_inspections(records)
        journal.append_correction(Correction(records[1].id, "花子", {"U1": "ok"}))
        pieces = list(streaming.inspections(journal, range(1, 9)))
        assert [len(piece) for piece in pieces] == [2, 2, 1]
        assert [row[1] for piece in pieces for row in piece] == [r.id for r in records]
        assert len(list(streaming.marked_cells(journal, [1, 2, 3]))) > 1
        assert [row[2] for piece in streaming.opinions(journal, [4]) for row in piece] in ([0], [2])
        for found in (
            streaming.corrections(journal, 0, 9),
            streaming.corrections_of(journal, [2], 9),
        ):
            assert [row[0] for piece in found for row in piece] == [2]
        assert list(streaming.in_review(journal)) == []
        assert len(list(streaming.nearest(journal, 0.5, 9))) == 5


def test_a_second_writer_is_refused(place):
    url, head = place
    with (
        Journal.open(url, STATION, head=head),
        pytest.raises(JournalError, match="Another program is writing"),
    ):
        Journal.open(url, STATION, head=head)


def test_it_verifies_and_finds_a_change(place):
    url, head = place
    with Journal.open(url, STATION, head=head) as journal:
        journal.append_inspections([build_record(n) for n in range(3)])
        assert journal.verify().problems == ()
        with (
            pytest.raises(Exception, match="append-only"),
            journal.engine.begin() as connection,
        ):
            connection.execute(text("UPDATE entries SET payload = '{}' WHERE seq = 2"))
        with journal.engine.begin() as connection:
            connection.execute(text("ALTER TABLE entries DISABLE TRIGGER entries_no_update"))
            connection.execute(text("UPDATE entries SET payload = '{}' WHERE seq = 2"))
        assert "Entry 2" in journal.verify().problems[0]


def test_a_server_that_is_not_there_is_said(tmp_path):
    with pytest.raises(StorageError, match="cannot be used"):
        Journal.open("postgresql://u:secret@127.0.0.1:1/x", STATION, head=tmp_path / "h")
