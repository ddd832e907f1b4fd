"""What is learned from: kept whole, labelled as people said, varied without telling lies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qeu_vlm.showing import Shown, ShowSettings, show
from qeu_vlm.training.keeping import keep, recalled
from qeu_vlm.training.lessons import LeftOutError, defects_of, taught

from qeu_station.api import Example
from qeu_station.api.testing import make_pair

WAYS = ("composite", "images", "channels")


@pytest.fixture(scope="module", params=WAYS)
def shown(request: pytest.FixtureRequest) -> Shown:
    return show(make_pair(96, 144), ShowSettings(way=request.param))


def test_what_was_shown_is_recalled_as_it_was(shown: Shown, tmp_path: Path) -> None:
    file = tmp_path / "鍵.npz"
    keep(shown, file)
    again = recalled(file)
    assert again is not None
    assert (again.captions, again.rows, again.columns) == (
        shown.captions, shown.rows, shown.columns,
    )  # fmt: skip
    assert list(again.addresses.items()) == list(shown.addresses.items())
    assert all(np.array_equal(a, b) for a, b in zip(again.images, shown.images, strict=True))
    assert np.array_equal(again.planes, shown.planes)


def test_nothing_torn_is_recalled(tmp_path: Path) -> None:
    file = tmp_path / "torn.npz"
    assert recalled(file) is None
    keep(show(make_pair(96, 144), ShowSettings()), file)
    whole = file.read_bytes()
    for length in (0, 10, len(whole) // 2, len(whole) - 9):
        file.write_bytes(whole[:length])
        assert recalled(file) is None


def test_an_answer_is_in_the_order_of_the_grid(shown: Shown) -> None:
    first, last = (list(shown.addresses.values())[n] for n in (0, -1))
    said = taught("a", "g", shown, lambda: shown, {last: "hole", first: "stain"})
    spoken = {own: name for name, own in shown.addresses.items()}
    assert said.answer == f"{spoken[first]}: stain; {spoken[last]}: hole"
    assert said.label in {"stain", "hole"}
    assert taught("a", "g", shown, lambda: shown, {}).answer == "pass"


CELLS = {"U1": "ok", "U2": "ok"}


@pytest.mark.parametrize(
    ("example", "bad", "assumed"),
    [
        (Example("a", "a", "g", cells=CELLS), {}, False),
        (Example("a", "a", "g", cells={**CELLS, "U2": "hole"}), {"U2": "hole"}, False),
        (Example("a", "a", "g", cells={"U2": "hole"}), {"U2": "hole"}, True),
        (Example("a", "a", "g", cells={**CELLS, "D9": "hole"}), {}, False),
    ],
)
def test_named_defects_are_the_answer(example: Example, bad: dict[str, str], assumed: bool) -> None:
    assert defects_of(example, ["U1", "U2"]) == (bad, assumed)


@pytest.mark.parametrize(
    ("example", "reason"),
    [
        (
            Example("a", "a", "g", cells={"U1": "ok"}),
            r"whether U2 is good is not known \(1 cells\)",
        ),
        (Example("a", "a", "g"), "whether U1 is good"),
        (Example("a", "a", "g", cells={"U1": "unknown"}), "without a class"),
        (Example("a", "a", "g", cells=CELLS, missed=(("hole", (0, 0, 1, 1)),)), "which cell"),
    ],
)
def test_what_nobody_knows_is_not_taught(example: Example, reason: str) -> None:
    with pytest.raises(LeftOutError, match=reason):
        defects_of(example, ["U1", "U2"])
