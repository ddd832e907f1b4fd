"""What answers are worth: each measure on answers made so that only it is wrong."""

from __future__ import annotations

import pytest
from qeu_vlm.training.measures import NO_ANSWER, Answered, beside, measured

from qeu_station.toolkit.agreement import wilson

RIGHT = Answered("right", {"U3": "missing"}, {"U3": "missing"}, seconds=1)
GOOD = Answered("good", {}, {}, seconds=2)
ELSEWHERE = Answered("elsewhere", {"U3": "missing"}, {"U4": "missing"}, seconds=3)
MISNAMED = Answered("misnamed", {"U3": "missing"}, {"U3": "scratch"}, seconds=4)
ESCAPED = Answered("escaped", {"U3": "missing", "D1": "scratch"}, {}, seconds=5)
INVENTED = Answered("invented", {}, {"C1": "scratch"}, seconds=6)
MUMBLED = Answered("mumbled", {"U3": "missing"}, None, "hm", seconds=7)
SWAPPED = Answered("swapped", {"U1": "a", "U2": "b"}, {"U1": "b", "U2": "a"}, seconds=8)
ALL = [RIGHT, GOOD, ELSEWHERE, MISNAMED, ESCAPED, INVENTED, MUMBLED, SWAPPED]


@pytest.mark.parametrize(
    ("answer", "exact", "verdict", "positions", "names"),
    [
        (RIGHT, True, True, True, True),
        (GOOD, True, True, True, True),
        (ELSEWHERE, False, True, False, True),
        (MISNAMED, False, True, True, False),
        (ESCAPED, False, False, False, False),
        (INVENTED, False, False, False, False),
        (MUMBLED, False, False, False, False),
        (SWAPPED, False, True, True, True),
    ],
)
def test_one_answer(
    answer: Answered, exact: bool, verdict: bool, positions: bool, names: bool
) -> None:
    assert answer.exact is exact
    assert answer.verdict is verdict
    assert answer.positions is positions
    assert answer.names is names


def test_shares_have_wilson_intervals() -> None:
    found = measured(ALL)
    assert found.exact == wilson(2, 8)
    assert found.verdict == wilson(5, 8)
    assert found.positions == wilson(4, 8)
    assert found.exact_defective == wilson(1, 6)
    assert found.unparsed == 1
    assert (found.seconds, found.seconds_mean) == (4.5, 4.5)


def test_confusion_and_cells_count_every_cell_that_matters() -> None:
    found = measured(ALL)
    assert found.by_class["missing"] == wilson(1, 5)
    assert found.by_class["ok"] == wilson(1, 2)
    assert found.confusion["missing", "missing"] == 1
    assert found.confusion["missing", NO_ANSWER] == 1
    assert found.confusion["missing", "ok"] == 2
    assert found.confusion["ok", "missing"] == 1
    assert found.confusion["ok", "ok"] == 1
    assert found.by_cell["U3"] == (5, 2, 0)
    assert found.by_cell["U4"] == (0, 0, 1)


def test_base_and_tuned_are_compared_on_the_same_pairs_only() -> None:
    worse = Answered("right", {"U3": "missing"}, {})
    both = beside([worse, GOOD], [RIGHT, GOOD])
    assert (both.gained, both.lost) == (("right",), ())
    assert both.base.exact.value == 0.5
    with pytest.raises(ValueError, match="the same pairs"):
        beside([GOOD], [RIGHT])
    with pytest.raises(ValueError, match="got none"):
        measured([])
