from __future__ import annotations

from dataclasses import asdict

import pytest

from qeu_station.core.correction import Correction, DrawnBox
from qeu_station.errors import InputError
from qeu_station.storage.corrections import check_correction

from .records import build_record

RECORD = asdict(build_record(1))
ADDRESSES = list(RECORD["cells"])


def check(**said) -> None:
    check_correction(Correction("id", "花子", **said), RECORD, ADDRESSES, ["a" * 64])


@pytest.mark.parametrize(
    "said",
    [
        {"cells": {"U1": "ok", "D9": "missing"}},
        {"part": "ng"},
        {"added": (DrawnBox((1, 2, 3, 4), "unknown"),)},
        {"struck": ("R2",)},
        {"note": "see the shift book"},
        {"supersedes": "a" * 64},
    ],
)
def test_what_fits_passes(said):
    check(**said)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"cells": {"E4": "ok"}}, 'Cell "E4" is not on the grid'),
        ({"cells": {"U11": "ok"}}, 'Did you mean "U1"'),
        (
            {"cells": {"U1": "mising"}},
            'Class "mising" is not in the recipe.*Did you mean "missing"',
        ),
        ({"part": "bad"}, "say ok or ng"),
        ({"added": (DrawnBox((1, 2, 3, 4), "ok"),)}, 'Class "ok" is no defect'),
        ({"added": (DrawnBox((3, 2, 1, 4), "missing"),)}, "is empty; x1 < x2"),
        ({"struck": ("R77",)}, 'Region "R77" is not in this inspection'),
        ({"supersedes": "b" * 64}, "which is no correction of inspection id"),
        ({}, "says nothing"),
    ],
)
def test_what_does_not_fit_is_refused(said, message):
    with pytest.raises(InputError, match=message):
        check(**said)
