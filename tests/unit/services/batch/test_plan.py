"""What a batch will do is settled before anything is judged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError, InputError, StorageError
from qeu_station.pluginhost import HostOptions
from qeu_station.services.batch.plan import BatchRequest, plan_batch, write_manifest
from qeu_station.services.station import StationOptions
from qeu_station.storage.recipes import LoadedRecipe
from tests.unit.services.making import tiny_recipe

PAIRS = tuple(Pair(name, Path(f"/p/{name}_test.png")) for name in ("A", "B", "C"))


@pytest.fixture
def request_(tmp_path: Path) -> BatchRequest:
    loaded = LoadedRecipe(tiny_recipe(), Path("/r"), "", "ab" * 32)
    return BatchRequest(loaded, PAIRS, tmp_path / "out", StationOptions(HostOptions()))


def test_planning_writes_nothing(request_: BatchRequest) -> None:
    plan = plan_batch(request_)
    assert not request_.out.exists()
    assert plan.journal == request_.out / "journal.db"


def test_the_order_of_the_pairs_does_not_matter(request_: BatchRequest) -> None:
    turned = replace(request_, pairs=PAIRS[::-1])
    assert plan_batch(request_).identity == plan_batch(turned).identity


@pytest.mark.parametrize(
    "change",
    [
        {"pairs": PAIRS[:2]},
        {"pairs": (*PAIRS[:2], replace(PAIRS[2], test=Path("/q/C_test.png")))},
        {"pairs": (*PAIRS[:2], replace(PAIRS[2], reference=Path("/q/C_ref.png")))},
        {"loaded": LoadedRecipe(tiny_recipe(), Path("/r"), "", "cd" * 32)},
    ],
)
def test_another_recipe_or_other_pairs_are_another_batch(
    request_: BatchRequest, change: dict[str, object]
) -> None:
    first = plan_batch(request_)
    request_.out.mkdir()
    write_manifest(first)
    with pytest.raises(StorageError, match=r"was made with recipe tray version 1 over 3 pairs"):
        plan_batch(replace(request_, resume=True, **change))  # type: ignore[arg-type]
    assert plan_batch(replace(request_, resume=True)).identity == first.identity


def test_an_existing_batch_needs_resume(request_: BatchRequest) -> None:
    request_.out.mkdir()
    (request_.out / "journal.db").touch()
    with pytest.raises(StorageError, match=r"already holds a batch.*--resume"):
        plan_batch(request_)


def test_a_batch_that_was_killed_before_its_first_pair_starts_again(
    request_: BatchRequest,
) -> None:
    request_.out.mkdir()
    write_manifest(plan_batch(request_))
    plan_batch(request_)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"7", b"\xff\xfe", b"null"])
def test_a_damaged_manifest_is_named(request_: BatchRequest, content: bytes) -> None:
    request_.out.mkdir()
    (request_.out / "batch.json").write_bytes(content)
    with pytest.raises(StorageError, match=r"batch\.json cannot be read"):
        plan_batch(replace(request_, resume=True))


def test_two_pairs_of_one_name_are_refused(request_: BatchRequest) -> None:
    with pytest.raises(DatasetError, match='"A" stands 2 times'):
        plan_batch(replace(request_, pairs=(*PAIRS, PAIRS[0])))
    with pytest.raises(DatasetError, match="no pairs"):
        plan_batch(replace(request_, pairs=()))


@pytest.mark.parametrize("lanes", [0, -1])
def test_there_is_at_least_one_lane(request_: BatchRequest, lanes: int) -> None:
    with pytest.raises(InputError, match=f"--lanes {lanes}"):
        plan_batch(replace(request_, lanes=lanes))


def test_the_manifest_says_what_the_folder_is_for(request_: BatchRequest) -> None:
    request_.out.mkdir()
    plan = plan_batch(request_)
    write_manifest(plan)
    said = json.loads(plan.manifest.read_text(encoding="utf-8"))
    assert said == {
        "identity": plan.identity,
        "recipe": "tray",
        "recipe_version": 1,
        "recipe_sha256": "ab" * 32,
        "pairs": 3,
    }
