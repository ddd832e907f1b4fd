"""The conformance kit: the contract of a plugin as executable checks.

A plugin's own test needs no more than::

    @pytest.mark.parametrize("check", iter_checks("my_plugin"), ids=str)
    def test_contract(check):
        check()
"""

from qeu_station.api.testing.checks import Check, check_inspector, iter_checks
from qeu_station.api.testing.pairs import make_pair
from qeu_station.api.testing.subject import CheckFailed

__all__ = ["Check", "CheckFailed", "check_inspector", "iter_checks", "make_pair"]
