"""The Review screen: the list, the pair, and corrections that are bound to what is shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.core.correction import Correction
from qeu_station.core.record import AdviceRecord, ItemRecord, OpinionRecord
from qeu_station.errors import JournalError, JournalTakenError, StorageError
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.review import TOLD_S
from qeu_station.gui.presenters.review_bulk import MOST_UNASKED, NO, OPEN, YES
from qeu_station.gui.presenters.review_state import Phase
from tests.unit.gui.presenters.review_columns import columns
from tests.unit.gui.presenters.review_doubles import FULL, FakeReviewDesk, Reviewing

ORDER = [2, 0, 5, 3, 4, 1]
"""Rows of the plain desk, REVIEW nearest to a threshold first, then the others."""


@pytest.fixture
def review() -> Reviewing:
    return Reviewing().opened()


def listed(review: Reviewing) -> list[int]:
    return review.state.listed.rows.tolist()


def test_opening_lists_the_most_uncertain_first_and_shows_that_pair(review):
    state = review.state
    assert (state.phase, state.place, state.total) == (Phase.READY, "batch 7", 6)
    assert sorted(listed(review)) == [0, 1, 2, 3, 4, 5]
    assert {listed(review)[n] for n in range(3)} == {0, 2, 5}  # those in review
    assert state.pair.inspection == f"id{listed(review)[0]}"
    assert state.pair.pictures is not None
    assert (state.position, state.progress.done, state.progress.count) == (0, 0, 6)


def test_what_inspectors_said_is_shown_without_workers(review):
    (card,) = review.state.pair.cards
    assert (card.opinion, card.sentence, card.health) == ("difference", "looked", "")
    assert not card.restartable


@pytest.mark.parametrize("error", [
    JournalError("The journal was written by a newer version."),
    StorageError("The folder cannot be read."),
])  # fmt: skip
def test_what_cannot_be_opened_is_said_and_nothing_is_shown(error):
    review = Reviewing()

    def fails():
        raise error

    review.presenter.open(fails)
    review.settle()
    assert review.state.phase is Phase.PROBLEM
    assert review.state.problem == str(error)
    assert review.state.listed is None
    assert "review.open" in review.state.can


def test_a_note_of_what_is_open_is_shown():
    review = Reviewing(FakeReviewDesk(note="A copy is shown.")).opened()
    assert review.state.note == "A copy is shown."


def test_closing_what_is_reviewed_lets_go_of_it(review):
    review.do("review.close")
    assert review.desk.closed == 1
    assert (review.state.phase, review.state.listed) == (Phase.EMPTY, None)
    assert review.state.pair.part is None


def test_a_journal_that_comes_too_late_is_closed(review):
    late, other = FakeReviewDesk(), FakeReviewDesk(name="other")
    review.presenter.open(lambda: late)
    job = next(job for job in review.jobs.waiting if job.key == "review.open")
    job.work(job)  # opened, but its answer has not arrived
    review.presenter.open(lambda: other)
    review.settle()
    assert (late.closed, other.closed) == (1, 0)
    assert review.state.place == "other"


def test_saying_ng_goes_on_to_the_next_pair_nobody_spoke_of(review):
    first, second, *_ = listed(review)
    review.do("part.ng")
    assert review.said == [(f"id{first}", "ng")]
    assert review.state.current == second
    assert review.state.progress.done == 1
    assert review.state.listed.said == {first: "ng"}


def test_going_on_passes_over_pairs_somebody_spoke_of():
    told = np.zeros(6, bool)
    told[[0, 5]] = True
    review = Reviewing(FakeReviewDesk(columns([0.3, 0.9, 0.4, 0.1, 0.8, 0.35], corrected=told)))
    review.opened()
    while review.state.current != 2:
        review.do("part.next")
    review.do("part.ok")
    assert review.state.current in (3, 4, 1)
    assert review.state.progress.done == 3


def test_without_going_on_by_itself_the_pair_stays(review):
    review.preferences = replace(review.preferences, advance=False)
    before = review.state.current
    review.do("part.ok")
    assert review.state.current == before
    assert review.state.pair.band.decided is Kind.PASS


def test_the_last_pair_is_told(review):
    for _ in range(6):
        review.do("part.ok")
    assert review.state.progress.done == 6
    assert "Every pair" in review.state.pair.hint
    assert len({inspection for inspection, _ in review.said}) == 6


def test_a_key_before_the_pictures_are_there_is_refused(review):
    review.presenter.do("part.next")
    review.presenter.do("part.ng")
    review.settle()
    assert review.said == []


def test_a_word_goes_to_the_pair_it_was_said_of_however_fast_somebody_pages(review):
    shown = review.state.pair.inspection
    review.presenter.do("part.ng")
    review.presenter.do("part.next")
    review.presenter.do("part.next")
    review.settle()
    assert review.said == [(shown, "ng")]
    assert review.state.position == 2  # nor did the word turn a page of its own


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["next", "previous", "ok", "ng", "agree", "same", "run", "time",
                                 "sort", "filter", "cells"]), max_size=40),
       st.randoms(use_true_random=False))  # fmt: skip
def test_no_word_ever_reaches_another_pair_than_the_one_shown(acts, rng):
    """Whatever is pressed while answers come in any order."""
    review = Reviewing().opened()
    meant: dict[str, set[str]] = {}
    sorting = 0
    for act in acts:
        pair = review.state.pair
        there = bool(pair.inspection) and pair.pictures is not None
        if act == "run" and review.jobs.waiting:
            review.jobs.run(rng.choice(review.jobs.ready()))
        elif act == "time":
            review.jobs.pass_time(0.5)
        elif act == "sort":
            sorting += 1
            review.presenter.conditions.sort("p_ok", bool(sorting % 2))
        elif act == "filter":
            verdicts = ("FAIL",) if not review.state.filter.verdicts else ()
            review.presenter.conditions.filter(replace(review.state.filter, verdicts=verdicts))
        elif act == "cells":
            for key in "u4s":
                review.presenter.press(key)
            if there:
                meant.setdefault(pair.inspection, set()).add("cells")
        elif act not in ("run",):
            if there:
                word = {"agree": "ok ng", "same": "ok ng cells"}.get(act, act)
                meant.setdefault(pair.inspection, set()).update(word.split())
            review.presenter.do(f"{'review' if act == 'same' else 'part'}.{act}")
    review.jobs.run_all()
    for _, said in review.desk.written:
        assert said.part is None or said.part in meant[said.inspection]
        assert not said.cells or "cells" in meant[said.inspection]


def test_a_pair_that_comes_by_itself_takes_no_key_at_first(review):
    asked = replace(review.state.filter, verdicts=("PASS",))
    review.presenter.conditions.filter(asked)
    for _ in range(8):
        if review.jobs.waiting:
            review.jobs.run()
    assert review.state.current in (1, 4)
    assert review.state.pair.pictures is not None
    review.presenter.do("part.ng")
    assert "just come into view" in review.state.pair.hint
    review.settle()
    assert review.said == []
    review.do("part.ng")
    assert len(review.said) == 1


def test_a_key_that_was_not_taken_is_told_for_a_while(review):
    review.presenter.sees = lambda: False
    usual = review.state.pair.hint
    review.presenter.do("part.ng")
    assert "nothing was taken" in review.state.pair.hint
    review.jobs.pass_time(TOLD_S)
    assert review.state.pair.hint == usual


def test_a_key_that_was_not_taken_is_told_just_after_opening_too():
    review = Reviewing()
    review.presenter.open(lambda: review.desk)
    review.jobs.run_all()
    review.presenter.sees = lambda: False
    review.presenter.do("part.ng")
    told = review.state.pair.hint
    assert "nothing was taken" in told
    review.jobs.pass_time(1.0)
    assert review.state.pair.hint == told


def test_the_pair_stays_when_the_new_list_has_it(review):
    shown = review.state.current
    review.presenter.conditions.sort("p_ok", True)
    review.settle()
    assert listed(review) == [1, 4, 2, 5, 0, 3]
    assert review.state.current == shown
    assert review.state.position == listed(review).index(shown)


def test_a_pair_whose_pictures_are_gone_is_said_and_takes_no_word():
    desk = FakeReviewDesk(gone={f"id{n}" for n in range(6)})
    review = Reviewing(desk).opened()
    assert "gone" in review.state.pair.hint
    review.do("part.ok")
    assert review.said == []


def test_what_others_said_is_read_whenever_a_pair_is_opened(review):
    first, _second, *_ = listed(review)
    review.do("part.next")
    review.desk.written.append(("x", Correction(f"id{first}", "Abe", part="ok")))
    review.do("part.previous")
    assert review.state.pair.band.by == "by Abe"


def test_what_others_say_of_the_pair_on_the_screen_is_shown(review):
    shown = review.state.pair.inspection
    review.presenter.press("U")
    typed = review.state.pair.typed
    review.desk.written.append(("x", Correction(shown, "Abe", part="ng")))
    review.desk.added = replace(review.desk.shown)
    review.presenter.wake(True)
    review.jobs.pass_time(2.5)
    review.jobs.run()
    assert "part.ng" in review.state.can  # also while it is being read
    review.settle()
    assert (review.state.pair.band.said, review.state.pair.typed) == ("NG, by Abe", typed)


def test_advice_that_comes_late_is_shown_on_the_pair_that_is_open():
    late, bad = OpinionRecord("vlm", "advisory", "late"), ItemRecord("FAIL", (0.1, 0.8, 0.1))
    review = Reviewing(FakeReviewDesk(besides=(late,))).opened()
    shown, verdict = review.state.pair.inspection, review.state.pair.band
    review.presenter.press("U")
    answer = replace(late, status="answered", comment="U1 is bare.", cells={"U1": bad})
    review.desk.advised[shown] = (AdviceRecord("vlm", (answer,)),)
    review.desk.added = replace(review.desk.shown)
    review.presenter.wake(True)
    review.settle()
    review.jobs.pass_time(2.5)
    review.settle()
    card, pair = review.state.pair.cards[-1], review.state.pair
    assert (card.late, card.sentence) == (True, "U1 is bare.")
    assert [mark.address for mark in pair.cells if mark.advised] == ["U1"]
    assert (pair.band, pair.typed) == (verdict, "U")
    review.do("part.next")
    assert not [mark for mark in review.state.pair.cells if mark.advised]


def test_a_word_said_while_others_are_read_is_not_lost(review):
    review.preferences = replace(review.preferences, advance=False)
    review.desk.added = replace(review.desk.shown)
    review.presenter.wake(True)
    review.jobs.pass_time(2.5)
    review.jobs.run()
    review.presenter.do("part.ng")
    review.settle()
    assert review.state.pair.band.said == "NG, by Sato"


def test_the_same_as_the_last_one(review):
    for key in "u4s":
        review.presenter.press(key)
    review.settle()
    review.do("part.ng")
    second = review.state.pair.inspection
    review.do("review.same")
    said = [each for _, each in review.desk.written if each.inspection == second]
    assert [(each.part, dict(each.cells)) for each in said] == [("ng", {"U4": "scratch"})]
    assert review.state.pair.inspection != second


def test_the_same_as_the_last_one_is_never_what_was_said_of_this_pair(review):
    for key in "u4s":
        review.presenter.press(key)
    review.settle()
    assert "review.same" not in review.state.can
    review.do("part.ng")
    second = review.state.pair.inspection
    for key in "u3s":
        review.presenter.press(key)
    review.settle()
    review.do("review.same")
    last = review.desk.written[-1][1]
    assert (last.inspection, last.part, dict(last.cells)) == (second, "ng", {"U4": "scratch"})


def test_cells_that_are_not_on_this_product_are_not_said(review):
    review.presenter._bulk.last = type(review.presenter._bulk.last or _word())(
        cells={"Z9": "scratch"}
    )
    review.presenter.refresh()
    review.do("review.same")
    assert review.said == []
    assert "does not fit" in review.state.pair.hint


def _word():
    from qeu_station.gui.presenters.review_bulk import Word

    return Word("ok")


def test_many_at_once_with_one_undo_and_redo(review):
    review.select(1, 3, 4)
    review.do("review.all_ng")
    assert sorted(review.said) == [("id1", "ng"), ("id3", "ng"), ("id4", "ng")]
    assert review.state.progress.done == 3
    assert "3 pairs" in review.state.told and "Ctrl+Z" in review.state.told
    review.do("correct.undo")
    assert review.state.progress.done == 0
    assert [said.part for _, said in review.desk.written[3:]] == [None] * 3
    assert all(said.supersedes for _, said in review.desk.written[3:])
    review.do("correct.redo")
    assert review.state.progress.done == 3


@pytest.fixture
def many() -> Reviewing:
    return Reviewing(FakeReviewDesk(shown=columns([0.3] * (MOST_UNASKED + 2)))).opened()


def test_more_pairs_than_can_be_seen_are_asked_about_with_their_number(many):
    count = MOST_UNASKED + 1
    many.select(*range(count - 1))
    many.do("review.all_ng")
    assert many.state.pair.question is None and len(many.said) == count - 1
    many.do("correct.undo")
    written = len(many.desk.written)
    many.select(*range(count))
    many.do("review.all_ok")
    assert f"{count} pairs are selected. Say OK of all" in many.state.pair.question.text
    many.do("part.agree")  # an Enter that comes just then answers nothing
    many.presenter.answer(NO)
    many.settle()
    assert (len(many.desk.written), many.state.pair.question) == (written, None)
    many.do("review.all_ok")
    many.presenter.answer(YES)
    many.settle()
    assert len(many.desk.written) == written + count
    assert f"{count} pairs: OK" in many.state.told


@pytest.mark.parametrize("key", ["correct.undo", "correct.redo"])
def test_undo_while_many_are_asked_about_takes_back_nothing_but_the_question(many, key):
    many.preferences = replace(many.preferences, advance=False)
    many.do("part.ng")
    if key == "correct.redo":
        many.do("correct.undo")
    said = list(many.desk.written)
    many.select(*range(MOST_UNASKED + 1))
    many.do("review.all_ng")
    many.do(key)
    assert (many.state.pair.question, many.desk.written) == (None, said)


@pytest.mark.parametrize("act", ["select", "escape", "close"])
def test_a_question_about_many_is_gone_with_their_selection(many, act):
    many.select(*range(MOST_UNASKED + 1))
    many.do("review.all_ng")
    if act == "select":
        many.select(1)
    else:
        many.do("correct.deselect" if act == "escape" else "review.close")
    assert (many.state.pair.question, many.desk.bulks) == (None, [])


@pytest.mark.parametrize(
    ("answer", "meant"),
    [(OPEN, ["id0", "id5"]), (YES, ["id0", "id3", "id5"]), (NO, [])],
)
def test_of_pairs_that_are_reviewed_already_nothing_is_said_unasked(answer, meant):
    told = np.zeros(6, bool)
    told[3] = True
    review = Reviewing(FakeReviewDesk(columns([0.3] * 6, corrected=told))).opened()
    review.select(0, 3, 5)
    review.do("review.all_ok")
    assert review.said == []
    assert "1 of the 3 selected pairs are reviewed already" in review.state.pair.question.text
    review.presenter.answer(answer)
    review.settle()
    assert [inspection for inspection, _ in review.said] == meant


def test_where_all_are_reviewed_already_there_is_no_rest_to_choose():
    told = np.ones(6, bool)
    review = Reviewing(FakeReviewDesk(columns([0.3] * 6, corrected=told))).opened()
    review.select(0, 3)
    review.do("review.all_ok")
    assert [key for key, _ in review.state.pair.question.answers] == [YES, NO]


def test_after_a_single_word_undo_means_that_word(review):
    review.select(1, 3)
    review.do("review.all_ok")
    review.preferences = replace(review.preferences, advance=False)
    shown = review.state.pair.inspection
    review.do("part.ng")
    review.do("correct.undo")
    last = review.desk.written[-1][1]
    assert (last.inspection, last.part) == (shown, None)
    assert len(review.desk.bulks) == 1


def test_one_selected_row_is_no_bulk(review):
    review.select(1)
    assert not {"review.all_ok", "review.all_ng"} & review.state.can


def test_a_bulk_that_cannot_be_written_records_nothing_and_says_so(review):
    review.desk.taken = JournalTakenError("The batch still runs.")
    review.select(1, 3, 4)
    review.do("review.all_ng")
    assert (review.said, review.state.progress.done) == ([], 0)
    assert [str(error) for error in review.errors] == ["The batch still runs."]
    assert "NOT SAVED" in review.state.told


def test_a_bulk_needs_a_name():
    review = Reviewing(operator="").opened()
    review.select(1, 3)
    review.do("review.all_ng")
    assert (review.said, review.asked) == ([], 1)
    assert "sign on" in review.state.told


def test_a_single_word_waits_for_a_name():
    review = Reviewing(operator="").opened()
    review.do("part.ng")
    assert (review.said, review.asked) == ([], 1)
    assert "NOT SAVED" in review.presenter.unsaved
    review.preferences = replace(review.preferences, operator="Abe")
    review.presenter.signed_on("Abe")
    review.settle()
    assert len(review.said) == 1
    assert review.presenter.unsaved == ""


def test_a_word_that_cannot_be_written_stays_and_is_tried_again(review):
    review.desk.taken = FULL
    shown = review.state.pair.inspection
    review.do("part.ng")
    assert review.state.pair.inspection == shown
    assert review.presenter.unsaved
    assert review.errors == [FULL]
    review.desk.taken = None
    review.do("part.agree")
    assert review.said == [(shown, "ng")]


def test_what_is_refused_for_good_is_said_once_and_kept(review):
    """Only a person can change that the journal is of an older version: nothing is tried again."""
    review.desk.taken = JournalError("older")
    shown = review.state.pair.inspection
    review.presenter.set_note("dust on U4")
    review.settle()
    tries = review.desk.tries
    review.jobs.pass_time(60)
    review.settle()
    assert (review.errors, review.desk.tries) == ([review.desk.taken], tries)
    assert (review.state.pair.note, review.state.pair.inspection) == ("dust on U4", shown)
    assert review.presenter.unsaved
    review.do("correct.undo")
    assert (review.presenter.unsaved, review.state.pair.note) == ("", "")


def test_what_is_not_saved_never_goes_to_another_journal(review):
    """A copy of a batch has the same inspections."""
    review.desk.taken = FULL
    shown = review.state.pair.inspection
    review.do("part.ng")
    copy = FakeReviewDesk(name="copy")
    review.presenter.open(lambda: copy)
    review.settle()
    assert review.presenter.unsaved
    assert (review.state.pair.inspection, review.state.pair.band.said) == (shown, "")
    review.do("part.ok")
    assert [(said.inspection, said.part) for _, said in copy.written] == [(shown, "ok")]
    review.desk.taken = None
    review.jobs.pass_time(10)
    review.settle()
    assert review.said == [(shown, "ng")]
    assert len(copy.written) == 1
    assert review.state.progress.done == 1
    assert review.presenter.unsaved == ""


def test_others_may_write_again_after_a_while(review):
    review.do("part.ng")
    assert review.desk.released == 0
    review.jobs.pass_time(30)
    review.settle()
    assert review.desk.released >= 1


def test_words_on_the_stations_own_journal_are_heard_elsewhere():
    review = Reviewing(FakeReviewDesk(own=True, name="")).opened()
    heard: list[str] = []
    review.presenter.heard = heard.append
    shown = review.state.pair.inspection
    review.do("part.ok")
    assert heard == [shown]
    assert review.state.place == "This station's journal"


def test_what_is_added_comes_at_the_end_and_is_counted(review):
    review.presenter.wake(True)
    before = listed(review)
    review.desk.added = columns([0.3, 0.9, 0.4, 0.1, 0.8, 0.35, 0.3, 0.95])
    review.jobs.pass_time(3)
    review.settle()
    assert listed(review)[:6] == before
    assert sorted(listed(review)[6:]) == [6, 7]
    assert (review.state.fresh, review.state.total) == (2, 8)
    review.do("review.again")
    assert (review.state.fresh, listed(review) == [*before, 6, 7]) == (0, False)


def test_nothing_is_looked_for_while_nobody_sees_it(review):
    review.presenter.wake(False)
    review.desk.added = columns([0.3] * 9)
    review.jobs.pass_time(60)
    review.settle()
    assert review.state.total == 6


def test_a_journal_that_vanished_is_said_once_and_taken_back(review):
    review.presenter.wake(True)
    review.desk.lost = StorageError("The folder is gone.")
    for _ in range(3):
        review.jobs.pass_time(7)
        review.settle()
    assert str(review.errors[0]) == "The folder is gone."
    assert review.state.total == 6  # what was read stays
    review.desk.lost = None
    review.jobs.pass_time(7)
    review.settle()
    assert set(review.over) == {"The folder is gone."}


def test_conditions_are_shown_and_taken_back(review):
    asked = replace(review.state.filter, verdicts=("REVIEW",), text="p")
    review.presenter.conditions.filter(asked)
    review.settle()
    assert [chip.words for chip in review.state.chips] == ["“p”", "REVIEW"]
    assert sorted(listed(review)) == [0, 2, 5]
    review.presenter.conditions.drop(("verdicts",))
    review.settle()
    assert len(listed(review)) == 6
    review.do("review.clear")
    assert review.state.chips == ()


def test_rows_of_a_panel_bound_the_list_until_they_are_dropped(review):
    review.presenter.conditions.only(np.array([1, 3], np.int32), "two pairs")
    review.settle()
    assert sorted(listed(review)) == [1, 3]
    assert [chip.words for chip in review.state.chips] == ["two pairs"]
    review.presenter.conditions.drop(("within",))
    review.settle()
    assert len(listed(review)) == 6


def test_time_left_is_told_at_the_pace_of_the_person(review):
    for _ in range(4):
        review.now += 6
        review.do("part.ok")
    assert review.state.progress.left == "about 12 s"


def test_time_left_is_not_carried_over_to_another_batch(review):
    for _ in range(4):
        review.now += 6
        review.do("part.ok")
    review.presenter.open(lambda: FakeReviewDesk(name="other"))
    review.settle()
    assert review.state.place == "other"
    assert review.state.progress.left == ""


def test_closing_shows_nothing_and_lets_go_of_what_is_reviewed(review):
    def gone(state):
        raise RuntimeError("Internal C++ object already deleted.")

    review.presenter.show = gone
    review.presenter.close()
    review.settle()
    assert review.desk.closed == 1
