"""Parts drawn into a picture: sides as shaded polygons, surfaces warped into perspective."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.core.region import Box
from qeu_station.imaging.samples.blemishes import blemished
from qeu_station.imaging.samples.camera import Camera, Matrix
from qeu_station.imaging.samples.product import Colour, Part
from qeu_station.imaging.samples.scene import Placed, Scene
from qeu_station.imaging.samples.surfaces import (
    CUBE_SIDE,
    TERMINAL_LENGTH,
    TERMINAL_WIDTH,
    Surface,
    colour_of,
    cube_surface,
    terminal_surface,
)

CUBE_HEIGHT, TERMINAL_HEIGHT = 0.42, 0.09
SUPERSAMPLING = 2
_SHIFT = 4
_SUN = np.array([-0.5, -0.45, 0.74])
_AMBIENT, _DIRECT = 0.42, 0.62


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Parts on transparent ground, at ``SUPERSAMPLING`` times the picture's size.

    Attributes:
        colour: uint8, (H, W, 3), multiplied by ``cover``.
        cover: uint8, (H, W), 255 where a part hides the tray.
    """

    colour: NDArray[np.uint8]
    cover: NDArray[np.uint8]

    @classmethod
    def empty(cls, size: tuple[int, int]) -> Layer:
        """Return a layer for a picture of ``size`` (width, height)."""
        rows, columns = size[1] * SUPERSAMPLING, size[0] * SUPERSAMPLING
        return cls(np.zeros((rows, columns, 3), np.uint8), np.zeros((rows, columns), np.uint8))


def height_of(part: Part) -> float:
    """Return the height of a part above the tray, in units."""
    return CUBE_HEIGHT if part.kind == "cube" else TERMINAL_HEIGHT


def outline(part: Part, placed: Placed, centre: tuple[float, float]) -> Matrix:
    """Return the part's four upper corners in the scene, float64 (4, 2)."""
    width, length = (
        (CUBE_SIDE, CUBE_SIDE) if part.kind == "cube" else (TERMINAL_WIDTH, TERMINAL_LENGTH)
    )
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [width / 2, length / 2]
    a = math.radians(placed.angle)
    turn = np.array([[math.cos(a), math.sin(a)], [-math.sin(a), math.cos(a)]])
    corners: Matrix = half @ turn + [centre[0] + placed.dx, centre[1] + placed.dy]
    return corners


def shadow_of(part: Part, corners: Matrix, camera: Camera, azimuth: float) -> Matrix:
    """Return the pixels (N, 2) of the shadow that a part throws on the tray."""
    sun = _sun(azimuth)
    thrown = corners - sun[:2] / sun[2] * height_of(part)
    ground = np.vstack([corners, thrown])
    return camera.project(np.column_stack([ground, np.zeros(len(ground))]))


def silhouette_box(part: Part, corners: Matrix, camera: Camera) -> Box:
    """Return the upright box around a part in pixels, exclusive end."""
    ground, top = (np.column_stack([corners, np.full(4, z)]) for z in (0, height_of(part)))
    return box_around(camera.project(np.vstack([ground, top])))


def box_around(pixels: Matrix) -> Box:
    """Return the box around pixel positions (N, 2), whole pixels, exclusive end."""
    (x1, y1), (x2, y2) = np.floor(pixels.min(axis=0)), np.ceil(pixels.max(axis=0)) + 1
    return float(x1), float(y1), float(x2), float(y2)


def draw_part(
    layer: Layer, scene: Scene, part: Part, placed: Placed, centre: tuple[float, float]
) -> Box | None:
    """Draw one part and return the box of its blemish in pixels, or None without one."""
    corners = outline(part, placed, centre)
    colour = _toned(colour_of(placed.colour), placed.tone)
    if part.kind == "cube":
        _draw_sides(layer, scene, corners, colour)
    surface = _surface(scene, part, placed, colour)
    mark = None
    if placed.blemish is not None:
        surface, mark = blemished(surface, placed.blemish)
    to_pixels = _surface_to_pixels(scene.camera, part, corners, surface)
    _lay(layer, surface, to_pixels)
    return None if mark is None else _carried(mark, to_pixels)


def _surface(scene: Scene, part: Part, placed: Placed, colour: Colour) -> Surface:
    rng = np.random.default_rng([placed.seed, 4])
    if part.kind == "cube":
        return cube_surface(part, colour, rng)
    return terminal_surface(part, colour, scene.product.metal, rng, scene.light.glint)


