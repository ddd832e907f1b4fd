from __future__ import annotations

import numpy as np
import pytest

from qeu_station.errors import BundleError
from qeu_station.toolkit.parity import check_parity

TABLE = [[0.7, 0.3], [0.2, 0.8]]


def test_equal_tables_agree() -> None:
    found = check_parity(TABLE, np.add(TABLE, [[1e-5, -1e-5]]))
    assert (found.items, found.changed) == (2, 0)
    assert found.largest == pytest.approx(1e-5)


def test_a_difference_is_refused() -> None:
    with pytest.raises(BundleError, match=r"up to 0\.001"):
        check_parity(TABLE, [[0.699, 0.301], [0.2, 0.8]])


def test_a_changed_decision_is_refused_however_small() -> None:
    with pytest.raises(BundleError, match="1 of 1 decisions"):
        check_parity([[0.50001, 0.49999]], [[0.49999, 0.50001]])


def test_nan_is_refused() -> None:
    with pytest.raises(BundleError, match="finite"):
        check_parity([[0.5, 0.5]], [[float("nan"), 0.5]])


@pytest.mark.parametrize("other", [[[0.5, 0.5, 0.0]], [0.5, 0.5], [[0.5, 0.5]] * 2])
def test_tables_of_other_shapes_are_no_comparison(other: list[object]) -> None:
    with pytest.raises(ValueError, match="one shape"):
        check_parity([[0.5, 0.5]], other)


def test_nothing_to_compare_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="at least one"):
        check_parity(np.zeros((0, 2)), np.zeros((0, 2)))
