"""No group on both sides, whatever the groups."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError
from qeu_station.toolkit.splits import (
    Split,
    check_split,
    group_of,
    grouped_folds,
    grouped_split,
    groups_of,
    leave_one_group_out,
)

several = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=60).filter(
    lambda groups: len(set(groups)) > 1
)


def sides(groups, split):
    return {groups[n] for n in split.train}, {groups[n] for n in split.test}


@given(several, st.floats(0.05, 0.95), st.integers(0, 99))
def test_a_split_tears_no_group_apart_and_leaves_neither_side_empty(groups, share, seed):
    split = grouped_split(groups, share, seed)
    train, test = sides(groups, split)
    assert train and test
    assert not train & test
    assert sorted(split.train + split.test) == list(range(len(groups)))
    assert split == grouped_split(groups, share, seed)


def test_many_small_groups_come_near_the_share():
    groups = [str(n // 3) for n in range(300)]
    assert len(grouped_split(groups, 0.2, seed=4).test) == 60


def test_another_seed_is_another_split():
    groups = [str(n) for n in range(50)]
    assert grouped_split(groups, 0.5, 1) != grouped_split(groups, 0.5, 2)


@given(several)
def test_every_group_is_left_out_once(groups):
    found = dict(leave_one_group_out(groups))
    assert list(found) == list(dict.fromkeys(groups))
    for group, split in found.items():
        assert sides(groups, split)[1] == {group}


@given(several, st.integers(2, 5), st.integers(0, 9))
def test_folds_measure_every_item_once(groups, folds, seed):
    if len(set(groups)) < folds:
        with pytest.raises(DatasetError, match="at least"):
            grouped_folds(groups, folds, seed)
        return
    splits = grouped_folds(groups, folds, seed)
    assert len(splits) == folds
    assert sorted(n for split in splits for n in split.test) == list(range(len(groups)))
    assert all(not set.intersection(*sides(groups, split)) for split in splits)
    assert all(split.test for split in splits)


def test_folds_are_nearly_equal():
    groups = [str(n // 2) for n in range(100)]
    assert [len(split.test) for split in grouped_folds(groups, 5)] == [20] * 5


@pytest.mark.parametrize(
    ("groups", "said"),
    [(["a", "a"], "in 1 groups"), ([], "in 0 groups"), (["a", ""], "Item 1 has no group")],
)
def test_what_cannot_be_split_is_said(groups, said):
    for attempt in (
        lambda: grouped_split(groups, 0.5),
        lambda: list(leave_one_group_out(groups)),
        lambda: grouped_folds(groups, 2),
    ):
        with pytest.raises(DatasetError, match=said):
            attempt()


def test_numbers_out_of_range_are_said():
    with pytest.raises(ValueError, match="between 0 and 1"):
        grouped_split(["a", "b"], 1.0)
    with pytest.raises(ValueError, match="at least 2 folds"):
        grouped_folds(["a", "b"], 1)


@pytest.mark.parametrize(
    ("split", "said"),
    [
        (Split((0,), (1, 2)), 'Group "a" stands on both sides'),
        (Split((0, 1), ()), "each of the 3 items once"),
        (Split((0, 1), (2, 2)), "each of the 3 items once"),
    ],
)
def test_a_leak_or_a_lost_item_is_found(split, said):
    with pytest.raises(DatasetError, match=said):
        check_split(["a", "a", "b"], split)


def test_group_then_serial_then_name_holds_pairs_together():
    pair = Pair("p1", Path("p1.png"), serial="S7", group="lot 3")
    assert group_of(pair) == "lot 3"
    assert group_of(Pair("p1", Path("p1.png"), serial="S7")) == "S7"
    assert group_of(Pair("p1", Path("p1.png"))) == "p1"


def test_items_of_one_group_stand_alone() -> None:
    assert groups_of(["a", "b", "c"], ["lot", "lot", ""]) == ["lot", "lot", "c"]
    assert groups_of(["a", "b"], ["lot", "lot"]) == ["a", "b"]
    assert groups_of(["a", "a"], ["", ""]) == ["a", "a"]
