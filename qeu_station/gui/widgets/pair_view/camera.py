"""Where the eye stands over a picture: pure arithmetic of fitting, zooming and panning."""

from __future__ import annotations

from dataclasses import dataclass, replace

Size = tuple[float, float]
Rect = tuple[float, float, float, float]

MAX_SCALE = 64.0
"""Screen pixels per picture pixel beyond which nothing more is to be seen."""

PLAIN_ROOM = (8.0, 8.0, 8.0, 8.0)
"""Room around a fitted picture, in screen pixels: left, top, right, bottom."""

LABEL_ROOM = (30.0, 28.0)
"""Room at the left and at the top where the labels of the grid need it."""

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


@dataclass(frozen=True, slots=True)
class Stage:
    """A picture and the pane it is looked at in.

    Attributes:
        picture: Width and height in picture pixels, each at least 1.
        pane: Width and height in screen pixels, each at least 1.
        room: Screen pixels left free around the fitted picture: left, top, right, bottom.
    """

    picture: Size
    pane: Size
    room: Rect = PLAIN_ROOM

    def fitted(self) -> Camera:
        """Return the view that shows the whole picture."""
        left, top, right, bottom = self.room
        inner = max(self.pane[0] - left - right, 1.0), max(self.pane[1] - top - bottom, 1.0)
        scale = min(inner[0] / self.picture[0], inner[1] / self.picture[1])
        return Camera(
            self.picture[0] / 2 - (left - right) / 2 / scale,
            self.picture[1] / 2 - (top - bottom) / 2 / scale,
            scale,
        )

    def zoomed(self, camera: Camera, factor: float, about: tuple[float, float]) -> Camera:
        """Return the view after zooming by ``factor`` so that the point ``about`` stays."""
        least = self.fitted().scale
        scale = min(max(camera.scale * factor, least), max(MAX_SCALE, least))
        keep = camera.scale / scale
        x, y = (about[i] + (at - about[i]) * keep for i, at in enumerate((camera.x, camera.y)))
        return self.held(Camera(x, y, scale))

    def panned(self, camera: Camera, dx: float, dy: float) -> Camera:
        """Return the view after dragging the picture by (dx, dy) picture pixels."""
        return self.held(replace(camera, x=camera.x - dx, y=camera.y - dy))

    def held(self, camera: Camera) -> Camera:
        """Return the nearest view from which the picture cannot get lost."""
        whole = self.fitted()
        if camera.scale <= whole.scale:
            return whole
        width, height = self.pane[0] / camera.scale, self.pane[1] / camera.scale
        return replace(
            camera,
            x=_held_axis(camera.x, self.picture[0], width, whole.x),
            y=_held_axis(camera.y, self.picture[1], height, whole.y),
        )


def room_for(edges: tuple[float, float] | None, picture: Size, pane: Size) -> Rect:
    """Return the room to leave around a fitted picture.

    Args:
        edges: Left and top edge of the grid in picture pixels, None without a grid.
        picture: Width and height of the picture.
        pane: Width and height of the pane in screen pixels.
    """
    if edges is None:
        return PLAIN_ROOM
    scale = Stage(picture, pane).fitted().scale
    left, top = (
        max(plain, wanted - max(edge, 0.0) * scale)
        for plain, wanted, edge in zip(PLAIN_ROOM, LABEL_ROOM, edges, strict=False)
    )
    return left, top, *PLAIN_ROOM[2:]


def stacked_is_larger(picture: Size, area: Size) -> bool:
    """Return whether two pictures show larger above each other than side by side."""
    beside = Stage(picture, (area[0] / 2, area[1])).fitted().scale
    above = Stage(picture, (area[0], area[1] / 2)).fitted().scale
    return above > beside


def _held_axis(centre: float, picture: float, window: float, fitted_centre: float) -> float:
    slack = SLACK * window
    low, high = window / 2 - slack, picture - window / 2 + slack
    return min(max(centre, low), high) if low < high else fitted_centre
