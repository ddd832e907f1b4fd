"""The band says the verdict, the part, and whether the operator's word is on the disk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from qeu_station.gui import theme
from qeu_station.gui.presenters.inspect_state import Band, Kind, PartLabel
from qeu_station.gui.widgets import verdict_band
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.verdict_band import HIGH, LOW, VerdictBand
from tests.gui.states import judged


@pytest.fixture
def band(qtbot):
    made = VerdictBand()
    qtbot.addWidget(made)
    made.resize(1280, LOW)
    return made


def words(band) -> set[str]:
    return {label.text for label in band.findChildren(ElidedLabel) if not label.isHidden()}


def luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in QColor(colour).getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", Kind)
def test_every_state_can_be_read(tokens, kind):
    light, dark = luminance(tokens.on_verdict), luminance(tokens.of(kind))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_it_says_verdict_reason_part_place_and_serial(band):
    band.show_state(judged())
    assert {"FAIL", "Cells U2", "T03", "4 of 12", "Serial SN-417"} <= words(band)
    assert band.accessibleName() == "FAIL. Cells U2"


def test_without_a_queue_there_is_no_place(band):
    band.show_state(judged(part=PartLabel("dropped")))
    assert not any(" of " in text for text in words(band))


def test_nothing_of_the_part_before_stays(band):
    band.show_state(judged(band=Band(Kind.FAIL, "FAIL", "Cells U2", "NG, by Sato")))
    band.show_state(judged(part=PartLabel("T04", 5, 12), band=Band(Kind.JUDGING, "Judging")))
    shown = words(band)
    assert not {"T03", "Cells U2", "Serial SN-417"} & shown
    assert band._right.isHidden()


def test_saved_is_only_said_of_what_is_on_the_disk(band):
    band.show_state(judged(band=Band(Kind.PASS, "PASS", "", "OK, by Sato", saved=False)))
    assert "Saved" not in words(band)
    assert "Saving…" in words(band)
    band.show_state(judged(band=Band(Kind.PASS, "PASS", "", "OK, by Sato", saved=True)))
    assert "Saved" in words(band)


def test_the_note_on_the_part_is_there_to_read(band):
    said = Band(Kind.PASS, "PASS", "", "Note, by Sato")
    band.show_state(judged(band=said, note="lid bent"))
    assert {"Saved", "· lid bent"} <= words(band)
    band.show_state(judged(band=said, note="lid straight"))
    assert {"Saved", "· lid straight"} <= words(band)


def test_what_takes_too_long_is_not_saved(qtbot, monkeypatch):
    monkeypatch.setattr(verdict_band, "PATIENCE_MS", 10)
    band = VerdictBand()
    qtbot.addWidget(band)
    band.show_state(judged(band=Band(Kind.PASS, "PASS", "", "OK, by Sato", saved=False)))
    qtbot.waitUntil(lambda: "NOT SAVED" in words(band))
    assert band.accessibleDescription() == "OK, by Sato. NOT SAVED"


def test_the_part_stands_at_one_place_for_every_verdict(band, qtbot):
    band.show()
    places = set()
    for kind in (Kind.PASS, Kind.REVIEW, Kind.FAIL):
        band.show_state(judged(band=Band(kind, kind.name)))
        qtbot.wait(1)
        places.add(left_of(band))
    assert len(places) == 1


@pytest.mark.parametrize(("height", "taken"), [(600, LOW), (1000, 100), (2000, HIGH)])
def test_its_height_follows_the_screen(band, height, taken):
    band.fit_to(height)
    assert band.height() == taken


@pytest.mark.parametrize("kind", [Kind.PASS, Kind.FAIL, Kind.REVIEW, Kind.JUDGING])
def test_it_is_filled_with_the_colour_of_the_state(band, kind):
    band.show_state(judged(band=Band(kind, kind.name)))
    assert band.grab().toImage().pixelColor(2, 2) == QColor(theme.tokens().of(kind))


@pytest.mark.parametrize(("decided", "word"), [(Kind.PASS, "OK"), (Kind.FAIL, "NG")])
def test_verdict_and_decision_stand_beside_each_other(band, qtbot, decided, word):
    """Each with its colour, its mark and its word, and the words of one height."""
    band.show()
    said = Band(Kind.REVIEW, "REVIEW", "", f"{word}, by Sato", True, decided, "by Sato")
    band.show_state(judged(band=said))
    qtbot.wait(1)
    assert {"REVIEW", word, "by Sato"} <= words(band)
    assert band._decided.font().pixelSize() == band._word.font().pixelSize()
    assert not band._decided.shortened
    picture = band.grab().toImage()
    assert picture.pixelColor(2, 2) == QColor(theme.tokens().of(Kind.REVIEW))
    for x in (left_of(band) - 2, band.width() // 2, band.width() - 2):
        assert picture.pixelColor(x, 2) == QColor(theme.tokens().of(decided))
    assert f"{word}, by Sato" in band.accessibleName()


def test_without_a_decision_the_band_is_the_verdicts(band):
    band.show_state(judged(band=Band(Kind.PASS, "PASS", "", "Corrected, by Sato")))
    picture = band.grab().toImage()
    assert picture.pixelColor(band.width() - 2, 2) == QColor(theme.tokens().of(Kind.PASS))
    assert "Corrected, by Sato" in words(band)
    assert not {"OK", "NG"} & words(band)


def test_a_decision_has_its_colour_once_it_is_on_the_disk(band):
    said = Band(Kind.FAIL, "FAIL", "", "OK, by Sato", False, Kind.PASS, "by Sato")
    band.show_state(judged(band=said))
    last = band.grab().toImage().pixelColor(band.width() - 2, 2)
    assert last == QColor(theme.tokens().of(Kind.WAITING))


def test_the_exact_reason_is_one_look_away(band, qtbot):
    said = Band(Kind.REVIEW, "REVIEW", "Check its place.", detail="max_residual 2 px")
    band.show()
    band.show_state(judged(band=said))
    qtbot.wait(1)
    assert band._sentence.text == "Check its place."
    assert band._sentence.tip == "max_residual 2 px"
    band.show_state(judged())
    assert band._sentence.tip == ""


def test_what_waits_for_a_name_is_not_said_to_be_on_its_way(band):
    waiting = Band(Kind.PASS, "PASS", "", "NG, no name yet (F3)", False, Kind.FAIL, waits=True)
    band.show_state(judged(band=waiting))
    assert "NOT SAVED" in words(band)


def left_of(band) -> int:
    """Return where the name of the part begins."""
    return band._line.name.mapTo(band, QPoint()).x()


@pytest.mark.parametrize("width", [560, 716])
@pytest.mark.parametrize("decided", [None, Kind.PASS, Kind.FAIL])
def test_beside_other_things_it_names_the_part_and_what_is_not_saved(qtbot, width, decided):
    band = VerdictBand(compact=True)
    qtbot.addWidget(band)
    band.resize(width, band.height())
    band.show()
    said = Band(Kind.REVIEW, "REVIEW", "Cells C5", "NG, by Sato", False, decided, waits=True)
    part = PartLabel("board-012", 5, 100_000, "SN-417")
    band.show_state(judged(part=part, band=said, note="a long note on the part"))
    qtbot.wait(1)
    seen = [band._line.name, band._word, band._saved, band._said]
    assert [label.text for label in seen if label.shortened] == []
    assert band._saved.text == "NOT SAVED"
    assert band._right.geometry().right() < band.width()
    assert band._saved.mapTo(band._right, QPoint()).x() + band._saved.width() <= band._right.width()


def test_a_name_too_long_keeps_its_end(qtbot):
    band = VerdictBand(compact=True)
    qtbot.addWidget(band)
    band.resize(560, band.height())
    band.show()
    band.show_state(judged(part=PartLabel("lot-2026-11-21-board-012-left", 5, 100, "SN-417")))
    qtbot.wait(1)
    assert band._line.name._laid()[0][0].endswith("left")
    assert band._line.place.width() == 0


def test_what_is_said_of_no_part_stands_in_the_middle(band, qtbot):
    band.show()
    band.show_state(judged(part=None, band=Band(Kind.OPENING, "Starting", "They are started.")))
    qtbot.wait(1)
    middle = band._sentence.mapTo(band, band._sentence.rect().center()).y()
    assert abs(middle - band.height() / 2) <= 2
