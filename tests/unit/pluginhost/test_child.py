from __future__ import annotations

import os
import struct
import sys
from multiprocessing import connection

import psutil
import pytest

from qeu_station.pluginhost.child import Child, ChildError, describe_exit


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (None, "closed its channel"),
        (0, "ended its process with exit code 0"),
        (3, "ended its process with exit code 3"),
        (0xC0000005, "access violation"),
    ],
)
def test_an_exit_is_described(code: int | None, words: str) -> None:
    assert words in describe_exit(code)


def test_a_signal_is_described() -> None:
    assert describe_exit(-11).startswith("died with signal 11")
    assert "memory runs out" in describe_exit(-9)


def test_a_child_that_sends_no_message_in_time_is_ended() -> None:
    child = Child("probe")
    with pytest.raises(ChildError, match=r"did not answer within 0\.1 s and was ended") as caught:
        child.next_message(0.1)
    assert caught.value.kind == "timeout"
    assert child.exited


def test_a_message_that_makes_no_sense_ends_the_child_not_the_host() -> None:
    child = Child("probe")
    with pytest.raises(ChildError, match="ended its process with exit code 1") as caught:
        child.ask({"nothing": "known"}, 60)
    assert caught.value.kind == "crashed"
    assert child.exited


def test_a_child_may_not_use_more_memory_than_allowed() -> None:
    child = Child("probe")
    with pytest.raises(ChildError, match="1 are allowed"):
        child.next_message(60, memory_mb=1)
    assert child.exited


def test_the_end_of_a_child_arrives_like_a_message() -> None:
    child = Child("probe")
    assert not child.arrived(0.05)
    psutil.Process(child.pid).kill()
    assert child.arrived(60)
    with pytest.raises(ChildError, match=r"died with signal 9|exit code"):
        child.receive()


@pytest.mark.skipif(sys.platform == "win32", reason="its pipes send whole messages")
def test_an_end_within_a_message_is_an_end_and_not_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    child = Child("probe")
    ours, theirs = connection.Pipe()
    os.write(theirs.fileno(), struct.pack("!i", 1000) + b"the beginning")
    theirs.close()
    child.channel.close()
    monkeypatch.setattr(child, "_connection", ours)
    psutil.Process(child.pid).kill()
    with pytest.raises(ChildError, match=r"died with signal 9|exit code") as caught:
        child.receive()
    assert caught.value.kind == "crashed"


def test_a_message_above_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    child = Child("probe")
    ours, theirs = connection.Pipe()
    child.channel.close()
    monkeypatch.setattr(child, "_connection", ours)
    monkeypatch.setattr("qeu_station.pluginhost.child.MAX_MESSAGE", 10)
    theirs.send_bytes(b"eleven bytes")
    with pytest.raises(ChildError, match="sent a message above") as caught:
        child.receive()
    theirs.close()
    assert caught.value.kind == "invalid"
