"""Measures of how verdicts agree with truth, as plugins may use them."""

from qeu_station.core.agreement import (
    Interval,
    Rates,
    auroc,
    bootstrap,
    confusion,
    kappa,
    rates,
    wilson,
)

__all__ = ["Interval", "Rates", "auroc", "bootstrap", "confusion", "kappa", "rates", "wilson"]
