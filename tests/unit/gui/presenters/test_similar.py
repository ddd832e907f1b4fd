"""What the panel of similar pairs decides: when it reads, what it asks, what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from qeu_station.core.verdict import Verdict
from qeu_station.errors import ImageError, StorageError
from qeu_station.gui.presenters.inspect_state import BoxMark, CellMark, InspectState, PartLabel
from qeu_station.gui.presenters.review_panels_state import Phase
from qeu_station.gui.presenters.similar import AGAIN_S, Novelty, SimilarPresenter
from qeu_station.services import similar
from qeu_station.services.review.columns import FAIL, Columns
from qeu_station.services.similar import IndexProgress, PlaceName, Similar
from qeu_station.services.similar.index import collected
from qeu_station.storage.likeness import GONE, READ, LikenessRow
from tests.unit.gui.presenters.doubles import HandJobs
from tests.unit.gui.presenters.review_columns import columns, marks

COLUMNS = columns([0.1, 0.3, 0.9, 0.2], marks=marks([(1, "U4", "dent", FAIL)]))
INDEX, BUILD, ASK = "review.similar.index", "review.similar.build", "review.similar"


@dataclass
class Bench:
    """A presenter over services that answer as the test says."""

    jobs: HandJobs = field(default_factory=HandJobs)
    rows: list[LikenessRow] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)
    built: list[Columns] = field(default_factory=list)
    novel: list[Novelty] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    problem: Exception | None = None

    def __post_init__(self) -> None:
        self.presenter = SimilarPresenter(self.jobs, Path("home"))
        self.presenter.novel = self.novel.append

    @property
    def state(self) -> Any:
        return self.presenter.state

    def have(self, *seqs: int, state: int = READ) -> None:
        """Put inspections into the index."""
        self.rows += [LikenessRow(n, str(COLUMNS.id[n - 1]), "a", f"{n}", state) for n in seqs]

    def open(self, columns: Columns = COLUMNS, awake: bool = True) -> Bench:
        self.presenter.wake(awake)
        self.presenter.set_source(SimpleNamespace())  # type: ignore[arg-type]
        self.presenter.set_rows(columns)
        return self

    def ask(self, row: int = 0, *place: str) -> None:
        self.presenter.ask(str(COLUMNS.id[row]), f"pair {row}", *place)

    def load_index(self, source: object, home: Path) -> Any:
        return collected(self.rows)

    def build_index(self, source: object, home: Path, columns: Columns, *_: object) -> Any:
        if self.problem:
            raise self.problem
        self.built.append(columns)
        self.rows.clear()
        self.have(*range(1, len(columns) + 1))
        return IndexProgress(len(columns), len(columns))

    def novelty(self, index: Any, columns: Columns) -> Any:
        found = np.full(len(columns), np.nan, np.float32)
        found[: len(index)] = 0.5
        return found

    def find_like(self, index: Any, id: str, place: Any, k: int, reader: object) -> list[Similar]:
        self.asked.append((id, place))
        if self.problem:
            raise self.problem
        here, there = place or PlaceName("cell", "U4"), PlaceName("cell", "U4")
        return [
            Similar(str(COLUMNS.id[1]), 2, 0.1, "same", here, there),
            Similar("unknown", 99, 0.2, "very", here, there),
            Similar(str(COLUMNS.id[3]), 4, 0.5, "somewhat", PlaceName("cell", "U5"), there),
        ]

    def small_place(self, reader: object, id: str, place: object, side: int) -> np.ndarray:
        if id in self.gone:
            raise ImageError("The picture is gone.")
        return np.zeros((side, 20, 3), np.uint8)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    made = Bench()
    for name in ("load_index", "build_index", "novelty", "find_like", "small_place"):
        monkeypatch.setattr(similar, name, getattr(made, name))
    monkeypatch.setattr(similar, "PlaceReader", lambda source: SimpleNamespace())
    return made


def test_nothing_is_done_before_anything_is_open(bench: Bench) -> None:
    bench.presenter.wake(True)
    assert bench.jobs.keys == []
    assert bench.state.look.phase is Phase.EMPTY


def test_what_is_missing_is_read_while_somebody_looks_on(bench: Bench) -> None:
    bench.have(1)
    bench.open()
    bench.jobs.run_key(INDEX)
    assert bench.state.building.running
    assert bench.state.building.words == "1 of 4 pairs compared"
    bench.jobs.run_all()
    assert bench.built == [COLUMNS]
    assert not bench.state.building.running
    assert bench.state.building.words == ""


def test_hidden_it_reads_the_index_for_the_novelty_but_no_picture(bench: Bench) -> None:
    bench.have(1, 2)
    bench.open(awake=False)
    bench.jobs.run_all()
    assert bench.built == []
    assert np.isfinite(bench.novel[-1].values).sum() == 2
    assert bench.novel[-1].seq is COLUMNS.seq
    bench.presenter.wake(True)
    bench.jobs.pass_time(AGAIN_S)
    bench.jobs.run_all()
    assert bench.built == [COLUMNS]


def test_the_first_part_of_a_journal_is_not_compared(bench: Bench) -> None:
    bench.open(columns([0.1], partial=True))
    assert bench.jobs.keys == []


def test_a_complete_index_is_not_built_again_unless_pictures_were_gone(bench: Bench) -> None:
    bench.have(1, 2, 3, 4)
    bench.open()
    bench.jobs.run_all()
    assert bench.built == []
    bench.rows.clear()
    bench.have(1, 2, 3)
    bench.have(4, state=GONE)
    bench.open()
    bench.jobs.run_key(INDEX)
    assert bench.state.building.remark == "Not compared: pictures gone: 1"
    bench.jobs.run_all()
    assert len(bench.built) == 1


def test_stopped_it_stays_so_until_it_is_started(bench: Bench) -> None:
    bench.open()
    bench.jobs.run_key(INDEX)
    bench.presenter.stop()
    bench.jobs.pass_time(60)
    bench.jobs.run_all()
    assert bench.built == []
    assert bench.state.building.can_start
    bench.presenter.start()
    bench.jobs.run_all()
    assert len(bench.built) == 1


def test_another_journal_ends_what_was_under_way(bench: Bench) -> None:
    bench.open()
    bench.jobs.run_key(INDEX)
    bench.ask()
    bench.presenter.set_source(None)
    assert bench.jobs.keys == []
    assert (bench.state.asked, bench.state.answers) == ("", ())


def test_what_is_added_waits_a_while(bench: Bench) -> None:
    bench.have(1, 2, 3, 4)
    bench.open()
    bench.jobs.run_all()
    grown = columns([0.1, 0.3, 0.9, 0.2, 0.4])
    bench.presenter.set_rows(grown)
    assert bench.jobs.keys == []
    bench.jobs.pass_time(AGAIN_S)
    assert BUILD in bench.jobs.keys


def test_the_nearest_are_shown_with_their_pictures(bench: Bench) -> None:
    bench.have(1, 2, 3, 4)
    bench.gone = {str(COLUMNS.id[3])}
    bench.open()
    bench.ask()
    bench.jobs.run_all()
    assert bench.state.look.phase is Phase.READY
    assert bench.state.asked == "Pairs like pair 0"
    first, second = bench.state.answers
    assert (first.row, first.alike, first.places, first.label) == (
        1, "nearly the same", "in U4", "dent",
    )  # fmt: skip
    assert first.picture is not None
    assert (second.row, second.places, second.label) == (3, "U4, like U5 here", "")
    assert (second.picture, second.why) == (None, "The picture is gone.")
    assert "gone" in second.spoken


def test_the_same_question_is_asked_once(bench: Bench) -> None:
    bench.have(1, 2, 3, 4)
    bench.open()
    bench.ask()
    bench.jobs.run_all()
    bench.ask()
    bench.presenter.set_rows(columns([0.1, 0.3, 0.9, 0.2], novelty=np.ones(4, np.float32)))
    bench.jobs.run_all()
    assert len(bench.asked) == 1


def test_only_the_last_question_is_answered(bench: Bench) -> None:
    bench.have(1, 2, 3, 4)
    bench.open()
    bench.jobs.run_all()
    for row in range(3):
        bench.ask(row)
    assert bench.jobs.keys == [ASK]
    bench.jobs.run_all()
    assert [id for id, _ in bench.asked] == [str(COLUMNS.id[2])]


def test_nobody_asks_while_nobody_looks(bench: Bench) -> None:
    bench.have(1, 2, 3, 4)
    bench.open(awake=False)
    bench.ask()
    bench.jobs.run_all()
    assert bench.asked == []
    bench.presenter.wake(True)
    bench.jobs.run_all()
    assert len(bench.asked) == 1


@pytest.mark.parametrize(
    ("cells", "boxes", "place", "words"),
    [
        (("U4",), (), PlaceName("cell", "U4"), "Cells like U4 of P"),
        ((), ("R3",), PlaceName("region", "R3"), "Regions like R3 of P"),
        (("U4", "U5"), (), None, "Pairs like P"),
        ((), (), None, "Pairs like P"),
    ],
)
def test_one_chosen_cell_or_finding_is_asked_for_alone(
    bench: Bench, cells: tuple[str, ...], boxes: tuple[str, ...], place: object, words: str
) -> None:
    bench.have(1, 2, 3, 4)
    bench.open()
    made = tuple(CellMark(a, Verdict.FAIL, selected=a in cells) for a in ("U4", "U5", "U6"))
    found = tuple(BoxMark(b, (0, 0, 9, 9), "", "", Verdict.FAIL, selected=True) for b in boxes)
    own = BoxMark("drawn:1", (0, 0, 9, 9), "", "", None, selected=not boxes and not cells)
    id = str(COLUMNS.id[0])
    shown = InspectState(inspection=id, part=PartLabel("P"), cells=made, boxes=(*found, own))
    bench.presenter.look_at(shown)
    bench.jobs.run_all()
    assert bench.asked == [(id, place)]
    assert bench.state.asked == words


def test_a_pair_that_was_not_compared_yet_is_said_to_be_so(bench: Bench) -> None:
    bench.have(2)
    bench.open()
    bench.ask(0)
    bench.jobs.run_key(INDEX)
    assert bench.state.look.sentence == "This pair was not compared with others yet"
    bench.jobs.run_all()
    assert bench.state.look.phase is Phase.READY


def test_a_fault_is_said(bench: Bench) -> None:
    bench.have(1, 2, 3, 4)
    bench.open()
    bench.problem = StorageError("the disk is full")
    bench.ask()
    bench.jobs.run_all()
    assert bench.state.look.phase is Phase.PROBLEM
    assert "disk is full" in bench.state.look.sentence


def test_a_fault_of_building_ends_it_and_may_be_tried_again(bench: Bench) -> None:
    bench.problem = StorageError("the disk is full")
    bench.open()
    bench.jobs.run_all()
    assert bench.state.look.phase is Phase.PROBLEM
    assert bench.state.building.can_start
    bench.problem = None
    bench.presenter.start()
    bench.jobs.run_all()
    assert len(bench.built) == 1


def test_novelty_is_told_again_where_it_was_lost(bench: Bench) -> None:
    bench.have(1, 2, 3, 4)
    bench.open()
    bench.jobs.run_all()
    assert len(bench.novel) == 1
    bench.presenter.set_rows(columns([0.1, 0.3, 0.9, 0.2]))
    assert len(bench.novel) == 2
