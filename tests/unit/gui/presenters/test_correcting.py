"""Undo and redo leave their trace, and the journal alone brings everything back."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.correction import Correction, DrawnBox, standing
from qeu_station.gui.presenters.correcting import History, Status, withdrawal, without_box
from tests.unit.gui.presenters.doubles import make_record

RECORD = make_record("p0")
contents = st.builds(
    Correction,
    inspection=st.just("id-p0"),
    operator=st.just("Sato"),
    cells=st.dictionaries(st.sampled_from(["U1", "U2"]), st.sampled_from(["ok", "s"]), min_size=1),
    part=st.sampled_from([None, "ok", "ng"]),
    note=st.sampled_from(["", "a", "b"]),
    struck=st.sampled_from([(), ("R1",)]),
    added=st.sampled_from([(), (DrawnBox((1.0, 1.0, 2.0, 2.0), "s"),)]),
)
acts = st.lists(st.one_of(contents, st.sampled_from(["undo", "redo"])), max_size=12)


def played(history: History, sequence) -> History:
    """Do acts, each on the disk before the next."""
    for act in sequence:
        done, _ = history.stacks()
        said = withdrawal(done[-1], "Sato") if act == "undo" and done else act
        if said == "undo":
            continue
        said = history.redone("Sato") if act == "redo" else said
        if said is not None:
            entry = history.add(said, Status.SAVED)
            history.mark(entry, Status.SAVED, f"h{len(history.entries)}")
    return history


def journal(history: History) -> list[tuple[str, Correction]]:
    return [(entry.hash, entry.correction) for entry in history.entries]


def told(history: History):
    """What is in force, without the entries that say so."""
    said = history.said()
    return (said.part, dict(said.cells), [mark.drawn for mark in said.boxes],
            [region for region, _ in said.struck], said.note)  # fmt: skip


@given(acts, acts)
def test_a_history_read_from_the_journal_goes_on_as_the_one_it_was(first, second):
    history = played(History(RECORD), first)
    again = History(RECORD, journal(history))
    assert told(again) == told(history)
    assert told(played(again, second)) == told(played(history, second))


@given(acts)
def test_what_is_in_force_is_what_the_journal_says(sequence):
    history = played(History(RECORD), sequence)
    said, core = history.said(), standing(journal(history))
    boxes = tuple(dict.fromkeys(mark.drawn for mark in said.boxes))
    assert (said.decision or None, dict(said.cells), said.note) == (
        core.part, core.cells, core.note,
    )  # fmt: skip
    assert (boxes, tuple(dict.fromkeys(region for region, _ in said.struck))) == (
        core.added, core.struck,
    )  # fmt: skip


@given(acts)
def test_undo_takes_back_just_the_last_act_and_redo_brings_it_again(sequence):
    history = played(History(RECORD), sequence)
    before, states = told(history), [told(history)]
    count = len(history.stacks()[0])
    for _ in range(count):
        played(history, ["undo"])
        states.append(told(history))
    assert states[-1] == ("", {}, [], [], "")
    for state in reversed(states[:-1]):
        played(history, ["redo"])
        assert told(history) == state
    assert told(history) == before


@given(acts)
def test_undo_says_nothing_but_what_it_supersedes(sequence):
    done, _ = played(History(RECORD), sequence).stacks()
    for entry in done:
        assert withdrawal(entry, "Mori") == Correction("id-p0", "Mori", supersedes=entry.hash)


def test_an_act_after_undo_ends_redo():
    one, two = (Correction("id-p0", "Sato", part=part) for part in ("ok", "ng"))
    history = played(History(RECORD), [one, "undo", two])
    assert history.redone("Sato") is None
    assert told(history)[0] == "ng"


def test_one_of_two_boxes_of_an_entry_is_withdrawn():
    boxes = tuple(DrawnBox((n, n, n + 1.0, n + 1.0), "s") for n in (1.0, 5.0))
    history = played(History(RECORD), [Correction("id-p0", "Sato", added=boxes)])
    rest = without_box(history.said().boxes[0], "Mori")
    assert (rest.added, rest.supersedes) == (boxes[1:], "h1")
    assert told(played(history, [rest]))[2] == list(boxes[1:])


def test_a_word_on_the_part_clears_what_was_marked_before_it():
    bad = Correction("id-p0", "Sato", {"U1": "s"}, added=(DrawnBox((1.0, 1.0, 2.0, 2.0), "s"),))
    good = Correction("id-p0", "Mori", part="ok")
    history = played(History(RECORD), [bad, good])
    said = history.said()
    assert (said.decision, said.cells, said.boxes, said.operator) == ("ok", (), (), "Mori")
    said = played(history, ["undo"]).said()
    assert (said.decision, said.operator) == ("ng", "Sato")
    assert (said.cells, len(said.boxes)) == ((("U1", "s"),), 1)


def test_what_is_not_on_the_disk_is_counted():
    history = History(RECORD)
    for status in Status:
        history.add(Correction("id-p0", "Sato", part="ok"), status)
    assert history.unsaved
    assert Counter(entry.status for entry in history.entries) == Counter(Status)
    for entry in list(history.entries):
        history.mark(entry, Status.SAVED, "h")
    assert not history.unsaved