def _draw_sides(layer: Layer, scene: Scene, corners: Matrix, colour: Colour) -> None:
    ground = scene.camera.project(np.column_stack([corners, np.zeros(4)]))
    middle = scene.camera.project(np.column_stack([corners, np.full(4, 0.13)]))
    top = scene.camera.project(np.column_stack([corners, np.full(4, CUBE_HEIGHT)]))
    for index in range(4):
        after = (index + 1) % 4
        if _turns_away(ground[index], ground[after], top[after]):
            continue
        along = corners[after] - corners[index]
        normal = np.array([along[1], -along[0], 0]) / np.hypot(*along)
        shade = _AMBIENT + _DIRECT * max(0.0, float(normal @ _sun(scene.light.azimuth)))
        quad = [ground[index], ground[after], top[after], top[index]]
        _fill(layer, quad, _toned(colour, shade))
        # light that the tray throws back is missing near the ground
        foot = [ground[index], ground[after], middle[after], middle[index]]
        _fill(layer, foot, _toned(colour, shade * 0.88))


def _turns_away(first: Matrix, second: Matrix, third: Matrix) -> bool:
    a, b = second - first, third - second
    return bool(a[0] * b[1] - a[1] * b[0] <= 0)


def _fill(layer: Layer, quad: Sequence[Matrix], colour: Colour) -> None:
    pixels = (np.array(quad) + 0.5) * SUPERSAMPLING - 0.5
    points = np.rint(pixels * (1 << _SHIFT)).astype(np.int32)
    cv2.fillConvexPoly(layer.colour, points, colour, cv2.LINE_AA, _SHIFT)
    cv2.fillConvexPoly(layer.cover, points, 255, cv2.LINE_AA, _SHIFT)


def _surface_to_pixels(camera: Camera, part: Part, corners: Matrix, surface: Surface) -> Matrix:
    """Return the homography from a surface's pixels to those of the picture."""
    height, width = surface.shape[:2]
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    to_scene = cv2.getPerspectiveTransform(square.astype(np.float32), corners.astype(np.float32))
    matrix: Matrix = camera.plane(height_of(part)) @ to_scene
    return matrix


def _lay(layer: Layer, surface: Surface, to_pixels: Matrix) -> None:
    """Lay a surface over the layer in perspective."""
    half = (SUPERSAMPLING - 1) / 2
    finer = np.array([[SUPERSAMPLING, 0, half], [0, SUPERSAMPLING, half], [0, 0, 1]]) @ to_pixels
    height, width = surface.shape[:2]
    ends = _through(finer, np.array([[0, 0], [width, 0], [width, height], [0, height]]))
    (x1, y1), (x2, y2) = np.floor(ends.min(axis=0)) - 2, np.ceil(ends.max(axis=0)) + 3
    rows, columns = layer.cover.shape
    left, top = max(0, int(x1)), max(0, int(y1))
    right, bottom = min(columns, int(x2)), min(rows, int(y2))
    if left >= right or top >= bottom:
        return
    moved = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]]) @ finer
    laid = cv2.warpPerspective(_premultiplied(surface), moved, (right - left, bottom - top))
    cover = laid[:, :, 3]
    keep = 255 - cover
    window = (slice(top, bottom), slice(left, right))
    under = cv2.multiply(layer.colour[window], cv2.merge([keep, keep, keep]), scale=1 / 255)
    layer.colour[window] = cv2.add(laid[:, :, :3], under)
    layer.cover[window] = cv2.add(cover, cv2.multiply(layer.cover[window], keep, scale=1 / 255))


def _premultiplied(surface: Surface) -> NDArray[np.uint8]:
    opacity = surface[:, :, 3]
    channels = [surface[:, :, k] * opacity for k in range(3)]
    return cv2.merge([*channels, opacity * 255]).astype(np.uint8)


def _carried(mark: tuple[int, int, int, int], to_pixels: Matrix) -> Box:
    x1, y1, x2, y2 = mark
    return box_around(_through(to_pixels, np.array([[x1, y1], [x2, y1], [x2, y2], [x1, y2]])))


def _through(matrix: Matrix, points: NDArray[np.integer]) -> Matrix:
    ends = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    pixels: Matrix = ends[:, :2] / ends[:, 2:]
    return pixels


def _sun(azimuth: float) -> Matrix:
    a = math.radians(azimuth)
    turn = np.array([[math.cos(a), -math.sin(a), 0], [math.sin(a), math.cos(a), 0], [0, 0, 1]])
    direction: Matrix = turn @ (_SUN / np.linalg.norm(_SUN))
    return direction


def _toned(colour: Colour, factor: float) -> Colour:
    blue, green, red = (min(255, round(value * factor)) for value in colour)
    return blue, green, red
