from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from qeu_difference.inspector import probability_ok
from qeu_difference.learner import LimitLearner
from qeu_difference.parameters import Parameters

from qeu_station.api import InspectorContext, PreparedPair
from qeu_station.api.testing import make_pair

PAIR = make_pair(regions=0)
CELLS = tuple(cell.address for cell in PAIR.cells)


def good_part(strengths: dict[str, float]) -> PreparedPair:
    """A pair whose cells hold an even difference of the given strength."""
    levels = np.array([0.0, *(strengths.get(address, 0.0) for address in CELLS)])
    return replace(PAIR, difference=np.rint(levels[PAIR.cell_map]).astype(np.uint8))


def learned(parts: list[PreparedPair], window: int = 1) -> Parameters:
    learner = LimitLearner(InspectorContext(Parameters(window=window)))
    for part in parts:
        learner.observe(part, CELLS)
    return Parameters(**learner.learned())


def spread(count: int, centre: float, seed: int = 0) -> list[PreparedPair]:
    rng = np.random.default_rng(seed)
    values = centre * np.exp(rng.normal(0, 0.2, (count, len(CELLS))))
    return [good_part(dict(zip(CELLS, row, strict=True))) for row in values]


@pytest.mark.parametrize("count", [3, 4, 5, 40])
def test_few_good_parts_give_a_sensible_limit(count: int) -> None:
    found = learned(spread(count, 20.0))
    assert 28 < found.limit < 120
    assert probability_ok(20.0, found) > 0.95
    assert probability_ok(200.0, found) < 0.05


def test_parts_of_one_cell_are_enough() -> None:
    learner = LimitLearner(InspectorContext(Parameters(window=1)))
    for value in (9.0, 10.0, 12.0):
        learner.observe(good_part({CELLS[0]: value}), [CELLS[0]])
    found = Parameters(**learner.learned())
    assert 14 < found.limit < 80


def test_cells_that_vary_alike_share_one_limit() -> None:
    found = learned(spread(30, 20.0))
    limits = [found.limit_of(cell).limit for cell in CELLS]
    assert max(limits) < 1.35 * min(limits)


def test_a_restless_cell_gets_a_higher_limit_of_its_own() -> None:
    rng = np.random.default_rng(1)
    parts = [
        good_part({address: 5 * np.exp(rng.normal(0, 0.2)) for address in CELLS[1:]}
                  | {CELLS[0]: 60 * np.exp(rng.normal(0, 0.2))})
        for _ in range(12)
    ]  # fmt: skip
    found = learned(parts)
    assert found.limit_of(CELLS[0]).limit > 3 * found.limit_of(CELLS[1]).limit
    assert probability_ok(60.0, found.limit_of(CELLS[0])) > 0.9
    assert probability_ok(60.0, found.limit_of(CELLS[1])) < 0.1


def test_cells_not_known_to_be_good_are_not_learned_from() -> None:
    learner = LimitLearner(InspectorContext(Parameters(window=1)))
    for _ in range(4):
        learner.observe(good_part({CELLS[0]: 10.0, CELLS[1]: 255.0}), [CELLS[0]])
    assert Parameters(**learner.learned()).limit < 100


def test_the_window_is_kept() -> None:
    assert learned(spread(3, 20.0), window=7).window == 7


def test_too_few_parts_are_refused() -> None:
    learner = LimitLearner(InspectorContext())
    learner.observe(PAIR, CELLS)
    learner.observe(PAIR, [])
    with pytest.raises(ValueError, match="at least 3 good parts, got 1"):
        learner.learned()
