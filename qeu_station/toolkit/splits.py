"""Honest splits: everything of one group (lot, board type, serial) stands on the same side."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError


@dataclass(frozen=True, slots=True)
class Split:
    """Positions of the items to learn from and of those to measure on, each in order."""

    train: tuple[int, ...]
    test: tuple[int, ...]


def group_of(pair: Pair) -> str:
    """Return what must not be torn apart: the pair's group, else its serial, else itself."""
    return pair.group or pair.serial or pair.name


def groups_of(names: Sequence[str], groups: Sequence[str]) -> list[str]:
    """Return the group of every item; each stands alone where all are of one group.

    Args:
        names: What a group is called that stands for one item.
        groups: Group of every item, empty for none.
    """
    own = [group or name for name, group in zip(names, groups, strict=True)]
    return own if len(set(own)) > 1 else list(names)


def grouped_split(groups: Sequence[str], share: float, seed: int = 0) -> Split:
    """Return a split whose test side holds about ``share`` of the items.

    Groups are drawn in random order; one is taken when that brings the test side nearer to its
    share.

    Args:
        groups: Group of every item.
        share: Share of the items for the test side, between 0 and 1.
        seed: Same seed, same split.

    Raises:
        DatasetError: There are fewer than two groups, or an item has none.
        ValueError: ``share`` is not between 0 and 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"share must lie between 0 and 1, got {share}")
    sizes = _sizes(groups)
    order = list(sizes)
    random.Random(seed).shuffle(order)
    wanted, chosen, held = share * len(groups), set[str](), 0
    for group in order[:-1]:  # one group at least is left to learn from
        if abs(held + sizes[group] - wanted) < abs(held - wanted):
            chosen.add(group)
            held += sizes[group]
    return _split(groups, chosen or {min(order, key=sizes.__getitem__)})


def leave_one_group_out(groups: Sequence[str]) -> Iterator[tuple[str, Split]]:
    """Yield every group with the split that tests on it, in order of first appearance.

    Raises:
        DatasetError: There are fewer than two groups, or an item has none.
    """
    for group in _sizes(groups):
        yield group, _split(groups, {group})


def grouped_folds(groups: Sequence[str], folds: int, seed: int = 0) -> list[Split]:
    """Return ``folds`` splits whose test sides cover every item once, nearly equal in size.

    The largest group goes to the smallest fold first; equal ones go in random order.

    Raises:
        DatasetError: There are fewer groups than folds, or an item has none.
        ValueError: Fewer than two folds.
    """
    if folds < 2:
        raise ValueError(f"at least 2 folds are needed, got {folds}")
    sizes = _sizes(groups, folds)
    order = list(sizes)
    random.Random(seed).shuffle(order)
    members: list[set[str]] = [set() for _ in range(folds)]
    held = [0] * folds
    for group in sorted(order, key=lambda group: -sizes[group]):
        smallest = held.index(min(held))
        members[smallest].add(group)
        held[smallest] += sizes[group]
    return [_split(groups, chosen) for chosen in members]


def check_split(groups: Sequence[str], split: Split) -> None:
    """Check a split made elsewhere.

    Raises:
        DatasetError: A group or an item stands on both sides, or an item on none.
    """
    both = {groups[n] for n in split.train} & {groups[n] for n in split.test}
    if both:
        raise DatasetError(
            f'Group "{min(both)}" stands on both sides of the split: what was learned from it '
            "would be measured on itself. Put all of it on one side."
        )
    if sorted((*split.train, *split.test)) != list(range(len(groups))):
        raise DatasetError(
            f"The split does not hold each of the {len(groups)} items once "
            f"({len(split.train)} to learn from, {len(split.test)} to measure on)."
        )


def _split(groups: Sequence[str], chosen: set[str]) -> Split:
    split = Split(
        tuple(n for n, group in enumerate(groups) if group not in chosen),
        tuple(n for n, group in enumerate(groups) if group in chosen),
    )
    check_split(groups, split)
    return split


def _sizes(groups: Sequence[str], least: int = 2) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for n, group in enumerate(groups):
        if not group:
            raise DatasetError(f"Item {n} has no group; give each a lot, a type or a serial.")
        sizes[group] = sizes.get(group, 0) + 1
    if len(sizes) < least:
        raise DatasetError(
            f"{len(groups)} items in {len(sizes)} groups cannot be split so that no group stands "
            f"on both sides; at least {least} groups are needed."
        )
    return sizes
