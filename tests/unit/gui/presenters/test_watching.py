"""A watched folder: what is complete is appended and judged, the newest is shown at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.core.pair import Pair
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.notices import from_error
from qeu_station.services.live import Seen


class FakeWatch:
    """Gives the pairs it is handed, once."""

    def __init__(self) -> None:
        self.new: list[Pair] = []
        self.waiting: dict[str, str] = {}
        self.broken: Exception | None = None

    def poll(self):
        if self.broken is not None:
            raise self.broken
        new, self.new = self.new, []
        return new


@pytest.fixture
def folder(bench) -> FakeWatch:
    """The folder that the next ``watch`` follows."""
    bench.station.watch_of = FakeWatch()
    return bench.station.watch_of


def pairs(*names: str) -> list[Pair]:
    return [Pair(name, Path(f"{name}_test.png")) for name in names]


def poll(bench) -> None:
    bench.jobs.pass_time(0.5)
    bench.jobs.run_all()


def watching(bench, folder, *names: str):
    folder.new = pairs(*names)
    bench.presenter.watch(Path("drop"))
    bench.jobs.run_all()
    return bench


def test_an_empty_folder_waits(bench, folder):
    watching(bench, folder)
    assert (bench.state.band.kind, bench.state.band.word) == (Kind.WAITING, "Waiting")
    assert bench.station.watched == [Path("drop")]
    assert bench.state.hint == "Waiting for pairs in drop"
    bench.do("file.close")
    assert bench.state.hint.startswith("Ctrl+O")


def test_what_lies_there_already_is_shown_from_its_newest(bench, folder):
    watching(bench, folder, "a", "b")
    assert (bench.state.part.name, bench.state.part.count) == ("b", 2)


def test_every_new_pair_is_judged_and_the_newest_shown(bench, folder):
    watching(bench, folder, "a")
    bench.judge()
    folder.new = pairs("b", "c")
    poll(bench)
    assert (bench.state.part.name, bench.state.part.count) == ("c", 3)
    assert [pair.name for pair, _ in bench.station.inspected] == ["a", "b", "c"]
    assert bench.state.band.kind is Kind.PASS
    bench.judge()
    assert len(bench.station.inspected) == 3


def test_an_operator_who_looks_at_another_part_is_not_moved(bench, folder):
    watching(bench, folder, "a", "b")
    bench.do("part.previous")
    folder.new = pairs("c")
    poll(bench)
    assert (bench.state.part.name, bench.state.part.count) == ("a", 3)
    assert "c" in [pair.name for pair, _ in bench.station.inspected]


def test_a_pair_told_twice_is_one(bench, folder):
    watching(bench, folder, "a")
    folder.new = pairs("a")
    poll(bench)
    assert bench.state.part.count == 1


def test_a_folder_that_is_gone_is_reported_once_and_found_again(bench, folder):
    watching(bench, folder, "a")
    folder.broken = OSError("the network drive is gone")
    poll(bench)
    poll(bench)
    assert [str(error) for error in bench.errors] == ["the network drive is gone"]
    folder.broken = None
    folder.new = pairs("b")
    poll(bench)
    assert bench.state.part.name == "b"


def test_closed_is_closed(bench, folder):
    watching(bench, folder, "a")
    bench.do("file.close")
    folder.new = pairs("b")
    poll(bench)
    assert bench.state.part is None


def test_a_file_that_cannot_be_taken_is_named_with_the_reason_until_it_can(bench, folder):
    watching(bench, folder, "a")
    folder.waiting = {"/in/届く_test.png": "It is damaged."}
    poll(bench)
    poll(bench)
    told = '"届く_test.png" in the watched folder waits and is not judged: It is damaged.'
    assert [str(error) for error in bench.errors] == [told]
    folder.waiting, folder.new = {}, pairs("届く")
    poll(bench)
    assert bench.told == []
    assert bench.state.part.name == "届く"


def test_several_are_one_notice_that_counts_them(bench, folder):
    watching(bench, folder)
    folder.waiting = {"/in/b.png": "It is damaged.", "/in/a.png": "It is still being written."}
    poll(bench)
    assert bench.told == [
        '"a.png" in the watched folder waits and is not judged (1 more wait): '
        "It is still being written."
    ]
    folder.waiting = {"/in/b.png": "It is damaged."}
    poll(bench)
    assert [words for words in bench.told if "b.png" in words] == bench.told
    bench.do("file.close")
    assert bench.told == []


def test_what_waits_is_said_in_the_language_of_the_window(bench, folder, monkeypatch):
    words = "qeu_station.gui.words._translator"
    monkeypatch.setattr(words, lambda context, text: text.replace("waits", "待"))
    folder.waiting = {"/in/b.png": "It is still being written."}
    watching(bench, folder)
    assert "待" in from_error(bench.errors[0]).text


def arrives(bench, folder, *names: str) -> None:
    folder.new = pairs(*names)
    poll(bench)


def test_a_new_pair_waits_while_a_note_is_typed_and_is_shown_after_it(bench, folder):
    watching(bench, folder, "a").judge()
    typing = [True]
    bench.presenter.occupied = lambda: bool(typing)
    arrives(bench, folder, "b", "c")
    assert (bench.state.part.name, bench.state.part.count) == ("a", 3)
    assert bench.state.hint.endswith("New parts waiting: 2")
    assert [pair.name for pair, _ in bench.station.inspected] == ["a", "b", "c"]
    typing.clear()
    bench.presenter.set_note("scratch on the rim", bench.state.inspection)
    bench.jobs.run_all()
    bench.jobs.pass_time(0.39)
    assert bench.state.part.name == "a"
    poll(bench)
    assert bench.state.part.name == "c"
    assert bench.given == ["id-a"]
    assert "waiting" not in bench.state.hint


def begins(bench, what: str) -> None:
    if what == "cell":
        bench.press("u4")
    elif what == "typed":
        bench.press("u")
    elif what == "finding":
        bench.presenter.click_box("R1")
    elif what == "box":
        bench.presenter.draw_box((1, 1, 5, 5), None)
    elif what == "unsaved":
        bench.station.full = True
        bench.do("part.ng")
    else:
        bench.station.before["A1"] = Seen("A1", 1, "2026-01-02T03:04:05.678+00:00", "FAIL", "p7")
        bench.presenter.set_serial("A1")
        bench.jobs.run_all()


@pytest.mark.parametrize("what", ["cell", "typed", "finding", "box", "unsaved", "serial"])
def test_a_new_pair_waits_for_what_is_begun(bench, folder, what):
    watching(bench, folder, "a").judge()
    begins(bench, what)
    arrives(bench, folder, "b")
    poll(bench)
    assert (bench.state.part.name, bench.state.part.count) == ("a", 2)
    bench.do("part.next")
    assert bench.state.part.name == "b"


def test_a_new_pair_is_shown_once_the_cell_is_let_go(bench, folder):
    watching(bench, folder, "a").judge()
    bench.press("u4")
    arrives(bench, folder, "b")
    bench.do("correct.deselect")
    poll(bench)
    assert bench.state.part.name == "b"


def test_an_operator_who_goes_elsewhere_is_not_fetched_back(bench, folder):
    watching(bench, folder, "a", "b").judge()
    bench.press("u4")
    arrives(bench, folder, "c")
    bench.do("part.previous")
    poll(bench)
    assert bench.state.part.name == "a"
    assert "waiting" not in bench.state.hint


def acts(bench):
    """Everything a person can do that means one part."""
    presenter = bench.presenter
    return {
        **{
            key: lambda key=key: presenter.do(key)
            for key in ("part.ok", "part.ng", "part.agree", "part.inspect")
        },
        "address": lambda: presenter.press("u"),
        "cell": lambda: presenter.click_cell("U4", False),
        "finding": lambda: presenter.click_box("R1"),
        "box": lambda: presenter.draw_box((1, 1, 5, 5), "scratch"),
    }


@pytest.mark.parametrize(
    "act",
    ["part.ok", "part.ng", "part.agree", "part.inspect", "address", "cell", "finding", "box"],
)
def test_a_key_just_after_the_jump_was_meant_for_the_part_before(bench, folder, act):
    watching(bench, folder, "a").judge()
    arrives(bench, folder, "b")
    inspected = len(bench.station.inspected)
    bench.jobs.pass_time(0.043)
    acts(bench)[act]()
    bench.jobs.run_all()
    assert (bench.given, len(bench.station.inspected)) == ([], inspected)
    assert not any(cell.selected for cell in bench.state.cells)
    assert bench.state.typed == ""
    assert bench.state.hint == "The part has just come; nothing was taken"
    assert not {"part.ng", "part.note", "correct.box"} & bench.state.can


def test_a_moment_after_the_jump_keys_mean_the_new_part(bench, folder):
    watching(bench, folder, "a").judge()
    arrives(bench, folder, "b")
    bench.jobs.pass_time(0.39)
    bench.do("part.ng")
    assert bench.said == []
    bench.jobs.pass_time(0.02)
    assert "part.note" in bench.state.can
    bench.do("part.ng")
    assert bench.said == ["id-b ng"]
    assert "nothing was taken" not in bench.state.hint


def test_a_part_that_the_operator_goes_to_takes_keys_at_once(bench, folder):
    watching(bench, folder, "a").judge()
    bench.press("u4")
    arrives(bench, folder, "b")
    bench.do("part.next", "part.ng")
    assert bench.said == ["id-b ng"]


def test_no_part_is_shown_while_keys_come(bench, folder):
    watching(bench, folder, "a").judge()
    bench.jobs.pass_time(0.4)
    bench.do("part.ok")
    folder.new = pairs("b")
    poll(bench)
    assert bench.state.part.name == "b"
    bench.judge()
    bench.jobs.pass_time(0.2)
    folder.new = pairs("c")
    bench.do("part.ok")
    bench.jobs.pass_time(0.1)
    bench.jobs.run_all()
    assert (bench.state.part.name, bench.state.part.count) == ("b", 3)
    bench.press("x")
    bench.jobs.pass_time(0.39)
    assert bench.state.part.name == "b"
    bench.jobs.pass_time(0.1)
    assert bench.state.part.name == "c"
