"""The inspect screen keeps its promises to the operator."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.core.record import AdviceRecord, ItemRecord, OpinionRecord
from qeu_station.errors import InputError, StorageError
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.band import PENDING
from qeu_station.gui.presenters.correcting import History
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.writing import KEPT
from qeu_station.gui.words import install_translator
from qeu_station.pluginhost import WorkerHealth
from qeu_station.services.live import Shift
from qeu_station.services.talk import Saying, Talk
from tests.unit.gui.presenters.conftest import Bench
from tests.unit.gui.presenters.doubles import FakeStation, make_record


def test_a_folder_opens_on_its_first_part(bench):
    bench.open()
    assert (bench.state.part.name, bench.state.part.position, bench.state.part.count) == (
        "p0", 1, 10,
    )  # fmt: skip
    assert bench.state.pictures.name == "p0"
    assert bench.state.band.word == PENDING


def test_a_part_that_rests_is_judged(bench):
    bench.open()
    assert bench.station.inspected == []
    bench.judge()
    assert [pair.name for pair, _ in bench.station.inspected] == ["p0"]
    assert bench.state.band.kind is Kind.PASS
    assert bench.state.pictures.aligned


def test_enter_agrees_and_goes_on_once_it_is_on_the_disk(judged):
    judged.presenter.do("part.agree")
    assert judged.state.part.name == "p0"
    assert (judged.state.band.said, judged.state.band.saved) == ("OK, by Sato", False)
    judged.jobs.run_all()
    assert judged.said == ["id-p0 ok"]
    assert judged.state.part.name == "p1"


def test_a_typed_address_and_a_class_key_correct_a_cell(judged):
    judged.press("u4s")
    mark = next(cell for cell in judged.state.cells if cell.address == "U4")
    assert (mark.corrected, mark.verdict, mark.colour) == ("scratch", "FAIL", "#aa0000")
    assert judged.said == ["id-p0 {'U4': 'scratch'}"]


def test_undo_and_redo_leave_their_trace(judged):
    judged.press("u4s")
    judged.do("correct.undo")
    assert all(cell.corrected is None for cell in judged.state.cells)
    judged.do("correct.redo")
    assert judged.said == ["id-p0 {'U4': 'scratch'}", "id-p0 -", "id-p0 {'U4': 'scratch'}"]
    assert [said.supersedes for _, said in judged.station.written] == [None, "h0", "h1"]


def test_a_full_disk_keeps_the_correction_and_the_part(judged):
    judged.station.full = True
    judged.do("part.agree")
    assert (judged.state.part.name, judged.state.band.saved) == ("p0", False)
    assert [str(error) for error in judged.errors] == ["The disk is full."]
    judged.station.full = False
    judged.do("part.agree")
    assert judged.said == ["id-p0 ok"]
    assert judged.state.part.name == "p1"


def test_enter_does_nothing_on_review_and_asks_for_a_word():
    bench = Bench(FakeStation(verdicts={"p0": "REVIEW"})).open().judge()
    assert "part.agree" not in bench.state.can
    bench.do("part.agree")
    assert bench.station.written == []
    assert "F9" in bench.state.hint
    assert "F10" in bench.state.hint
    bench.do("part.ng")
    assert bench.said == ["id-p0 ng"]
    assert bench.state.part.name == "p1"


def test_enter_on_fail_says_ng():
    bench = Bench(FakeStation(verdicts={"p0": "FAIL"})).open().judge()
    bench.do("part.agree")
    assert bench.said == ["id-p0 ng"]


def test_enter_does_nothing_while_judging_or_before(bench):
    bench.open()
    bench.presenter.do("part.agree")
    bench.jobs.pass_time(0.2)
    bench.presenter.do("part.agree")
    bench.jobs.run_all()
    assert bench.station.written == []
    assert bench.state.part.name == "p0"


def test_enter_on_what_is_agreed_only_goes_on(judged):
    judged.do("part.agree", "part.previous", "part.agree")
    assert judged.said == ["id-p0 ok"]
    assert judged.state.part.name == "p1"


def test_enter_does_not_agree_against_ones_own_corrections(judged):
    judged.press("u4s")
    judged.do("part.agree")
    assert judged.said == ["id-p0 {'U4': 'scratch'}"]
    assert "F9" in judged.state.hint
    judged.do("part.ng")
    assert judged.said[-1] == "id-p0 ng"


def test_without_advance_one_stays(judged):
    judged.presenter.set_preferences(Preferences(operator="Sato", advance=False))
    judged.do("part.agree", "part.agree")
    assert (judged.said, judged.state.part.name) == (["id-p0 ok"], "p0")


def test_leaving_before_it_is_saved_does_not_go_on_twice(judged):
    judged.presenter.do("part.agree")
    judged.presenter.do("part.next")
    judged.jobs.run_all()
    assert (judged.said, judged.state.part.name) == (["id-p0 ok"], "p1")


def test_what_failed_elsewhere_is_written_when_the_disk_takes_it_again(judged):
    judged.station.full = True
    judged.do("part.ok", "part.next")
    assert (judged.presenter.unsaved, len(judged.errors)) == ("1 correction of p0 is NOT SAVED", 1)
    judged.station.full = False
    judged.judge()
    judged.do("part.ok")
    assert judged.said == ["id-p1 ok", "id-p0 ok"]
    assert judged.presenter.unsaved == ""


def test_what_failed_is_tried_again_by_itself_without_a_pile_of_notices(judged):
    judged.station.full = True
    judged.do("part.ok")
    for _ in range(5):
        judged.jobs.pass_time(3)
        judged.jobs.run_all()
    assert len(judged.errors) == 1
    assert (judged.said, judged.state.band.waits) == ([], True)
    assert judged.state.hint == "NOT SAVED. Enter: try again"
    judged.station.full = False
    judged.jobs.pass_time(3)
    judged.jobs.run_all()
    assert (judged.said, judged.told, judged.presenter.unsaved) == (["id-p0 ok"], [], "")
    assert (judged.state.band.saved, judged.state.band.waits) == (True, False)
    assert judged.state.part.name == "p0"  # nobody pressed anything just now


def test_what_is_tried_again_is_not_said_to_be_on_its_way(judged):
    judged.station.full = True
    judged.do("part.ok")
    judged.jobs.pass_time(3)
    judged.presenter.refresh()
    assert "journal" in judged.jobs.keys
    assert judged.state.band.waits
    assert judged.state.hint == "NOT SAVED. Enter: try again"
    judged.jobs.run_all()
    assert "correct.undo" in judged.state.can


def test_the_line_says_on_every_part_what_is_not_saved_elsewhere(judged):
    judged.station.full = True
    judged.do("part.ok", "part.next")
    judged.judge()
    judged.press("u4s")
    lost = "1 correction of p0 is NOT SAVED: tried again every few seconds. "
    assert judged.state.hint == lost + "NOT SAVED. Enter: try again"
    assert judged.presenter.unsaved == "2 corrections are NOT SAVED (p0, p1)"
    judged.presenter.close_source()
    assert judged.state.hint.startswith("2 corrections are NOT SAVED (p0, p1): tried again")


def test_enter_tries_again_what_failed_wherever_one_is(judged):
    judged.station.full = True
    judged.do("part.ok", "part.next")
    judged.station.full = False
    judged.do("part.agree")  # there is no verdict yet that it could agree with
    assert judged.said == ["id-p0 ok"]
    assert "NOT SAVED" not in judged.state.hint


def test_an_address_typed_after_another_corrects_only_its_own_cell(judged):
    judged.press("d5u4")
    assert judged.said == []
    judged.press("?")
    assert judged.said == ["id-p0 {'U4': 'unknown'}"]


@pytest.mark.parametrize(("key", "said"), [("part.ok", "OK"), ("part.ng", "NG")])
def test_the_same_decision_by_the_same_person_is_recorded_once(judged, key, said):
    judged.presenter.set_preferences(Preferences(operator="Sato", advance=False))
    judged.presenter.do(key)
    judged.do(key, key)
    assert len(judged.said) == 1
    assert judged.state.hint == f"{said} by Sato is recorded already. Right: next part"
    judged.do("part.ok" if key == "part.ng" else "part.ng")
    judged.do(key)
    assert len(judged.said) == 3


def test_a_decision_is_recorded_again_by_another_person_or_after_a_defect(judged):
    judged.presenter.set_preferences(Preferences(operator="Sato", advance=False))
    judged.do("part.ok")
    judged.press("u4s")
    judged.do("part.ok")
    assert judged.said[-1] == "id-p0 ok"
    judged.presenter.set_preferences(Preferences(operator="Mori", advance=False))
    judged.do("part.ok")
    judged.do("correct.undo", "correct.undo")
    assert len(judged.said) == 6


def test_a_decision_that_is_not_saved_is_tried_again_by_its_own_key(judged):
    judged.station.full = True
    judged.do("part.ng", "part.ng")
    assert (judged.said, judged.presenter.unsaved) == ([], "1 correction of p0 is NOT SAVED")
    judged.station.full = False
    judged.do("part.ng")
    assert (judged.said, judged.state.part.name) == (["id-p0 ng"], "p1")


def test_closing_tries_once_more(judged):
    judged.station.full = True
    judged.do("part.ok")
    judged.station.full = False
    shown = len(judged.shown)
    judged.presenter.close()
    judged.jobs.run_all()
    assert judged.said == ["id-p0 ok"]
    assert len(judged.shown) == shown


def test_nobody_signed_on_keeps_what_was_said_until_somebody_is():
    bench = Bench(preferences=Preferences()).open().judge()
    bench.press("u4s")
    assert (bench.station.written, bench.asked) == ([], ["name"])
    assert (bench.state.band.saved, bool(bench.presenter.unsaved)) == (False, True)
    bench.do("part.next")
    bench.judge()
    bench.presenter.sign_on("Mori")
    bench.jobs.run_all()
    assert bench.said == ["id-p0 {'U4': 'scratch'}"]
    assert bench.station.written[0][1].operator == "Mori"
    assert bench.remembered[-1].operator == "Mori"


def test_several_cells_make_one_entry(judged):
    judged.press("u4,c2,D9o")
    assert judged.said == ["id-p0 {'U4': 'ok', 'C2': 'ok', 'D9': 'ok'}"]
    assert judged.state.typed == ""
    assert not any(cell.selected for cell in judged.state.cells)


def test_clicks_and_a_class_button_correct(judged):
    judged.presenter.click_cell("U4", False)
    judged.presenter.click_cell("U5", True)
    judged.presenter.click_cell("U4", True)
    judged.presenter.choose_class("unknown")
    judged.jobs.run_all()
    assert judged.said == ["id-p0 {'U5': 'unknown'}"]


def test_a_wrong_key_is_told(judged):
    assert not judged.presenter.press("x")
    assert judged.state.hint == "No cell begins with X"
    judged.presenter.press("u")
    assert judged.state.typed == "U"
    judged.do("correct.deselect")
    assert judged.state.typed == ""


def test_a_drawn_box_is_recorded_in_test_pixels(judged):
    judged.station.to_test = (1.0, 0.0, 5.0, 0.0, 2.0, -4.0, 0.0, 0.0, 1.0)
    judged.do("part.next")
    judged.judge()
    judged.presenter.draw_box((20.0, 10.0, 10.0, 8.0), "scratch")
    judged.jobs.run_all()
    (drawn,) = judged.station.written[0][1].added
    assert (drawn.box, drawn.label) == ((15.0, 12.0, 25.0, 16.0), "scratch")
    mark = judged.state.boxes[-1]
    assert (mark.id, mark.box, mark.colour) == ("drawn:1", (10.0, 8.0, 20.0, 10.0), "#aa0000")


def test_a_box_without_a_class_asks_and_stays_with_its_part(judged):
    judged.presenter.draw_box((10, 10, 20, 20), None)
    assert [key for key, _ in judged.state.question.answers] == ["unknown", "scratch"]
    judged.presenter.press("s")
    judged.jobs.run_all()
    assert judged.state.question is None
    assert judged.station.written[0][1].added[0].label == "scratch"
    judged.presenter.draw_box((30, 10, 40, 20), None)
    judged.jobs.run_all()
    assert judged.station.written[1][1].added[0].label == "scratch"


def test_a_question_about_a_box_goes_with_the_part(judged):
    judged.presenter.draw_box((10, 10, 20, 20), None)
    judged.do("part.next")
    assert judged.state.question is None
    assert judged.station.written == []


def test_striking_a_finding_and_bringing_it_back():
    bench = Bench(FakeStation(verdicts={"p0": "FAIL"})).open().judge()
    assert [mark.id for mark in bench.state.boxes] == ["R1"]
    bench.presenter.click_box("R1")
    bench.do("correct.strike")
    assert bench.state.boxes[0].struck
    assert bench.station.written[0][1].struck == ("R1",)
    bench.presenter.click_box("R1")
    bench.do("correct.strike")
    assert not bench.state.boxes[0].struck
    assert bench.station.written[1][1].supersedes == "h0"


def test_striking_a_drawn_box_withdraws_what_drew_it(judged):
    judged.presenter.draw_box((10, 10, 20, 20), "scratch")
    judged.presenter.draw_box((30, 10, 40, 20), "unknown")
    judged.jobs.run_all()
    judged.presenter.click_box("drawn:1")
    judged.do("correct.strike")
    assert [mark.label for mark in judged.state.boxes] == ["unknown"]
    withdrawn = judged.station.written[2][1]
    assert (withdrawn.supersedes, withdrawn.added) == ("h0", ())


def test_a_note_is_put_on_the_part_it_was_typed_for(judged):
    judged.do("part.next")
    judged.judge()
    judged.presenter.set_note("lid bent", "id-p0")
    judged.jobs.run_all()
    assert [(said.inspection, said.note) for _, said in judged.station.written] == [
        ("id-p0", "lid bent")
    ]
    assert judged.state.note == ""
    judged.presenter.set_note("", "id-p0")
    judged.presenter.set_note("lid bent", "id-p0")
    judged.jobs.run_all()
    assert len(judged.station.written) == 1
    judged.presenter.set_note("clean", judged.state.inspection)
    judged.jobs.run_all()
    assert judged.state.note == "clean"


def test_a_part_stays_correctable_while_hundreds_are_judged_behind_it(judged):
    for number in range(KEPT + 2):
        judged.presenter._writer.keep(History(make_record(f"x{number}")))
        judged.presenter.refresh()
    judged.do("part.ng")
    assert judged.said == ["id-p0 ng"]


def test_notes_are_written_and_taken_back(judged):
    judged.presenter.set_note(" dust on the lens ")
    judged.jobs.run_all()
    assert judged.state.note == "dust on the lens"
    judged.presenter.set_note("")
    judged.jobs.run_all()
    assert judged.state.note == ""
    assert [said.supersedes for _, said in judged.station.written] == [None, "h0"]


def test_undo_survives_leaving_and_a_new_start(judged):
    judged.press("u4s")
    judged.press("u5s")
    judged.do("correct.undo")
    later = Bench(judged.station)
    later.presenter.open_record("id-p0")
    later.jobs.run_all()
    assert later.state.part.name == "p0"
    assert [cell.address for cell in later.state.cells if cell.corrected] == ["U4"]
    later.do("correct.redo")
    assert [cell.address for cell in later.state.cells if cell.corrected] == ["U4", "U5"]
    later.do("correct.undo", "correct.undo")
    assert not any(cell.corrected for cell in later.state.cells)
    assert "correct.undo" not in later.state.can


def test_a_part_opened_from_the_strip_leads_back_to_the_queue(judged):
    judged.do("part.next")
    judged.judge()
    judged.presenter.open_record("id-p0")
    judged.jobs.run_all()
    assert (judged.state.part.name, judged.state.part.position) == ("p0", 0)
    assert [entry.part for entry in judged.state.strip if entry.current] == ["p0"]
    judged.do("part.next")
    assert (judged.state.part.name, judged.state.part.position) == ("p1", 2)


def test_the_counters_follow_what_is_judged_and_corrected():
    bench = Bench(FakeStation(verdicts={"p1": "FAIL", "p2": "REVIEW"})).open().judge()
    for _ in range(3):
        bench.do("part.next")
        bench.judge()
    counters = bench.state.counters
    assert (counters.total, counters.passed, counters.failed, counters.review) == (4, 2, 1, 1)
    assert (counters.yield_, counters.p95) == (0.5, 100.0)
    bench.press("u4s")
    assert bench.state.counters.corrected == 1
    bench.do("correct.undo")
    assert bench.state.counters.corrected == 0
    bench.do("part.agree")
    assert bench.state.counters.corrected == 0


def test_a_new_shift_counts_from_zero(judged):
    judged.presenter.begin_shift()
    assert judged.state.counters.total == 0
    assert judged.remembered[-1].shift_since == judged.state.counters.since > "2026"


def test_a_start_reads_the_shift_and_the_last_parts(judged):
    judged.do("part.next")
    judged.judge()
    judged.station.past = Shift("", {"PASS": 2}, 0, (90.0, 110.0))
    later = Bench(judged.station, Preferences(shift_since="2026-01-01T00:00:00.000+00:00"))
    assert later.station.shifts[-1] == "2026-01-01T00:00:00.000+00:00"
    assert (later.state.counters.total, later.state.counters.mean) == (2, 100.0)
    for _ in range(2):
        later.jobs.pass_time(1)
        later.jobs.run_all()
    assert [(entry.part, entry.thumbnail.shape[2]) for entry in later.state.strip] == [
        ("p1", 3), ("p0", 3),
    ]  # fmt: skip


def test_a_recipe_that_cannot_be_used_is_reported(bench):
    bench.station.broken = InputError("There is no recipe.")
    bench.presenter.use_recipe("nowhere")
    bench.jobs.run_all()
    assert [str(error) for error in bench.errors] == ["There is no recipe."]
    assert bench.state.recipe == "tray v1"


def test_another_recipe_reads_the_source_anew_and_judges_anew(judged):
    judged.presenter.use_recipe("board")
    assert judged.state.band.kind is Kind.PASS
    judged.jobs.run_all()
    judged.judge()
    assert judged.state.recipe == "board v1"
    assert len(judged.station.inspected) == 2


def test_another_recipe_keeps_the_place_in_the_list(judged):
    judged.do("part.last", "part.previous")
    judged.presenter.use_recipe("board")
    judged.jobs.run_all()
    assert judged.state.part.position == 9
    judged.open()
    assert judged.state.part.position == 1


def test_a_source_opened_while_the_inspectors_start_waits_for_them():
    bench = Bench()
    bench.presenter.use_recipe("tray")
    bench.presenter.open_pairs(Path("folder"))
    assert bench.state.band.word == "Starting"
    bench.jobs.run_all()
    assert bench.state.part.name == "p0"


def test_cards_show_opinions_and_the_health_of_their_workers(judged):
    (card,) = judged.state.cards
    assert (card.opinion, card.verdict, card.health) == ("difference", "PASS", "ready")
    judged.station.workers = (
        WorkerHealth("difference", "suspended", None, 3, "crashed: segfault", 0.0, ""),
    )
    judged.jobs.pass_time(1.1)
    judged.jobs.run_all()
    (card,) = judged.state.cards
    assert (card.health, card.restartable) == ("suspended", True)
    judged.presenter.restart("difference")
    judged.jobs.run_all()
    assert judged.station.restarted == ["difference"]


def test_a_sentence_grows_on_the_card_of_its_part_until_its_advice_comes(judged):
    late = OpinionRecord("vlm", "advisory", "late", "is still at work")
    judged.station.besides = (late,)
    judged.do("part.next")
    judged.station.said = Talk((Saying("vlm", "p1", "", "U"),))
    judged.jobs.pass_time(0.3)
    judged.jobs.run_key("station")
    assert judged.state.part.name == "p1"
    for text in ("U3", "U3: miss"):
        judged.station.said = Talk((Saying("vlm", "p1", "id-p1", text, 80.0),))
        judged.jobs.run_all()
        judged.jobs.pass_time(1.1)
        judged.jobs.run_all()
        card = judged.state.cards[-1]
        assert (card.opinion, card.working, card.sentence) == ("vlm", True, text)
    before = judged.jobs.now
    judged.jobs.pass_time(0.16)  # while somebody speaks it is asked more often
    assert "health" in judged.jobs.keys and judged.jobs.now - before < 1
    judged.do("part.previous")
    assert not [card for card in judged.state.cards if card.working]
    judged.do("part.next")
    assert judged.state.cards[-1].sentence == "U3: miss"

    answer = OpinionRecord("vlm", "advisory", "answered", comment="U3: missing")
    judged.station.advised["id-p1"] = [AdviceRecord("vlm", (answer,))]
    judged.station.said = Talk((), ("id-p1",))
    judged.jobs.pass_time(1.1)
    judged.jobs.run_key("health")
    assert judged.state.cards[-1].sentence == "U3: miss"  # no gap before the advice is read
    judged.jobs.run_all()
    card = judged.state.cards[-1]
    assert (card.late, card.working, card.sentence) == (True, False, "U3: missing")
    second = OpinionRecord("vlm", "advisory", "answered", comment="U3: missing, surely")
    judged.station.advised["id-p1"].append(AdviceRecord("vlm", (second,)))
    judged.station.said = Talk((), ("id-p1", "id-p1"))
    judged.jobs.pass_time(1.1)
    judged.jobs.run_all()
    assert judged.state.cards[-1].sentence == "U3: missing, surely"
    judged.do("part.previous")
    judged.do("part.next")
    assert judged.state.cards[-1].late


def test_evidence_of_a_cell(judged):
    evidence = judged.presenter.evidence("U4")
    assert evidence.title == "U4  ● PASS"
    assert ("P(ok)", "0.900") in evidence.rows
    assert judged.presenter.evidence("Z9") is None


def test_the_difference_is_read_when_it_is_asked_for(judged):
    judged.presenter.show_difference(True)
    judged.jobs.run_all()
    assert judged.state.difference
    assert judged.station.read[-1] == "id-p0"


def test_closing_the_source_leaves_nothing(judged):
    judged.do("file.close")
    assert (judged.state.part, judged.state.band.kind) == (None, Kind.EMPTY)
    assert judged.state.pictures is None
    assert "file.close" not in judged.state.can


def test_two_files_are_a_queue_of_one(bench):
    bench.presenter.open_pair(Path("a_test.png"), Path("a_temp.png"))
    bench.jobs.run_all()
    assert (bench.state.part.name, bench.state.part.count) == ("a", 1)


@pytest.mark.parametrize("key", ["part.next", "part.ok", "correct.undo", "part.inspect"])
def test_what_cannot_be_done_now_does_nothing(bench, key):
    bench.do(key)
    assert bench.state.part is None


def test_a_pair_list_that_cannot_be_read_says_why(bench):
    bench.station.pairs = lambda source: (_ for _ in ()).throw(InputError("There is no folder."))
    bench.open()
    assert (bench.state.band.kind, bench.state.band.sentence) == (
        Kind.PROBLEM, "There is no folder.",
    )  # fmt: skip


def test_a_record_whose_pictures_are_gone_keeps_its_verdict_and_takes_no_correction(judged):
    judged.station.gone = {"id-p0"}
    later = Bench(judged.station)
    later.presenter.open_record("id-p0")
    later.jobs.run_all()
    assert (later.state.band.kind, later.state.pictures) == (Kind.PASS, None)
    assert later.state.hint == str(later.errors[-1]) == "The pictures of p0 are gone."
    later.do("part.ok", "part.agree")
    assert later.station.written == []


def test_closing_without_a_name_says_what_is_lost(caplog):
    bench = Bench(preferences=Preferences()).open().judge()
    bench.do("part.ok")
    bench.presenter.close()
    bench.jobs.run_all()
    assert bench.station.written == []
    assert "1 corrections have no operator" in caplog.text


def test_a_source_without_a_recipe_asks_for_one():
    bench = Bench()
    bench.presenter._visits._look.recipe = None
    bench.presenter.open_pairs(Path("folder"))
    bench.jobs.run_all()
    assert bench.state.band.word == "No recipe"


def test_judging_by_itself_can_be_switched_on_while_a_part_rests():
    bench = Bench(preferences=Preferences(operator="Sato", auto_inspect=False)).open().judge()
    bench.presenter.set_preferences(Preferences(operator="Sato"))
    bench.judge()
    assert bench.state.band.kind is Kind.PASS


def test_a_class_button_or_escape_ends_the_question_about_a_box(judged):
    judged.presenter.draw_box((10, 10, 20, 20), None)
    judged.do("correct.deselect")
    assert (judged.state.question, judged.station.written) == (None, [])
    judged.presenter.draw_box((10, 10, 20, 20), None)
    judged.presenter.choose_class("scratch")
    judged.jobs.run_all()
    assert judged.station.written[0][1].added[0].label == "scratch"


def test_another_language_is_spoken_at_once(judged):
    install_translator(lambda context, text: f"<{text}>")
    try:
        judged.presenter.refresh()
        assert judged.state.hint.startswith("<Enter")
    finally:
        install_translator(None)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(InputError("Two\n  lines."), "Two lines."), (MemoryError(), "MemoryError.")],
)
def test_the_band_says_any_error_in_one_line(bench, error, sentence):
    bench.open()
    bench.station.broken = error
    bench.judge()
    assert (bench.state.band.kind, bench.state.band.sentence) == (Kind.PROBLEM, sentence)


def test_a_word_on_review_is_agreed_with_by_enter(bench):
    bench.station.verdicts = {"p0": "REVIEW"}
    bench.open().judge()
    bench.presenter.set_preferences(Preferences(operator="Sato", advance=False))
    bench.do("part.ok")
    bench.presenter.set_preferences(Preferences(operator="Sato"))
    assert "part.agree" in bench.state.can
    bench.do("part.agree")
    assert (bench.said, bench.state.part.name) == (["id-p0 ok"], "p1")


def test_a_box_that_is_not_there_is_not_chosen(judged):
    for box_id in ("R9", "drawn:1", ""):
        judged.presenter.click_box(box_id)
        assert "correct.strike" not in judged.state.can


def test_one_goes_on_only_when_everything_said_of_the_part_is_on_the_disk(judged):
    judged.station.full = True
    judged.press("u4s")
    judged.presenter.do("part.ng")
    judged.station.full = False
    judged.jobs.run_key("journal")
    assert judged.said == ["id-p0 {'U4': 'scratch'}"]  # in the order in which it was said
    assert (judged.state.part.name, judged.state.band.saved) == ("p0", False)
    judged.jobs.run_all()
    assert judged.said == ["id-p0 {'U4': 'scratch'}", "id-p0 ng"]
    assert judged.state.part.name == "p1"


def test_a_correction_after_enter_keeps_the_part_on_the_screen(judged):
    judged.presenter.do("part.agree")
    for key in "u4s":
        judged.presenter.press(key)
    judged.jobs.run_all()
    assert judged.said == ["id-p0 ok", "id-p0 {'U4': 'scratch'}"]
    assert judged.state.part.name == "p0"


@pytest.mark.parametrize(
    "tried",
    [
        lambda p: p.do("part.ok"),
        lambda p: p.do("part.ng"),
        lambda p: p.do("part.agree"),
        lambda p: p.do("part.note"),
        lambda p: p.do("correct.box"),
        lambda p: p.press("u"),
        lambda p: p.click_cell("U4", False),
        lambda p: p.draw_box((1, 1, 9, 9), None),
        lambda p: p.choose_class("scratch"),
        lambda p: p.set_note("dust"),
    ],
)
def test_what_is_said_before_the_verdict_is_not_taken_and_that_is_told(bench, tried):
    bench.open()
    bench.jobs.pass_time(0.2)  # being judged
    tried(bench.presenter)
    assert bench.state.hint == "The verdict is not there yet; nothing was taken"
    bench.jobs.run_all()
    assert bench.state.band.kind is Kind.PASS
    assert bench.state.hint.startswith("Pressed too early: nothing was taken. Enter: agree")
    bench.presenter.do("correct.deselect")
    assert bench.state.hint.startswith("Enter: agree")
    assert bench.station.written == []


def test_what_is_said_of_a_part_that_waits_for_space_is_told_so():
    bench = Bench(preferences=Preferences(operator="Sato", auto_inspect=False)).open().judge()
    bench.do("part.ok")
    assert bench.state.hint == "Not judged yet; nothing was taken. Space: inspect"
    bench.do("part.next")
    assert "taken" not in bench.state.hint


def test_what_is_said_before_the_pictures_are_there_is_told(judged):
    judged.do("part.next")
    judged.presenter.show_difference(True)  # so they are read anew
    judged.presenter.do("part.previous")
    assert judged.state.pictures is None
    judged.presenter.do("part.ok")
    assert judged.state.hint == "The pictures are not there yet; nothing was taken"
    judged.jobs.run_all()
    assert judged.state.pictures is not None
    assert judged.state.hint.startswith("Pressed too early: nothing was taken. Enter: agree")
    judged.do("part.next")
    assert "early" not in judged.state.hint
    assert judged.station.written == []


@pytest.mark.parametrize(
    ("acts", "decided", "said"),
    [
        (["part.agree"], Kind.PASS, "OK, by Sato"),
        (["part.ng"], Kind.FAIL, "NG, by Sato"),
        (["u4s"], Kind.FAIL, "NG, by Sato"),
        (["u4o"], None, "Corrected, by Sato"),
        (["part.agree", "u4s"], Kind.FAIL, "NG, by Sato"),
        (["u4s", "part.ok"], Kind.PASS, "OK, by Sato"),
        (["u4s", "u4o"], None, "Corrected, by Sato"),
        (["part.ok", "u4s", "correct.undo"], Kind.PASS, "OK, by Sato"),
        (["u4s", "correct.undo"], None, ""),
    ],
)
def test_the_band_and_the_strip_say_what_the_part_is_by_the_operators_word(acts, decided, said):
    """The station's verdict stays beside it."""
    judged = Bench(preferences=Preferences(operator="Sato", advance=False)).open().judge()
    for act in acts:
        judged.do(act) if "." in act else judged.press(act)
    band, entry = judged.state.band, judged.state.strip[0]
    assert (band.kind, band.decided, band.said) == (Kind.PASS, decided, said)
    assert entry.said == {Kind.PASS: "ok", Kind.FAIL: "ng", None: ""}[decided]


