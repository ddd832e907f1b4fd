"""Unit spaces of a recipe: which views of the reference a window is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, ClassVar, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.soart3.metrics import area_epsilon
from qeu_station.toolkit.soart3.result import EPSILON

View = Literal["reference", "inverse", "eroded", "dilated"]
Shift = Literal["unshifted", "best"]

Pictures = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class UnitSpaces:
    """The unit spaces of every window, and the range its pixels are read in.

    Attributes:
        views: What of each good part is a unit space. ``inverse`` (255 - reference) sees what the
            test image has more of; ``eroded`` and ``dilated`` forgive edges.
        shifts: Signals per window: the test image as it lies (``unshifted``), and moved within
            the tolerance to where it is nearest to the part by Manhattan distance (``best``).
        tiles: Rows and columns of small windows that each window is cut into, each with all
            these unit spaces.
        radius: How far ``eroded`` and ``dilated`` reach, in pixels each way.
        white: What full white counts as: 1 reads pictures as 0..1, 255 as 0..255. Metrics of
            different ranges cannot be compared.
        epsilon: Constant of the dot products; ``area`` is 0.05 per pixel, for binary windows.

    Raises:
        ValueError: Views or shifts are unknown, repeated or missing, or a number is out of range.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    views: tuple[View, ...] = ("reference", "inverse", "eroded", "dilated")
    shifts: tuple[Shift, ...] = ("unshifted", "best")
    tiles: tuple[int, int] = (1, 1)
    radius: int = 1
    white: Literal[1, 255] = 1
    epsilon: float | Literal["area"] = EPSILON

    def __post_init__(self) -> None:
        _check_choice("views", self.views, get_args(View))
        _check_choice("shifts", self.shifts, get_args(Shift))
        if len(self.tiles) != 2 or min(self.tiles) < 1:
            raise ValueError(f"tiles = {self.tiles} must be rows and columns, 1 or more each.")
        if self.radius < 1:
            raise ValueError(f"radius = {self.radius} must be 1 pixel or more.")
        if self.white not in (1, 255):
            raise ValueError(f"white = {self.white} must be 1 (pixels 0..1) or 255 (0..255).")
        if self.epsilon != "area" and not 0 < self.epsilon < np.inf:
            raise ValueError(f'epsilon = {self.epsilon} must be above 0, or "area".')

    @property
    def scale(self) -> float:
        """Value of an 8-bit picture that counts as 1."""
        return 255 / self.white

    def epsilon_of(self, pixels: int) -> float:
        """Return the epsilon of a window of so many pixels."""
        return area_epsilon(pixels) if self.epsilon == "area" else self.epsilon

    def names(self, parts: int = 1) -> tuple[str, ...]:
        """Return a name per column of ``window_metrics`` with so many good parts."""
        rows, columns = self.tiles
        tiles = [f"tile {r + 1}.{c + 1} " for r, c in product(range(rows), range(columns))]
        of = [f"part {number + 1} " for number in range(parts)]
        return tuple(
            f"{tile}{part}{shift} {view}"
            for tile in (tiles if len(tiles) > 1 else [""])
            for part in (of if parts > 1 else [""])
            for shift in self.shifts
            for view in self.views
        )


@dataclass(frozen=True, eq=False)
class ViewPictures:
    """Views of the good parts, made once and used for every test image.

    Attributes:
        references: uint8, (K, H, W) or (K, H, W, C), 0..255; good parts aligned with each other.
        spaces: Which views.
    """

    references: Pictures
    spaces: UnitSpaces

    @property
    def parts(self) -> int:
        """Number of good parts."""
        return len(self.references)

    @cached_property
    def pictures(self) -> Pictures:
        """uint8, (K, views, H, W, C)."""
        parts = self.references.reshape(*self.references.shape[:3], -1)
        return np.stack(
            [np.stack([self._view(part, view) for view in self.spaces.views]) for part in parts]
        )

    def _view(self, part: Pictures, view: View) -> Pictures:
        if view == "reference":
            return part
        if view == "inverse":
            return 255 - part
        import cv2  # heavy, and not every unit space needs it

        change: Any = cv2.erode if view == "eroded" else cv2.dilate
        side = 2 * self.spaces.radius + 1
        changed: Pictures = change(part, np.ones((side, side), np.uint8))
        return changed.reshape(part.shape)  # OpenCV drops a lone channel


def _check_choice(name: str, chosen: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    if not chosen or len(set(chosen)) < len(chosen) or set(chosen) - set(allowed):
        raise ValueError(
            f"{name} = {list(chosen)} must name one or more of {', '.join(allowed)}, each once."
        )
