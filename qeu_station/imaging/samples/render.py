"""From a scene to the picture that a camera would take of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.core.region import Box
from qeu_station.imaging.samples.camera import cell_centre
from qeu_station.imaging.samples.drawing import Layer, draw_part, outline, shadow_of
from qeu_station.imaging.samples.product import ADDRESSES
from qeu_station.imaging.samples.scene import Light, Scene
from qeu_station.imaging.samples.surfaces import TRAY_MARGIN, TRAY_SCALE, tray_surface

Picture = NDArray[np.uint8]
Field = NDArray[Any]

_SHADOW, _CONTACT = 0.42, 0.30
_SHARPNESS = 0.62
_VIGNETTE = 0.20
_SHOT_NOISE = 0.012


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A picture, uint8 (H, W, 3) BGR, and the boxes of the blemishes in it by cell address."""

    picture: Picture
    blemishes: dict[str, Box]


def render(scene: Scene) -> Rendered:
    """Draw a scene; the same scene always gives the same picture."""
    layer, boxes = Layer.empty(scene.camera.size), {}
    for index, address in enumerate(ADDRESSES):
        if scene.placed[index].present:
            part, centre = scene.product.parts[index], cell_centre(index)
            box = draw_part(layer, scene, part, scene.placed[index], centre)
            if box is not None:
                boxes[address] = box
    parts = cv2.resize(layer.colour, scene.camera.size, interpolation=cv2.INTER_AREA)
    cover = cv2.resize(layer.cover, scene.camera.size, interpolation=cv2.INTER_AREA)
    lit = _unshadowed(scene) * (1 - cover.astype(np.float32) / 255)
    ground = cv2.multiply(_tray(scene), cv2.merge([lit, lit, lit]))
    ground = cv2.add(ground, parts, dtype=cv2.CV_32F)
    return Rendered(_exposed(ground, scene.light), boxes)


def _tray(scene: Scene) -> Field:
    surface = tray_surface(scene.product)
    to_scene = np.array([[1, 0, -TRAY_MARGIN * TRAY_SCALE], [0, 1, -TRAY_MARGIN * TRAY_SCALE]])
    to_scene = np.vstack([to_scene, [0, 0, TRAY_SCALE]])
    matrix = scene.camera.plane(0) @ to_scene
    return cv2.warpPerspective(surface, matrix, scene.camera.size, borderMode=cv2.BORDER_REPLICATE)


def _unshadowed(scene: Scene) -> Field:
    """Return the share of light that reaches the tray, (H, W)."""
    width, height = scene.camera.size
    shadow, contact = (np.zeros((height, width), np.uint8) for _ in range(2))
    for index, placed in enumerate(scene.placed):
        if not placed.present:
            continue
        part = scene.product.parts[index]
        corners = outline(part, placed, cell_centre(index))
        thrown = shadow_of(part, corners, scene.camera, scene.light.azimuth)
        _fill(shadow, cv2.convexHull(thrown.astype(np.float32))[:, 0])
        if part.kind == "cube":
            _fill(contact, thrown[:4])
    zoom = width / 960
    soft = cv2.GaussianBlur(shadow, (0, 0), 3.2 * zoom).astype(np.float32)
    near = cv2.GaussianBlur(contact, (0, 0), 6 * zoom).astype(np.float32)
    return (1 - soft * (_SHADOW / 255)) * (1 - near * (_CONTACT / 255))


def _fill(mask: Picture, pixels: Field) -> None:
    points = np.rint(pixels * 16).astype(np.int32)
    cv2.fillConvexPoly(mask, points, 255, cv2.LINE_AA, 4)


def _exposed(ground: Field, light: Light) -> Picture:
    height, width = ground.shape[:2]
    soft = cv2.GaussianBlur(ground, (0, 0), _SHARPNESS * width / 960)
    soft = cv2.multiply(soft, _illumination(width, height, light))
    spread = cv2.sqrt(cv2.addWeighted(soft, _SHOT_NOISE, soft, 0, light.noise**2))
    noise = cv2.multiply(spread, _noise_window(height, width, light.seed))
    return cv2.addWeighted(soft, 1, noise, 1, 0, dtype=cv2.CV_8U)  # type: ignore[return-value]


def _illumination(width: int, height: int, light: Light) -> Field:
    """Return the multiple of every pixel and channel: lens, slope, colour and exposure."""
    right = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * np.float32(height / width)
    lens = 1 - np.float32(_VIGNETTE) * (right**2 + down**2)
    slope = 1 + np.float32(light.slope[0]) * right + np.float32(light.slope[1]) * down
    field = lens * slope * np.float32(light.gain)
    return cv2.merge(
        [field * np.float32(1 - light.warmth), field, field * np.float32(1 + light.warmth)]
    )


def _noise_window(height: int, width: int, seed: int) -> Field:
    """Return normal noise: a window at a seeded place of one large field, far quicker than new."""
    field = _noise_field(height + 257, width + 257)
    top, left, flipped = np.random.default_rng([seed, 5]).integers(0, [257, 257, 2])
    window = field[top : top + height, left : left + width]
    return -window if flipped else window


@lru_cache(maxsize=2)
def _noise_field(rows: int, columns: int) -> Field:
    return np.random.default_rng(6).standard_normal((rows, columns, 3), dtype=np.float32)