def test_a_missed_defect_in_a_box_makes_the_part_ng(judged):
    judged.presenter.draw_box((10, 10, 20, 20), "scratch")
    judged.jobs.run_all()
    assert judged.state.band.decided is Kind.FAIL


def test_what_nobody_signed_says_that_the_name_is_missing():
    bench = Bench(preferences=Preferences(advance=False)).open().judge()
    bench.do("part.ng")
    assert bench.state.band.said == "NG, no name yet (F3)"
    assert bench.state.band.waits
    bench.presenter.sign_on("Mori")
    bench.jobs.run_all()
    assert bench.state.band.said == "NG, by Mori"


def test_a_box_stays_on_the_picture_while_its_class_is_asked_for(judged):
    judged.presenter.draw_box((20, 20, 10, 10), None)
    (asked,) = judged.state.boxes
    assert (asked.box, asked.label) == ((10, 10, 20, 20), "?")
    judged.presenter.answer("scratch")
    judged.jobs.run_all()
    (drawn,) = judged.state.boxes
    assert (drawn.box, drawn.label) == ((10, 10, 20, 20), "scratch")
    judged.presenter.draw_box((30, 30, 40, 40), None)
    judged.do("correct.deselect")
    assert "?" not in [box.label for box in judged.state.boxes]


