"""A card per inspector."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import Card
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.card_words import facts, spoken
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.inspector_card import Length
from qeu_station.gui.widgets.inspector_cards import InspectorCards, lengths
from tests.gui.states import CARDS, judged


@pytest.fixture
def cards(qtbot):
    made = InspectorCards()
    qtbot.addWidget(made)
    made.resize(236, 300)
    made.show_state(judged())
    made.show()
    return made


def words(view) -> set[str]:
    return {label.text for label in view.findChildren(ElidedLabel) if label.isVisible()}


def test_a_card_says_who_how_sure_why_and_where(cards):
    assert words(cards.views[0]) == {
        "soart3.weight", "0.04", "U4 far from the unit space", "ready · 214 ms · CPU",
    }  # fmt: skip


def test_a_fault_is_said_plainly_and_offers_a_restart(cards, qtbot):
    view = cards.views[1]
    assert {"vlm", "No answer within 2 s", "suspended", "advisory"} <= words(view)
    assert view.button.isVisible()
    assert view.button.height() >= TOUCH
    with qtbot.waitSignal(cards.restart) as signal:
        qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    assert signal.args == ["vlm"]


def test_who_takes_its_time_says_so_even_in_operator_mode(cards):
    working = Card("vlm", "vlm", sentence="U3: mis", advisory=True, working=True, first_ms=182.0)
    late = Card("vlm", "vlm", Verdict.FAIL, 0.1, "U3: missing", 4210.0, "cpu", advisory=True,
                late=True, first_ms=182.0)  # fmt: skip
    cards.set_plain(True)
    for card, said in (
        (working, "at work · first words 182 ms"),
        (late, "after the verdict · 4.2 s · first words 182 ms · cpu"),
    ):
        cards.show_state(judged(cards=(card,)))
        assert {card.sentence, said} <= words(cards.views[0])
        assert said in spoken(card)


def test_a_card_that_needs_no_restart_offers_none(cards):
    assert not cards.views[0].button.isVisible()


def test_fewer_inspectors_leave_no_card_behind(cards):
    cards.show_state(judged(cards=CARDS[:1]))
    assert [view.isVisible() for view in cards.views] == [True, False]
    cards.show_state(judged(cards=CARDS))
    assert [view.isVisible() for view in cards.views] == [True, True]


def test_only_changed_cards_are_drawn_anew(cards, monkeypatch):
    drawn = []
    for view in cards.views:
        monkeypatch.setattr(view._name, "set_text", drawn.append)
    cards.show_state(judged(cards=(CARDS[0], replace(CARDS[1], sentence="Crashed"))))
    assert drawn == ["vlm"]


def test_no_answer_yet_has_no_number(cards):
    cards.show_state(judged(cards=(Card("a", "a"),)))
    assert words(cards.views[0]) == {"a", "", "ready"}


def test_a_new_fault_below_the_edge_comes_into_sight(cards, qtbot):
    many = tuple(Card(f"i{n}", f"i{n}", Verdict.PASS, 0.9, "Nothing", 5, "CPU") for n in range(8))
    cards.show_state(judged(cards=many))
    qtbot.wait(1)
    assert cards.verticalScrollBar().value() == 0
    ill = (*many[:-1], replace(many[-1], problem=True, sentence="Crashed", health="restarting"))
    cards.show_state(judged(cards=ill))
    qtbot.waitUntil(lambda: cards.verticalScrollBar().value() > 0)


def test_operators_read_no_devices_but_still_faults(cards):
    cards.set_plain(True)
    assert "ready · 214 ms · CPU" not in words(cards.views[0])
    assert "suspended" in words(cards.views[1])


def test_a_screen_reader_gets_the_card_in_words():
    assert spoken(CARDS[0]) == (
        "soart3.weight. FAIL. P(ok) 0.04. U4 far from the unit space. ready · 214 ms · CPU"
    )
    assert spoken(CARDS[1]).startswith("vlm. advisory. fault. No answer within 2 s")


def test_a_provider_is_called_by_its_short_name():
    assert facts(Card("a", "a", device="CUDAExecutionProvider")) == "ready · CUDA"


def test_a_verdict_of_its_own_is_said_before_the_reason(cards):
    own = replace(CARDS[0], alone="Alone FAIL.", detail="FAIL is its own opinion.")
    cards.show_state(judged(cards=(own,)))
    assert "Alone FAIL. U4 far from the unit space" in words(cards.views[0])
    assert cards.views[0]._sentence.tip.endswith("FAIL is its own opinion.")
    assert "FAIL is its own opinion." in spoken(own)


@pytest.mark.parametrize("how", [{"problem": True}, {"working": True}])
def test_a_fault_and_a_growing_sentence_can_be_read_without_a_pointer(cards, how):
    text = "gave no opinion: its answer names no cell. It said: “The lower left corner looks odd”"
    cards.show_state(judged(cards=(Card("vlm", "vlm", sentence=text, **how),)))
    (sentence,) = [each for each in cards.findChildren(ElidedLabel) if each.text == text]
    assert sentence.isVisible() and not sentence.shortened


LATE = Card("vlm", "vlm", Verdict.FAIL, 0.1, "U3: missing; C1: dirty", 4210.0, "cpu",
            advisory=True, late=True, first_ms=1820.0)  # fmt: skip
FOUR = (
    Card("difference", "difference", Verdict.REVIEW, 0.4, "Strongest change in C9: 8.7, its limit",
         28.0, "cpu", alone="Alone REVIEW."),
    *(Card(f"soart3.{name}", "soart3", Verdict.PASS, 1.0, "Least sure of U2: scratched with "
           "probability 0.00.", 285.0, "cpu") for name in ("weight", "bias")),
    LATE,
)  # fmt: skip


def ends(cards) -> list[int]:
    """The lower edge of every card that is used, in pixels of what is seen."""
    used = [view for view in cards.views if not view.isHidden()]
    return [view.mapTo(cards.viewport(), view.rect().bottomLeft()).y() for view in used]


def test_four_inspectors_are_seen_without_scrolling_where_there_is_little_room(cards, qtbot):
    cards.resize(236, 281)  # what the side column has at 1280x800
    cards.show_state(judged(cards=FOUR))
    qtbot.waitUntil(lambda: 0 < ends(cards)[-1] <= cards.viewport().height())
    assert not cards.verticalScrollBar().isVisible()
    (told,) = [each for each in cards.views[3].findChildren(ElidedLabel) if "4.2 s" in each.text]
    assert told.isVisible() and not told.shortened
    assert "ready · 285 ms · cpu" in cards.views[1]._sentence.tip


def test_with_room_for_all_every_card_speaks_in_full(cards, qtbot):
    cards.resize(236, 600)
    cards.show_state(judged(cards=FOUR))
    qtbot.waitUntil(lambda: "ready · 285 ms · cpu" in words(cards.views[1]))
    cards.resize(236, 281)
    qtbot.waitUntil(lambda: "ready · 285 ms · cpu" not in words(cards.views[1]))


def test_a_brief_card_without_an_answer_says_how_its_worker_is(cards, qtbot):
    cards.resize(236, 281)
    cards.show_state(judged(cards=tuple(Card(f"i{n}", f"i{n}") for n in range(5))))
    qtbot.waitUntil(lambda: cards.views[4]._sentence.text == "ready")


def test_what_differs_from_the_verdict_speaks_before_what_agrees():
    calm, ill = FOUR[1], replace(FOUR[1], problem=True)
    mixed, heights = (calm, LATE, FOUR[0], ill), [(50, 60, 90)] * 4
    brief, told, full = Length
    assert lengths(mixed, heights, 199) == (brief,) * 4
    assert lengths(mixed, heights, 220) == (brief, told, brief, told)
    assert lengths(mixed, heights, 240) == (told,) * 4
    assert lengths(mixed, heights, 270) == (told, told, told, full)
    assert lengths(mixed, heights, 360) == (full,) * 4
    assert lengths((calm,) * 4, heights, 359) == (told,) * 4
