"""What the process of a training says."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import Any

import pytest

from qeu_station.services.opening import OpenHome
from qeu_station.services.training import TrainRequest, training_main
from qeu_station.services.training.request import request_to_json


class Channel:
    """Orders a training, and stops it once it heard a number of steps."""

    def __init__(self, home: OpenHome, request: TrainRequest, stop_after: int) -> None:
        self.first = {
            "home": os.fsencode(home.folder),
            "request": json.dumps(request_to_json(request)),
        }
        self.stop_after = stop_after
        self.sent: list[dict[str, Any]] = []

    def receive(self) -> dict[str, Any]:
        return self.first

    def arrived(self) -> bool:
        return len(self.sent) >= self.stop_after

    def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)


@pytest.fixture(autouse=True)
def forward(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qeu_station.pluginhost.standing_back.stand_back", lambda: None)


def said(home: OpenHome, request: TrainRequest, stop_after: int = 1000) -> list[dict[str, Any]]:
    channel = Channel(home, request, stop_after)
    training_main.run(channel)
    return channel.sent


def test_it_ends_with_one_word_when_it_is_stopped(request_: TrainRequest, home: OpenHome) -> None:
    *steps, last = said(home, request_, stop_after=2)
    assert {step["kind"] for step in steps} == {"step"}
    assert (last["kind"], last["state"], last["words"]) == ("ended", "stopped", [])


def test_a_name_that_is_no_text_does_not_silence_the_reason(
    request_: TrainRequest, home: OpenHome
) -> None:
    nowhere = request_.records / os.fsdecode(b"\xff\xfe")
    (last,) = said(home, replace(request_, records=nowhere))
    assert last["state"] == "failed"
    last["words"][0].encode()