def test_pictures_are_compared_only_where_there_are_some(bench):
    comparing = {"view.blink", "view.difference"}
    assert not comparing & bench.state.can
    bench.open()
    assert comparing <= bench.state.can
    bench.presenter.do("part.next")  # and nothing flickers while somebody pages
    assert comparing <= bench.state.can
    bench.presenter.close_source()
    assert not comparing & bench.state.can


def test_a_journal_that_goes_away_loses_nothing_and_is_said(judged):
    """A database server that stops: nothing counts as judged or said before it is back."""
    gone = StorageError("The database server does not answer.")
    correct, inspect = judged.station.correct, judged.station.inspect

    def refuse(*given):
        raise gone

    judged.station.correct = judged.station.inspect = refuse
    judged.do("part.ng")
    assert judged.state.band.saved is False
    assert (judged.said, bool(judged.presenter.unsaved)) == ([], True)
    judged.do("part.next")
    judged.judge()
    assert judged.state.part.name == "p1"
    assert (judged.state.band.kind, judged.state.counters.total) == (Kind.PROBLEM, 1)
    assert judged.state.band.sentence == str(gone)
    assert judged.told == [str(gone)]
    judged.station.correct, judged.station.inspect = correct, inspect
    judged.do("part.inspect")
    judged.judge()
    assert (judged.state.band.kind, judged.state.counters.total) == (Kind.PASS, 2)
    judged.do("part.ok")
    assert sorted(judged.said) == ["id-p0 ng", "id-p1 ok"]
    assert (judged.presenter.unsaved, judged.told) == ("", [])


def test_advice_is_gone_when_the_part_is_judged_again(judged):
    judged.station.besides = (OpinionRecord("vlm", "advisory", "late", "is still at work"),)
    judged.do("part.next")
    judged.jobs.pass_time(0.3)
    judged.jobs.run_all()
    bad = ItemRecord("FAIL", (0.1, 0.8, 0.1))
    answer = OpinionRecord("vlm", "advisory", "answered", cells={"U1": bad})
    judged.station.advised["id-p1"] = [AdviceRecord("vlm", (answer,))]
    judged.station.said = Talk((), ("id-p1",))
    judged.jobs.pass_time(1.1)
    judged.jobs.run_all()
    assert [mark.address for mark in judged.state.cells if mark.advised] == ["U1"]
    judged.station.besides = ()
    judged.do("part.inspect")
    judged.jobs.run_all()
    assert judged.state.inspection != "id-p1"
    assert not [mark for mark in judged.state.cells if mark.advised]
