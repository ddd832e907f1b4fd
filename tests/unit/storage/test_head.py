from __future__ import annotations

import pytest
from sqlalchemy import create_engine, insert

from qeu_station.errors import JournalError
from qeu_station.storage.head import Head, head_in, head_problem, read_heads, write_heads
from qeu_station.storage.schema import entries, metadata

KNOWN = Head("線", 2, "b" * 64)


def test_heads_read_back(tmp_path):
    heads = {"線": KNOWN, "two": Head("two")}
    write_heads(tmp_path / "journal.head", heads)
    assert read_heads(tmp_path / "journal.head") == heads


def test_no_file_means_no_heads(tmp_path):
    assert read_heads(tmp_path / "journal.head") == {}


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"[]", b"{", b'{"a": 3}', b'{"a": {"count": "x"}}', b"\xff", b"[" * 100_000),
        *(b'{"a": {"count": %s, "hash": "x"}}' % n for n in (b"Infinity", b"-1", b"1.5", b"true")),
    ],
)
def test_a_damaged_head_is_said(tmp_path, content):
    (tmp_path / "journal.head").write_bytes(content)
    with pytest.raises(JournalError, match=r"cannot be read.*Restore it"):
        read_heads(tmp_path / "journal.head")


def test_it_prints_as_a_report_needs_it():
    assert str(KNOWN) == f"線: 2 entries, {'b' * 64}"


@pytest.fixture
def connection():
    """A chain of three entries with hashes a, b, c."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    rows = [
        {"station": "線", "seq": n, "id": "", "kind": "note", "at": "", "payload": "{}",
         "previous": "", "hash": letter * 64}
        for n, letter in enumerate("abc", start=1)
    ]  # fmt: skip
    with engine.connect() as connection:
        connection.execute(insert(entries), rows)
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Head("線", 3, "c" * 64), ""),
        (Head("線", 1, "a" * 64), ""),
        (Head("線"), ""),
        (Head("線", 4, "d" * 64), "tail was cut"),
        (Head("線", 2, "d" * 64), "entry 2 is not the one"),
        (None, "head outside is missing"),
    ],
)
def test_a_head_may_be_behind_but_never_ahead(connection, known, said):
    tail = head_in(connection, "線")
    assert tail == Head("線", 3, "c" * 64)
    problem = head_problem(connection, tail, known)
    assert said in problem
    assert bool(said) == bool(problem)


def test_an_empty_chain_needs_no_head(connection):
    assert head_problem(connection, head_in(connection, "other"), None) == ""
