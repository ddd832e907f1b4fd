"""What inspectors say while they work and after the verdict, at a station with real workers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import InspectorSettings
from qeu_station.core.record import AdviceRecord
from qeu_station.errors import PluginError
from qeu_station.services.advising import Listening
from qeu_station.services.live import LiveStation
from qeu_station.services.opening import OpenHome
from qeu_station.services.replay import replay
from qeu_station.services.roster import build_roster
from qeu_station.services.station import Station
from qeu_station.services.talk import Board, Saying, Slip
from qeu_station.storage.recipes import LoadedRecipe, save_recipe
from tests.unit.services.making import catalog_of, entry, picture, reply, tiny_recipe, write

TALKER = Path(__file__).parents[2] / "plugins/data/faulty/fake_faulty/talker.py"
REGISTERED = """

from qeu_station.api import InspectorSpec, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="talker", version="1.0", scopes=frozenset({Scope.CELL}),
        factory="talker_plugin:Talker", parameters="talker_plugin:Parameters", role="advisory",
    )
"""


@pytest.fixture
def talking(home: OpenHome, tmp_path: Path) -> LoadedRecipe:
    """The recipe ``talk``: one inspector decides, and one advises for as long as the pair says."""
    file = paths.plugins(home.folder) / "talker_plugin.py"
    file.write_text(TALKER.read_text("utf-8") + REGISTERED, "utf-8")
    asked = (
        InspectorSettings("tiny", deadline_s=60),
        InspectorSettings("talker", deadline_s=0.3, patience_s=60),
    )
    recipe = replace(tiny_recipe("talk"), inspectors=asked)
    return save_recipe(recipe, [write(tmp_path / "reference.png", picture())], home.folder)


def test_late_advice_is_recorded_beside_a_verdict_it_does_not_change(
    home: OpenHome, talking: LoadedRecipe, tests: Path
) -> None:
    with LiveStation.open(home) as live:
        live.use("talk")
        warned = live.inspect(Pair("0 bad", tests / "A_test.png"), "Aoki")
        first = live.inspect(Pair("1.2 bad", tests / "A_test.png"), "Aoki")
        (saying,) = live.talk().sayings
        second = live.inspect(Pair("0", tests / "B_test.png"), "Aoki")
        wait_for(lambda: live.talk().advised == (first.id,))
        (advice,) = live.advice(first.id)
        last = live.inspect(Pair("60", tests / "A_test.png"), "Aoki")

    assert (warned.part.verdict, warned.opinions[1].status) == ("REVIEW", "answered")
    assert [each.part.verdict for each in (first, second, last)] == ["PASS"] * 3
    assert [each.opinions[1].status for each in (first, second, last)] == ["late", "busy", "late"]
    assert second.opinions[1].reason == "is still busy with 1.2 bad"
    assert (saying.inspector, saying.part, saying.inspection) == ("talker", "1.2 bad", first.id)
    (said,) = advice.opinions
    assert said.part is not None and said.part.verdict == "FAIL"
    assert (said.status, said.role, said.comment[-5:]) == ("answered", "advisory", "words")
    assert 0 < said.first_ms < 1200 < said.milliseconds
    assert said.evidence == {"same": True}
    with home.journal(readonly=True) as journal:
        assert journal.inspection(first.id) == first
        (stopped,) = journal.advice(last.id)
        assert stopped.opinions[0].status == "stopped"
        assert journal.verify().sound
        for record in (first, second):  # whoever was not heard is not asked again
            assert record.replayable
            assert replay(journal, record.id, home.station).differences == ()


def test_where_time_does_not_press_an_advisory_inspector_is_waited_for(
    home: OpenHome, talking: LoadedRecipe, tests: Path
) -> None:
    with Station(talking, home.station) as station:
        record = station.inspect(Pair("0.6 bad", tests / "A_test.png"))
    assert (record.part.verdict, record.opinions[1].status) == ("REVIEW", "answered")


@pytest.mark.parametrize("role", ["gating", None])
def test_who_decides_has_no_patience(role: str | None) -> None:
    wanted = InspectorSettings("net", role=role, patience_s=9)  # type: ignore[arg-type]
    loaded = LoadedRecipe(tiny_recipe(inspectors=()), Path(), "", "ab" * 32)
    loaded = replace(loaded, recipe=replace(loaded.recipe, inspectors=(wanted,)))
    with pytest.raises(PluginError, match="decides, so it cannot answer later"):
        build_roster(loaded, catalog_of(entry("net")))


def test_how_long_an_inspector_may_go_on() -> None:
    asked = (
        InspectorSettings("a", role="advisory"),
        InspectorSettings("b", role="advisory", deadline_s=40),
        InspectorSettings("c", role="advisory", deadline_s=3, patience_s=3),
        InspectorSettings("d", deadline_s=3),
    )
    loaded = LoadedRecipe(tiny_recipe(inspectors=()), Path(), "", "ab" * 32)
    loaded = replace(loaded, recipe=replace(loaded.recipe, inspectors=asked))
    roster = build_roster(loaded, catalog_of(*(entry(name) for name in "abcd")))
    assert [use.longest_s for use in roster.uses] == [30, 40, 3, 3]


def test_what_comes_after_a_record_that_failed_is_shown_nowhere() -> None:
    board, kept = Board(), list[str]()
    slip = Slip("P1", board, lambda inspection, advice: kept.append(inspection))

    def uncheckable(late: object) -> AdviceRecord:
        raise ValueError("the grid lies outside")

    board.say((1, "other"), Saying("other", "P0"))
    slip.settle("")
    Listening(slip, uncheckable).late(reply("vlm", ("late", "is still at work")))
    assert kept == [] and board.talk.advised == ()
    assert [each.inspector for each in board.talk.sayings] == ["other"]


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
