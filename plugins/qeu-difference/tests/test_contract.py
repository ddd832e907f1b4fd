from __future__ import annotations

import pytest

from qeu_station.api.testing import Check, iter_checks


@pytest.mark.parametrize("check", iter_checks("qeu_difference"), ids=str)
def test_contract(check: Check) -> None:
    check()
