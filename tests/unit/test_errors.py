"""Errors and the exit codes that go with them."""

from __future__ import annotations

import inspect

import pytest

from qeu_station import errors

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if kind.__module__ == errors.__name__
]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_or_a_file_caused_ends_with_3(kind):
    assert issubclass(kind, errors.QeuError)
    expected = {errors.QeuError: 4, errors.StoppedError: 130}  # 130 is a stop, as by Ctrl-C
    assert kind.exit_code == expected.get(kind, 3)


def test_the_nearest_word_is_named_or_none():
    assert errors.did_you_mean("differnce", ["difference", "onnx"]) == ' Did you mean "difference"?'
    assert errors.did_you_mean("xyz", ["difference", "onnx"]) == ""
