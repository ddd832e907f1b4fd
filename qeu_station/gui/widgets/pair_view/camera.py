"""Where the eye stands over a picture: pure arithmetic of fitting, zooming and panning."""

from __future__ import annotations

from dataclasses import dataclass, replace

Size = tuple[float, float]
Rect = tuple[float, float, float, float]

MAX_SCALE = 64.0
"""Screen pixels per picture pixel beyond which nothing more is to be seen."""

MARGIN = (30.0, 28.0, 10.0, 10.0)
"""Room around a fitted picture (left, top, right, bottom) for the labels of the grid."""

SLACK = 0.15
"""Share of the pane by which an edge of the picture may come inside it."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A view of a picture.

    Attributes:
        x: Picture column at the middle of the pane.
        y: Picture row at the middle of the pane.
        scale: Screen pixels per picture pixel, > 0.
    """

    x: float
    y: float
    scale: float

    def window(self, pane: Size) -> Rect:
        """Return x, y, width and height of what a pane shows, in picture pixels."""
        width, height = pane[0] / self.scale, pane[1] / self.scale
        return self.x - width / 2, self.y - height / 2, width, height


def fitted(picture: Size, pane: Size) -> Camera:
    """Return the view that shows the whole picture with room for the labels."""
    left, top, right, bottom = MARGIN
    inner = max(pane[0] - left - right, 1.0), max(pane[1] - top - bottom, 1.0)
    scale = min(inner[0] / picture[0], inner[1] / picture[1])
    return Camera(
        picture[0] / 2 - (left - right) / 2 / scale,
        picture[1] / 2 - (top - bottom) / 2 / scale,
        scale,
    )


def zoomed(
    camera: Camera, factor: float, about: tuple[float, float], picture: Size, pane: Size
) -> Camera:
    """Return the view after zooming by ``factor`` so that the point ``about`` stays in place."""
    least = fitted(picture, pane).scale
    scale = min(max(camera.scale * factor, least), max(MAX_SCALE, least))
    keep = camera.scale / scale
    moved = Camera(
        about[0] + (camera.x - about[0]) * keep, about[1] + (camera.y - about[1]) * keep, scale
    )
    return held(moved, picture, pane)


def panned(camera: Camera, dx: float, dy: float, picture: Size, pane: Size) -> Camera:
    """Return the view after dragging the picture by (dx, dy) picture pixels."""
    return held(replace(camera, x=camera.x - dx, y=camera.y - dy), picture, pane)


def held(camera: Camera, picture: Size, pane: Size) -> Camera:
    """Return the nearest view from which the picture cannot get lost."""
    whole = fitted(picture, pane)
    if camera.scale <= whole.scale:
        return whole
    return replace(
        camera,
        x=_held_axis(camera.x, picture[0], pane[0] / camera.scale, whole.x),
        y=_held_axis(camera.y, picture[1], pane[1] / camera.scale, whole.y),
    )


def stacked_is_larger(picture: Size, area: Size) -> bool:
    """Return whether two pictures show larger above each other than side by side."""
    beside = fitted(picture, (area[0] / 2, area[1])).scale
    above = fitted(picture, (area[0], area[1] / 2)).scale
    return above > beside


def _held_axis(centre: float, picture: float, window: float, fitted_centre: float) -> float:
    slack = SLACK * window
    low, high = window / 2 - slack, picture - window / 2 + slack
    return min(max(centre, low), high) if low < high else fitted_centre
