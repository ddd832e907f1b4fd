from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qeu_station.api import Examination, ExaminationRequest, Report
from qeu_station.api.findings import (
    MAX_FINDINGS,
    examination_from_plain,
    plain_examination,
    request_from_plain,
    request_to_plain,
)
from qeu_station.core.opinion import OpinionFault

FOUND = Examination({"size": [3, 4]}, ("ok", "傷"), Report("Model", ("a note",)), ("m.onnx",))


def test_a_request_survives_the_channel() -> None:
    whole = ExaminationRequest(
        Path("/m/モデル.onnx"), Path("/m/l.txt"), {"size": [1, 2]}, Path("/p.png"), "ok", Path("/i")
    )
    for request in (whole, ExaminationRequest(Path("/m.onnx"))):
        assert request_from_plain(request_to_plain(request)) == request


def test_an_examination_survives_the_channel() -> None:
    found = examination_from_plain(plain_examination(FOUND))
    assert (found.settings, found.labels, found.files) == (
        {"size": [3, 4]},
        FOUND.labels,
        ("m.onnx",),
    )
    assert found.report.summary == ("a note",)


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        {},
        Examination({1, 2}, (), Report("x")),  # type: ignore[arg-type]
        Examination({}, (3,), Report("x")),  # type: ignore[arg-type]
        Examination({}, ("",), Report("x")),
        Examination({}, (), "report"),  # type: ignore[arg-type]
        Examination({"a": float("inf")}, (), Report("x")),
        Examination({"a": object()}, (), Report("x")),
        Examination({"a": "x" * MAX_FINDINGS}, (), Report("x")),
    ],
    ids=range(9),
)
def test_what_is_no_examination_is_a_fault(wrong: Any) -> None:
    with pytest.raises(OpinionFault):
        plain_examination(wrong)


@pytest.mark.parametrize(
    "change", [{"labels": [1]}, {"labels": None}, {"settings": 3}, {"report": {}}, {"files": [""]}]
)
def test_what_comes_from_the_plugin_is_checked_again(change: dict[str, Any]) -> None:
    plain = json.loads(plain_examination(FOUND)) | change
    with pytest.raises(OpinionFault):
        examination_from_plain(json.dumps(plain))


@pytest.mark.parametrize("text", [None, 3, "{", "[]", "null"])
def test_text_that_is_none_is_a_fault(text: Any) -> None:
    with pytest.raises(OpinionFault):
        examination_from_plain(text)
