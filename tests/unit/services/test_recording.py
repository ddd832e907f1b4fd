"""From what happened on the road to the record that proves it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qeu_station.api.testing import make_pair
from qeu_station.core.judgement import Answer, Evidence, Fault, Rules
from qeu_station.core.opinion import Opinion, Scope
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import InspectorSettings
from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.core.verdict import Thresholds
from qeu_station.imaging.prepare import Preparation
from qeu_station.pluginhost import Reply
from qeu_station.services.recording import (
    Inspected,
    build_record,
    software_versions,
    unreadable_record,
)
from qeu_station.services.roster import Roster, build_roster
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.serial import record_from_json, record_to_json
from tests.unit.services.making import catalog_of, entry, reply, tiny_recipe

ADDRESSES = ("U1", "U2")
GOOD = Opinion(cells=dict.fromkeys(ADDRESSES, (0.6, 0.2, 0.2)), comment="fine", evidence={"x": 1})
BAD = Opinion(cells={"U1": (0.1, 0.1, 0.8), "U2": (0.9, 0.1, 0.0)})
RULES = Rules(3, Thresholds(0.5, 0.2), 0.99)


def loaded(*inspectors: InspectorSettings) -> LoadedRecipe:
    return (
        LoadedRecipe(tiny_recipe(inspectors=()), Path("/r"), "", "ab" * 32)
        if (not inspectors)
        else LoadedRecipe(
            tiny_recipe(inspectors=[i.name for i in inspectors]), Path("/r"), "", "ab" * 32
        )
    )


def roster_of(*names: str, **roles: str) -> Roster:
    entries = [entry(name, role=roles.get(name, "gating")) for name in names]
    return build_roster(loaded(*map(InspectorSettings, names)), catalog_of(*entries))


def recorded(
    roster: Roster, replies: list[Reply], faults: list[Fault], problems: tuple[str, ...] = ()
) -> InspectionRecord:
    seats = {seat.opinion: seat for seat in roster.seats}
    answers = [
        Answer(name, seats[name].gating, seats[name].weight, frozenset({Scope.CELL}), opinion)
        for each in replies
        for name, opinion in each.opinions.items()
    ]
    done: dict[str, Any] = {
        "pair": Pair("A", Path("A_test.png"), serial="S-1", group="lot 3"),
        "operator": "Aoki",
        "station": "line 1",
        "test": ImageStamp("A_test.png", "cd" * 32, 96, 64),
        "references": (ImageStamp("r.png", "ef" * 32, 96, 64),),
        "preparation": Preparation(make_pair(), problems, {}, {"checks": []}),
        "replies": replies,
        "evidence": Evidence(ADDRESSES, (), answers, faults, problems),
        "milliseconds": {"read": 1.0, "total": 2.0},
    }
    return build_record(Inspected(**done), loaded(), roster, RULES, {"python": "3.11"})


def test_a_judgement_becomes_a_record() -> None:
    roster = roster_of("edges", "colours")
    record = recorded(roster, [reply("edges", edges=GOOD), reply("colours", colours=BAD)], [])
    assert record.part.verdict == record.cells["U1"].verdict == "REVIEW"
    assert record.cells["U2"].verdict == "PASS"
    assert [(o.inspector, o.status, o.part and o.part.verdict) for o in record.opinions] == [
        ("edges", "answered", "PASS"),
        ("colours", "answered", "FAIL"),
    ]
    first = record.opinions[0]
    assert (first.plugin, first.plugin_version, first.version) == ("fake-edges", "2.0", "1.0")
    assert (first.comment, first.evidence, first.device, first.milliseconds) == (
        "fine", {"x": 1}, "cpu", 3.5,
    )  # fmt: skip
    assert (record.serial, record.group, record.operator) == ("S-1", "lot 3", "Aoki")
    assert (record.recipe.name, record.recipe.sha256) == ("tray", "ab" * 32)
    assert record.classes == ("ok", "unknown", "missing")
    assert record.replayable


def test_a_record_survives_the_journal_exactly() -> None:
    record = recorded(roster_of("edges"), [reply("edges", edges=BAD)], [])
    assert record_from_json(record_to_json(record)) == record


def test_every_record_has_its_own_id_and_the_time_in_utc() -> None:
    first, second = (recorded(roster_of("edges"), [reply("edges", edges=GOOD)], []) for _ in "12")
    assert re.fullmatch(r"[0-9a-f]{32}", first.id)
    assert first.id != second.id
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", first.at)


@pytest.mark.parametrize(
    ("kind", "replayable"),
    [
        ("timeout", False),
        ("memory", False),
        ("suspended", False),
        ("raised", True),
        ("invalid", True),
    ],
)
def test_a_fault_is_review_and_a_fault_of_the_moment_cannot_be_replayed(
    kind: str, replayable: bool
) -> None:
    fault = Fault("edges", True, kind, "did something")
    record = recorded(roster_of("edges"), [reply("edges", (kind, "did something"))], [fault])
    assert record.part.verdict == "REVIEW"
    assert "inspector edges did something" in record.part.reasons
    (said,) = record.opinions
    assert (said.status, said.reason, said.part, said.cells) == (kind, "did something", None, {})
    assert record.replayable is replayable


def test_an_advisory_fault_is_shown_and_changes_nothing() -> None:
    roster = roster_of("edges", "words", words="advisory")
    fault = Fault("words", False, "raised", "lost its words")
    replies = [reply("edges", edges=GOOD), reply("words", ("raised", "lost its words"))]
    record = recorded(roster, replies, [fault])
    assert record.part.verdict == "PASS"
    assert record.opinions[1].reason == "lost its words"
    assert record.opinions[1].role == "advisory"


@pytest.mark.parametrize("raw", ["", "U9 and some words\nmore"])
@pytest.mark.parametrize("others", [GOOD, BAD])
@pytest.mark.parametrize("role", ["gating", "advisory"])
def test_an_abstention_is_review_where_it_gates_and_only_a_card_where_it_advises(
    role: str, others: Opinion, raw: str
) -> None:
    said = ("abstained", "gave no opinion: its answer names no cell")
    abstained = replace(reply("words", said), raw=raw)
    fault = Fault("words", role == "gating", *said, raw)
    replies = [reply("edges", edges=others), abstained]
    record = recorded(roster_of("edges", "words", words=role), replies, [fault])
    alone = recorded(roster_of("edges"), replies[:1], [])
    gated = role == "gating"
    assert record.part.verdict == ("REVIEW" if gated else alone.part.verdict)
    assert (
        "inspector words gave no opinion: its answer names no cell" in record.part.reasons
    ) is gated
    card = record.opinions[1]
    assert (card.status, card.reason, card.evidence) == (*said, {"raw": raw} if raw else {})
    assert record.replayable
    assert record_from_json(record_to_json(record)) == record


def test_an_inspector_that_is_not_there_is_in_the_record() -> None:
    absent = Fault("net", True, "missing", "is not available")
    roster = Roster((), (), (absent,))
    record = recorded(roster, [], [absent])
    assert record.part.verdict == "REVIEW"
    assert [(o.inspector, o.role, o.status) for o in record.opinions] == [
        ("net", "gating", "missing")
    ]


def test_a_failed_check_of_the_pair_is_review_whatever_inspectors_say() -> None:
    record = recorded(
        roster_of("edges"), [reply("edges", edges=GOOD)], [], ("the picture is blurred",)
    )
    assert record.part.verdict == "REVIEW"
    assert record.part.reasons == ("the picture is blurred",)


def test_a_pair_that_cannot_be_read_is_review() -> None:
    pair = Pair("A", Path("A_test.png"), serial="S-1", group="lot 3")
    record = unreadable_record(pair, "A_test.png is empty", "line 1", loaded(), {})
    assert (record.part.verdict, record.part.p_ok) == ("REVIEW", None)
    assert record.part.reasons == ("A_test.png is empty",)
    assert (record.serial, record.group, record.cells) == ("S-1", "lot 3", {})
    assert not record.replayable
    assert record_from_json(record_to_json(record)) == record


def test_versions_of_what_computes_are_named() -> None:
    assert {"qeu-station", "python", "numpy", "opencv-python-headless"} <= set(software_versions())
