"""A card per opinion, and one per worker that gave none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qeu_station.core.record import DISABLED, AdviceRecord, ItemRecord, OpinionRecord
from qeu_station.gui.presenters.cards import cards
from qeu_station.pluginhost import WorkerHealth
from qeu_station.services.talk import Saying
from tests.unit.gui.presenters.doubles import make_record


def worker(name: str, state: str = "ready", error: str = "") -> WorkerHealth:
    return WorkerHealth(name, state, None, 0, error, 0.0, "cpu")


def test_opinions_of_one_inspector_share_its_worker():
    said = tuple(
        OpinionRecord(f"soart3.{side}", "gating", "answered") for side in ("weight", "bias")
    )
    shown = cards(replace(make_record("p0"), opinions=said), (worker("soart3", "restarting"),))
    assert [(card.opinion, card.inspector, card.health) for card in shown] == [
        ("soart3.weight", "soart3", "restarting"),
        ("soart3.bias", "soart3", "restarting"),
    ]


def test_a_fault_is_a_problem_with_its_reason():
    fault = OpinionRecord("vlm", "advisory", "timeout", "It took longer than 2 s.")
    (card,) = cards(replace(make_record("p0"), opinions=(fault,)), ())
    assert (card.problem, card.sentence, card.health) == (
        True, "It took longer than 2 s.", "missing",
    )  # fmt: skip
    assert (card.verdict, card.p_ok, card.advisory) == (None, None, True)


@pytest.mark.parametrize(
    ("raw", "brief"),
    [
        ("", ""),
        ("Maybe  U3?\nOr not.", ". It said: “Maybe U3? Or not.”"),
        ("word " * 999, f". It said: “{('word ' * 999)[:159].rstrip()}…”"),
    ],
)
def test_an_abstention_shows_what_was_said_instead_cut_sensibly(raw: str, brief: str):
    why = "gave no opinion: its answer names no cell"
    said = OpinionRecord("vlm", "advisory", "abstained", why, evidence={"raw": raw} if raw else {})
    (card,) = cards(replace(make_record("p0"), opinions=(said,)), ())
    assert card.sentence == why + brief
    assert len(card.detail) <= 2020
    assert card.detail.startswith(brief[2:30] if len(raw) > 160 else "")
    assert bool(card.detail) == (len(raw) > 160)  # not said twice
    assert card.problem and card.verdict is None


def test_an_inspector_of_a_disabled_plugin_is_not_restarted_but_enabled():
    off = worker("vlm", "suspended", DISABLED)
    said = OpinionRecord("vlm", "advisory", "fault", f"inspector vlm {DISABLED}")
    for record in (None, replace(make_record("p0"), opinions=(said,))):
        (card,) = cards(record, (off,))
        assert not card.restartable
        assert card.sentence.endswith("by a person. Enable it on the Plugins screen (Ctrl+5).")


LATE = OpinionRecord("vlm", "advisory", "late", "is still at work; what it says is added …")


def test_who_is_still_at_work_shows_the_newest_of_what_it_says():
    record = replace(make_record("p0"), opinions=(LATE,))
    (quiet,) = cards(record, (worker("vlm"),), at_work={"vlm": Saying("vlm", "p0", record.id)})
    assert (quiet.working, quiet.problem, quiet.sentence) == (True, False, "Still at work.")
    said = Saying("vlm", "p0", record.id, "U3:  missing;\n" + "C1: dirt; " * 99 + "D9: x", 120.0)
    (card,) = cards(record, (worker("vlm"),), at_work={"vlm": said})
    assert card.sentence.startswith("…") and card.sentence.endswith("D9: x")
    assert len(card.sentence) <= 160 and card.detail.startswith("U3: missing; C1")
    assert card.first_ms == 120.0
    (before,) = cards(None, (worker("vlm"),), at_work={"vlm": said})
    assert (before.working, before.sentence) == (True, card.sentence)
    (past,) = cards(record, ())
    assert (past.working, past.problem) == (False, False)
    assert past.sentence == "had not answered when the verdict was due"


def test_advice_stands_on_the_card_of_its_part_as_what_it_is():
    record = replace(make_record("p0"), opinions=(LATE,))
    own = ItemRecord("FAIL", (0.1, 0.8, 0.1))
    answer = OpinionRecord("vlm", "advisory", "answered", part=own, comment="U3 is bare.",
                           milliseconds=4200.0, first_ms=300.0)  # fmt: skip
    (card,) = cards(record, (worker("vlm"),), (AdviceRecord("vlm", (answer,)),))
    assert (card.verdict, card.late, card.working, card.problem) == ("FAIL", True, False, False)
    assert (card.sentence, card.milliseconds, card.first_ms) == ("U3 is bare.", 4200.0, 300.0)
    assert card.detail.endswith("It came after the verdict, which it did not change.")
    fault = OpinionRecord("vlm", "advisory", "timeout", "did not answer within 30 s")
    (card,) = cards(record, (), (AdviceRecord("vlm", (fault,)),))
    assert (card.problem, card.late, card.sentence) == (True, True, fault.reason)


def test_who_is_busy_with_another_part_says_with_which():
    busy = OpinionRecord("vlm", "advisory", "busy", "is still busy with p0", milliseconds=0.1)
    saying = {"vlm": Saying("vlm", "p0", "other", "U3")}
    (card,) = cards(replace(make_record("p1"), opinions=(busy,)), (worker("vlm"),), (), saying)
    assert (card.sentence, card.problem, card.working) == ("is still busy with p0", False, False)


def test_before_anything_is_judged_the_workers_have_cards():
    shown = cards(None, (worker("difference"), worker("soart3", "suspended", "crashed: again")))
    assert [(card.health, card.problem, card.restartable) for card in shown] == [
        ("ready", False, False),
        ("suspended", True, True),
    ]
    assert shown[1].sentence == "crashed: again"


def test_an_opinion_that_is_not_the_verdict_is_said_to_be_its_own():
    own = ItemRecord("REVIEW", (0.4, 0.5, 0.1))
    said = tuple(
        OpinionRecord(name, role, "answered", part=own)
        for name, role in (("difference", "gating"), ("vlm", "advisory"))
    )
    gating, advisory = cards(replace(make_record("p0"), opinions=said), ())
    assert gating.alone == "Alone REVIEW."
    assert gating.detail == "REVIEW is its own opinion; all inspectors together say PASS."
    assert advisory.alone == "Advises REVIEW."
    assert "only advice" in advisory.detail
    (agreeing,) = cards(make_record("p0"), ())
    assert (agreeing.alone, agreeing.detail) == ("", "")
