"""Reasons as operators read them: what it means and what to do, no figures and no settings."""

from __future__ import annotations

import re

import pytest

from qeu_station.gui import words
from qeu_station.gui.presenters import plain as module
from qeu_station.gui.presenters.plain import exactly, plain, plainly
from qeu_station.gui.presenters.sentences import TEMPLATES, form_of
from tests.unit.gui.presenters.doubles import make_record

RESIDUAL = (
    "cannot register: remaining misalignment 3.40 px exceeds max_residual 2 px. Check the part's "
    "place, or [registration] in recipe.toml."
)
LATE = "inspector soart3 did not answer within 2 s and was ended"


@pytest.mark.parametrize("form", module._MEANS)
def test_every_meaning_belongs_to_a_sentence_that_is_said(form):
    """A sentence that is worded anew below loses its meaning here without this."""
    assert form in TEMPLATES


@pytest.mark.parametrize("form", module._MEANS)
def test_meanings_name_no_figures_and_no_settings(form):
    told = re.sub(r"\{(inspector|cell)\}", "", module._MEANS[form])
    assert not re.search(r"[{_\[\d]|\.toml", told)
    assert told.endswith(".")


def test_a_technical_reason_means_something_to_do():
    assert plain(RESIDUAL) == "The part does not lie as on the reference. Check its place."
    assert plain(LATE) == "Inspector soart3 gave no opinion."
    assert plain(f"U4: {LATE}") == "U4: Inspector soart3 gave no opinion."


def test_what_is_not_known_stays_as_it_was_said():
    assert form_of("the lamp is off") == ""
    assert plain("the lamp is off") == "the lamp is off."


def test_reasons_are_sentences_and_each_is_said_once():
    texts = ["the lamp is off", LATE, LATE.replace("2 s", "3 s"), "Call somebody!"]
    expected = "the lamp is off. Inspector soart3 gave no opinion. Call somebody!"
    assert plainly(texts) == expected


def test_the_exact_words_stay_in_reach():
    assert exactly([RESIDUAL, "the lamp is off"]).splitlines() == [RESIDUAL, "the lamp is off."]
    assert exactly(["the lamp is off"]) == exactly([]) == ""


def test_the_meaning_is_translated():
    words.install_translator(lambda context, text: f"{context}<{text}>")
    try:
        assert plain(LATE) == "Plain<Inspector soart3 gave no opinion.>"
    finally:
        words.install_translator(None)


def test_the_band_says_the_meaning_and_keeps_the_reason(judged, monkeypatch):
    record = make_record("p1", "REVIEW")
    part = record.part.__class__("REVIEW", record.part.probabilities, (RESIDUAL, LATE))
    monkeypatch.setattr(
        judged.station, "inspect", lambda pair, who: make_record("p1", "REVIEW", part=part)
    )
    judged.do("part.next")
    judged.judge()
    band = judged.state.band
    assert "recipe.toml" not in band.sentence
    assert band.sentence.startswith("The part does not lie as on the reference. Check its place. ")
    assert band.detail.splitlines() == [RESIDUAL, f"{LATE}."]
