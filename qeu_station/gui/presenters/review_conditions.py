"""What the list of a review shows: filters, saved ones too, and the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.review_list import ReviewList
from qeu_station.gui.presenters.review_saved import SavedFilters

if TYPE_CHECKING:
    from qeu_station.gui.presenters.review_panels import FilterWish
    from qeu_station.services.review import Filter
    from qeu_station.services.review.columns import Rows


class Conditions:
    """Decides what is listed; what cannot be listed while nothing is open does nothing.

    Args:
        listed: The list.
        saved: Filters by name.
        changed: Told that something else is to be shown.
    """

    def __init__(
        self, listed: ReviewList, saved: SavedFilters, changed: Callable[[], None]
    ) -> None:
        self._list = listed
        self.saved = saved
        self._changed = changed

    def filter(self, asked: Filter) -> None:
        """List what passes another filter; what rows are chosen from stays."""
        self._list.filter(asked, self._list.within, self._list.within_words)
        self._changed()

    def wish(self, wish: FilterWish) -> None:
        """List what was pressed in a panel."""
        if self._list.asked is not None:
            asked = replace(self._list.asked, **wish.conditions)
            self._list.filter(asked, wish.rows, wish.words)
            self._changed()

    def only(self, rows: Rows, words: str) -> None:
        """List nothing but some rows, in the order there is."""
        if self._list.asked is not None:
            self._list.filter(self._list.asked, rows, words)
            self._changed()

    def use_saved(self, name: str) -> None:
        """List what passes a saved filter."""
        asked = self.saved.get(name)
        if asked is not None and self._list.asked is not None:
            self._list.filter(asked)
            self._changed()

    def save(self, name: str) -> None:
        """Keep the filter in force under a name."""
        if self._list.asked is not None:
            self.saved.keep(name, self._list.asked)

    def clear(self) -> None:
        """List everything."""
        if self._list.everything is not None:
            self._list.filter(self._list.everything)

    def drop(self, fields: Sequence[str]) -> None:
        """Take conditions back, by the fields of a chip."""
        asked, everything = self._list.asked, self._list.everything
        if asked is None or everything is None:
            return
        if "within" in fields:
            self._list.filter(asked)
        else:
            self.filter(replace(asked, **{name: getattr(everything, name) for name in fields}))
        self._changed()

    def sort(self, by: str, descending: bool) -> None:
        """List in another order."""
        self._list.sort(by, descending)
        self._changed()
