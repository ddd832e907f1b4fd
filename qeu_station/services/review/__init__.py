"""A journal as columns: opened read only, filtered, sorted and counted without loading records."""

from qeu_station.services.review.columns import (
    BAD,
    FAIL,
    FAULT,
    GOOD,
    NONE,
    PASS,
    REVIEW,
    UNTOLD,
    VERDICTS,
    Coded,
    Columns,
    Marks,
    Opinions,
    ReviewRow,
)
from qeu_station.services.review.explaining import Difference, explain
from qeu_station.services.review.filtering import EVERYTHING, Filter
from qeu_station.services.review.loading import FIRST, load, refresh
from qeu_station.services.review.ordering import ORDERS, UNCERTAIN_FIRST, Order
from qeu_station.services.review.pictures import (
    Picture,
    found_now,
    pictures_of,
    relocated,
)
from qeu_station.services.review.runs import Cause, RunComparison, compare_runs
from qeu_station.services.review.saved import load_filters, save_filters
from qeu_station.services.review.selecting import select
from qeu_station.services.review.source import ReviewSource, open_review
from qeu_station.services.review.tallies import (
    DefectMap,
    Histogram,
    WhatIf,
    defect_map,
    histogram,
    what_if,
)
from qeu_station.services.review.truth import Confusion, confusion
from qeu_station.services.review.uncertain import doubt

__all__ = [
    "BAD",
    "EVERYTHING",
    "FAIL",
    "FAULT",
    "FIRST",
    "GOOD",
    "NONE",
    "ORDERS",
    "PASS",
    "REVIEW",
    "UNCERTAIN_FIRST",
    "UNTOLD",
    "VERDICTS",
    "Cause",
    "Coded",
    "Columns",
    "Confusion",
    "DefectMap",
    "Difference",
    "Filter",
    "Histogram",
    "Marks",
    "Opinions",
    "Order",
    "Picture",
    "ReviewRow",
    "ReviewSource",
    "RunComparison",
    "WhatIf",
    "compare_runs",
    "confusion",
    "defect_map",
    "doubt",
    "explain",
    "found_now",
    "histogram",
    "load",
    "load_filters",
    "open_review",
    "pictures_of",
    "refresh",
    "relocated",
    "save_filters",
    "select",
    "what_if",
]
