"""Every condition of a filter has words, and a way back."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from qeu_station.gui.presenters.review_words import chips
from qeu_station.services.review import EVERYTHING, Filter

SET = {
    "text": ("p7", "“p7”"),
    "verdicts": (("FAIL", "REVIEW"), "FAIL, REVIEW"),
    "cells": (("U4",), "cell U4"),
    "classes": (("scratch",), "class scratch"),
    "p_ok": ((None, 0.5), "P(ok) ≤ 0.5"),
    "inspectors": (("difference",), "difference says anything"),
    "said": (("FAULT",), "an inspector says FAULT"),
    "disagreement": ((0.25, None), "disagreement ≥ 0.25"),
    "novelty": ((0.1, 0.9), "novelty 0.1 – 0.9"),
    "since": ("no time", "since no time"),
    "until": ("no time", "before no time"),
    "serial": ("SN", "serial “SN”"),
    "operators": (("", "Sato"), "operator nobody, Sato"),
    "lots": (("a", "b", "c", "d", "e"), "lot a, b, c, +2"),
    "recipes": (("tray",), "recipe tray"),
    "corrected": (False, "not reviewed"),
    "contradicted": (True, "corrected otherwise"),
    "newest": (True, "newest judgement of each pair"),
}


def test_every_condition_is_among_these():
    assert set(SET) == {field.name for field in fields(Filter)}


@pytest.mark.parametrize("name", SET)
def test_a_condition_is_said_and_can_be_taken_back(name):
    value, words = SET[name]
    asked = replace(EVERYTHING, **{name: value})
    (chip,) = chips(asked)
    assert chip.words == words
    back = {each: getattr(EVERYTHING, each) for each in chip.fields}
    assert replace(asked, **back) == EVERYTHING


def test_no_condition_has_no_words():
    assert chips(EVERYTHING) == chips(None) == ()


def test_what_rows_are_chosen_from_is_a_condition_too():
    assert [chip.fields for chip in chips(EVERYTHING, "like T11")] == [("within",)]
