"""Marks of PASS, REVIEW and FAIL: each has its own colour, shape and border, never colour alone."""

from __future__ import annotations

import math

import cv2
import numpy as np

from qeu_station.core.verdict import Verdict
from qeu_station.imaging.lettering import WHITE, Colour, Picture

COLOURS: dict[Verdict, Colour] = {
    Verdict.PASS: (55, 127, 26),
    Verdict.REVIEW: (0, 130, 232),
    Verdict.FAIL: (36, 30, 196),
}


def symbol(picture: Picture, verdict: Verdict, centre: tuple[float, float], radius: float) -> None:
    """Draw a disc with a tick, a triangle with a bar and a dot, or a square with a cross."""
    colour = COLOURS[verdict]
    if verdict is Verdict.PASS:
        cv2.circle(picture, _fixed(centre), round((radius + 1.5) * 16), WHITE, -1, cv2.LINE_AA, 4)
        cv2.circle(picture, _fixed(centre), round(radius * 16), colour, -1, cv2.LINE_AA, 4)
        _stroke(picture, centre, radius, [(-0.45, 0.02), (-0.1, 0.38), (0.48, -0.36)])
    elif verdict is Verdict.FAIL:
        side = 0.92
        corners = [(-side, -side), (side, -side), (side, side), (-side, side)]
        _plate(picture, centre, radius, corners, colour)
        _stroke(picture, centre, radius, [(-0.46, -0.46), (0.46, 0.46)])
        _stroke(picture, centre, radius, [(-0.46, 0.46), (0.46, -0.46)])
    else:
        _plate(picture, centre, radius, [(0, -1.12), (1.16, 0.92), (-1.16, 0.92)], colour)
        _stroke(picture, centre, radius, [(0, -0.42), (0, 0.22)])
        _stroke(picture, centre, radius, [(0, 0.58), (0, 0.59)])


def border(picture: Picture, polygon: np.ndarray, verdict: Verdict, thickness: int) -> None:
    """Mark a cell's edge: a thin line, dashes, or a hatched band inside a solid line.

    Args:
        picture: uint8, (H, W, 3) BGR; drawn into.
        polygon: int32, (4, 2), pixels.
        verdict: Of the cell.
        thickness: Of the line, in pixels.
    """
    colour = COLOURS[verdict]
    if verdict is Verdict.PASS:
        cv2.polylines(picture, [polygon], True, colour, 1, cv2.LINE_AA)
    elif verdict is Verdict.REVIEW:
        _dashes(picture, polygon, colour, thickness)
    else:
        _hatch(picture, polygon, colour, thickness)
        cv2.polylines(picture, [polygon], True, WHITE, thickness + 2, cv2.LINE_AA)
        cv2.polylines(picture, [polygon], True, colour, thickness, cv2.LINE_AA)


def _dashes(picture: Picture, polygon: np.ndarray, colour: Colour, thickness: int) -> None:
    dash = 4 * thickness + 2
    for start, end in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        length = math.hypot(*(end - start))
        count = max(1, round(length / (1.7 * dash)))
        for index in range(count):
            first, last = (start + (end - start) * ((index + f) / count) for f in (0.0, 0.6))
            points = [tuple(int(v) for v in np.rint(p)) for p in (first, last)]
            cv2.line(picture, points[0], points[1], WHITE, thickness + 2, cv2.LINE_AA)
            cv2.line(picture, points[0], points[1], colour, thickness, cv2.LINE_AA)


def _hatch(picture: Picture, polygon: np.ndarray, colour: Colour, thickness: int) -> None:
    """Draw slanting strokes in a band along the inside of the polygon."""
    x, y, width, height = cv2.boundingRect(polygon)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [polygon - [x, y]], 255)
    band = 2 * (4 + 2 * thickness) + 1
    square = np.ones((band, band), np.uint8)
    core = cv2.erode(inside, square, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    down, right = np.mgrid[0:height, 0:width]
    stroke = (down + right) % (thickness * 4) < thickness + 1
    top, left = max(0, -y), max(0, -x)
    window = picture[max(y, 0) : y + height, max(x, 0) : x + width]
    rows, columns = window.shape[:2]
    chosen = ((inside > core) & stroke)[top : top + rows, left : left + columns]
    window[chosen] = colour


def _plate(
    picture: Picture,
    centre: tuple[float, float],
    radius: float,
    corners: list[tuple[float, float]],
    colour: Colour,
) -> None:
    for size, ink in ((radius + 2, WHITE), (radius, colour)):
        points = np.array([(centre[0] + size * x, centre[1] + size * y) for x, y in corners])
        cv2.fillConvexPoly(picture, np.rint(points * 16).astype(np.int32), ink, cv2.LINE_AA, 4)


def _stroke(
    picture: Picture,
    centre: tuple[float, float],
    radius: float,
    points: list[tuple[float, float]],
) -> None:
    path = np.array([_fixed((centre[0] + radius * x, centre[1] + radius * y)) for x, y in points])
    width = max(1, round(radius * 0.24))
    cv2.polylines(picture, [path.astype(np.int32)], False, WHITE, width, cv2.LINE_AA, 4)


def _fixed(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0] * 16), round(point[1] * 16)
