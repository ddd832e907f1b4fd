"""3x3 motion matrices between two pictures, and the small motions that refine them."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from qeu_station.api.prepared import Matrix

Floats = NDArray[np.floating[Any]]
Motion = NDArray[np.float64]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)

MotionModel = Literal["none", "translation", "euclidean", "affine", "homography"]

PARAMETERS: dict[MotionModel, int] = {
    "none": 0,
    "translation": 2,
    "euclidean": 3,
    "affine": 6,
    "homography": 8,
}
"""Free parameters of each motion model."""

LOWER: dict[MotionModel, MotionModel] = {
    "homography": "affine",
    "affine": "euclidean",
    "euclidean": "translation",
}
"""The next lower model of each."""


def translation(dx: float, dy: float) -> Motion:
    """Return the shift by (dx, dy) pixels."""
    return np.array([[1.0, 0.0, dx], [0.0, 1.0, dy], [0.0, 0.0, 1.0]])


def rotation(degrees: float, centre: tuple[float, float]) -> Motion:
    """Return the rotation about ``centre``, from the x towards the y axis."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    about = translation(*centre) @ turn @ translation(-centre[0], -centre[1])
    return np.asarray(about, np.float64)


def scaled(motion: Motion, factor: float) -> Motion:
    """Return a motion of full pixels as a motion of pixels ``factor`` times as large.

    Pixel centres are whole numbers: level = (full + 0.5) / factor - 0.5.
    """
    half = 0.5 / factor - 0.5
    down = np.array([[1 / factor, 0.0, half], [0.0, 1 / factor, half], [0.0, 0.0, 1.0]])
    change = down @ motion @ np.linalg.inv(down)
    return np.asarray(change / change[2, 2], np.float64)


def moved(motion: Motion, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return where ``motion`` takes the points (x, y)."""
    w = motion[2, 0] * x + motion[2, 1] * y + motion[2, 2]
    return (
        (motion[0, 0] * x + motion[0, 1] * y + motion[0, 2]) / w,
        (motion[1, 0] * x + motion[1, 1] * y + motion[1, 2]) / w,
    )


def jacobian(model: MotionModel, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return d(dx)/dp and d(dy)/dp at points in -1..1, each (points, parameters).

    Parameters are displacements of the frame's edge, so they are all in pixels.
    """
    one, zero = np.ones_like(x), np.zeros_like(x)
    if model == "translation":
        return np.stack([one, zero], 1), np.stack([zero, one], 1)
    if model == "euclidean":
        return np.stack([one, zero, -y], 1), np.stack([zero, one, x], 1)
    in_x = [one, zero, x, y, zero, zero]
    in_y = [zero, one, zero, zero, x, y]
    if model == "homography":
        in_x += [x * x, x * y]
        in_y += [x * y, y * y]
    return np.stack(in_x, 1), np.stack(in_y, 1)


def small_motion(
    model: MotionModel, p: Motion, centre: tuple[float, float], radius: float
) -> Motion:
    """Return the matrix of parameters ``p`` (see ``jacobian``) in pixels of the frame."""
    if model == "translation":
        return translation(p[0], p[1])
    if model == "euclidean":
        return translation(p[0], p[1]) @ rotation(math.degrees(p[2] / radius), centre)
    q = p / radius
    inner = np.array([[1 + q[2], q[3], q[0]], [q[4], 1 + q[5], q[1]], [0.0, 0.0, 1.0]])
    if model == "homography":
        inner[2, :2] = -q[6], -q[7]
    frame = np.array([[radius, 0.0, centre[0]], [0.0, radius, centre[1]], [0.0, 0.0, 1.0]])
    return np.asarray(frame @ inner @ np.linalg.inv(frame), np.float64)


def as_matrix(motion: Motion) -> Matrix:
    """Return nine plain floats, row by row, the last one 1."""
    a, b, c, d, e, f, g, h, i = (float(value) for value in (motion / motion[2, 2]).ravel())
    return a, b, c, d, e, f, g, h, i
