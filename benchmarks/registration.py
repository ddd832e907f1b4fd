"""Registration against known motions, beside plain OpenCV."""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.core.recipe import RegistrationSettings
from qeu_station.imaging.registration import Registrar

Picture = NDArray[np.uint8]
Motion = NDArray[np.float64]
Rng = np.random.Generator

IDENTITY = np.eye(3)


@dataclass(frozen=True, slots=True)
class Play:
    """How far a part may lie from its place: pixels, degrees, relative size."""

    name: str
    shift: float
    rotation: float
    scale: float


SMALL = Play("shift <= 8 px, rotation <= 1 deg, scale <= 1 %", 8.0, 1.0, 0.01)
LARGE = Play("shift <= 100 px, rotation <= 15 deg", 100.0, 15.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A pair whose motion (test pixels to reference pixels) is known."""

    source: str
    reference: Picture
    test: Picture
    truth: Motion


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method made of a case: true misalignment in pixels, and whether it warned."""

    error: float
    reported: bool
    milliseconds: float
    source: str


def main(arguments: list[str]) -> None:
    """Print one table per amount of play."""
    parser = argparse.ArgumentParser(prog="benchmarks registration", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with deeppcb/ and aliens/")
    parser.add_argument("--cases", type=int, default=60, help="pairs per source and table")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    for play in (SMALL, LARGE):
        print(f"\n### Registration, {play.name}\n")
        _print_table(list(_cases(options.data, play, options.cases, options.seed)))


def _print_table(cases: list[Case]) -> None:
    print(
        "| method | pictures | pairs | median px | p95 px | worst px | > 1 px not reported "
        "| good but reported | median ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, method in METHODS.items():
        outcomes = [_outcome(method, case) for case in cases]
        sources = sorted({case.source for case in cases})
        for source in ("all", *sources) if name == "station" else ("all",):
            chosen = [o for o in outcomes if source in ("all", o.source)]
            print(f"| {name} | {source} | {_row(chosen)} |")


def _row(outcomes: list[Outcome]) -> str:
    errors = [outcome.error for outcome in outcomes]
    silent = sum(o.error > 1 and not o.reported for o in outcomes)
    overcautious = sum(o.error <= 1 and o.reported for o in outcomes)
    spent = float(np.median([o.milliseconds for o in outcomes]))
    return (
        f"{len(errors)} | {np.median(errors):.3f} | {np.percentile(errors, 95):.3f} "
        f"| {max(errors):.2f} | {silent} | {overcautious} | {spent:.1f}"
    )


def _outcome(method: Callable[[Picture, Picture], tuple[Motion, bool]], case: Case) -> Outcome:
    start = time.perf_counter()
    found, reported = method(case.reference, case.test)
    spent = 1000 * (time.perf_counter() - start)
    return Outcome(misalignment(found, case), reported, spent, case.source)


def misalignment(found: Motion, case: Case) -> float:
    """Return the root mean square distance in reference pixels between found and true place.

    Taken on a grid of 9 x 9 points over the reference.
    """
    height, width = case.reference.shape
    x, y = np.meshgrid(np.linspace(0, width - 1, 9), np.linspace(0, height - 1, 9))
    points = np.stack([x.ravel(), y.ravel(), np.ones(x.size)])
    there = found @ np.linalg.inv(case.truth) @ points
    distance = np.hypot(*(there[:2] / there[2] - points[:2]))
    return float(np.sqrt(np.mean(distance**2)))


def _station(reference: Picture, test: Picture) -> tuple[Motion, bool]:
    found = Registrar(reference, RegistrationSettings()).register(test)
    return np.reshape(found.to_reference, (3, 3)), found.problem is not None


def _phase_correlation(reference: Picture, test: Picture) -> tuple[Motion, bool]:
    window = cv2.createHanningWindow((reference.shape[1], reference.shape[0]), cv2.CV_32F)
    (dx, dy), response = cv2.phaseCorrelate(
        reference.astype(np.float32), test.astype(np.float32), window
    )
    return np.array([[1, 0, -dx], [0, 1, -dy], [0, 0, 1.0]]), response < 0.1


def _orb(reference: Picture, test: Picture) -> tuple[Motion, bool]:
    orb = cv2.ORB.create(1000)
    (points_r, words_r), (points_t, words_t) = (
        orb.detectAndCompute(picture, None) for picture in (reference, test)
    )
    if not points_r or not points_t:
        return IDENTITY, True
    matches = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(words_t, words_r)
    if len(matches) < 8:
        return IDENTITY, True
    source = np.array([points_t[m.queryIdx].pt for m in matches], np.float32)
    target = np.array([points_r[m.trainIdx].pt for m in matches], np.float32)
    found, inliers = cv2.findHomography(source, target, cv2.RANSAC, 3.0)
    if np.shape(found) != (3, 3):
        return IDENTITY, True
    return np.asarray(found, np.float64), int(inliers.sum()) < 20


def _ecc(reference: Picture, test: Picture) -> tuple[Motion, bool]:
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 50, 1e-4)
    start = np.eye(2, 3, dtype=np.float32)
    whole = np.full_like(reference, 255)
    try:
        score, motion = cv2.findTransformECC(
            reference, test, start, cv2.MOTION_AFFINE, criteria, whole, 5
        )
    except cv2.error:
        return IDENTITY, True
    return np.linalg.inv(np.vstack([motion, [0, 0, 1]]).astype(np.float64)), score < 0.5


METHODS: dict[str, Callable[[Picture, Picture], tuple[Motion, bool]]] = {
    "station": _station,
    "cv2.phaseCorrelate": _phase_correlation,
    "ORB + homography": _orb,
    "cv2.findTransformECC, affine": _ecc,
}


def _cases(data: Path | None, play: Play, count: int, seed: int) -> Iterator[Case]:
    """Yield pairs of every source there is, from the seed."""
    rng = np.random.default_rng(seed)
    sources: dict[str, Callable[[Rng, int], tuple[Picture, Picture]]] = {"scenes": scene_pair}
    if data is not None:
        boards = sorted((data / "deeppcb" / "pairs").glob("*_temp.jpg"))
        figures = sorted((data / "aliens" / "normal").glob("*.png"))
        sources["deeppcb"] = lambda rng, n: _board_pair(boards[n * 997 % len(boards)])
        sources["aliens"] = lambda rng, n: _figure_pair(rng, figures[n % len(figures)])
    for source, make in sources.items():
        for number in range(count):
            reference, test = make(rng, number)
            truth = random_motion(rng, play, reference.shape)
            yield Case(source, reference, photographed(rng, test, truth), truth)


def random_motion(rng: Rng, play: Play, shape: tuple[int, ...]) -> Motion:
    """Return a random motion, test pixels to reference pixels, about the picture's centre."""
    length, direction = play.shift * math.sqrt(rng.random()), 2 * math.pi * rng.random()
    angle = math.radians(rng.uniform(-play.rotation, play.rotation))
    size = 1 + rng.uniform(-play.scale, play.scale)
    c, s = size * math.cos(angle), size * math.sin(angle)
    x, y = (shape[1] - 1) / 2, (shape[0] - 1) / 2
    to_centre = np.array([[1, 0, -x], [0, 1, -y], [0, 0, 1.0]])
    back = np.array(
        [
            [1, 0, x + length * math.cos(direction)],
            [0, 1, y + length * math.sin(direction)],
            [0, 0, 1],
        ]
    )
    return np.asarray(back @ np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ to_centre, np.float64)


def photographed(rng: Rng, picture: Picture, truth: Motion) -> Picture:
    """Return ``picture`` moved by the inverse of ``truth``, under another light, with noise.

    The light is weaker and slopes: more of it would drive pixels into white, where edges move.
    """
    height, width = picture.shape
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    moved = cv2.warpPerspective(
        picture, truth, (width, height), flags=flags, borderMode=cv2.BORDER_REFLECT
    )
    slope = np.linspace(-1, 1, width) * rng.uniform(-0.15, 0.15)
    slope = slope[None, :] + np.linspace(-1, 1, height)[:, None] * rng.uniform(-0.15, 0.15)
    light = moved * (rng.uniform(0.65, 0.87) * (1 + slope)) + rng.uniform(-10, 5)
    light += rng.normal(0, rng.uniform(1, 5), picture.shape)
    return np.clip(light, 0, 255).astype(np.uint8)


def _board_pair(path: Path) -> tuple[Picture, Picture]:
    """Return a template, and the same with the test image's real defects put into it."""
    template, test = (_read(p) for p in (path, path.with_name(path.name.replace("_temp", "_test"))))
    defective = template.copy()
    boxes = path.parents[1] / "boxes" / path.name.replace("_temp.jpg", ".txt")
    for line in boxes.read_text(encoding="utf-8").splitlines():
        x1, y1, x2, y2 = (int(word) for word in line.split()[:4])
        defective[y1:y2, x1:x2] = test[y1:y2, x1:x2]
    return template, defective


def _figure_pair(rng: Rng, path: Path) -> tuple[Picture, Picture]:
    picture = _read(path)
    return picture, _with_patches(rng, picture)


def _with_patches(rng: Rng, picture: Picture, count: int = 3) -> Picture:
    """Return the picture with ``count`` of its places covered by others."""
    changed = picture.copy()
    side = min(picture.shape) // 8
    for _ in range(count):
        (y, from_y), (x, from_x) = (rng.integers(0, n - side, 2) for n in picture.shape)
        changed[y : y + side, x : x + side] = picture[
            from_y : from_y + side, from_x : from_x + side
        ]
    return changed


def scene_pair(rng: Rng, number: int) -> tuple[Picture, Picture]:
    """Return a 640 x 480 tray of 3 x 9 blocks on a textured ground, and one with changed places."""
    ground = cv2.GaussianBlur(rng.normal(0, 60, (480, 640)), (0, 0), rng.uniform(1.5, 6))
    picture = np.clip(120 + ground, 0, 255).astype(np.uint8)
    for row in range(3):
        for column in range(9):
            shade = int(rng.integers(20, 236))
            x, y = 40 + column * 63, 60 + row * 130
            cv2.rectangle(picture, (x, y), (x + 45, y + 90), shade, cv2.FILLED)
            cv2.circle(picture, (x + 22, y + 45), int(rng.integers(6, 18)), 255 - shade, cv2.FILLED)
    return picture, _with_patches(rng, picture)


def _read(path: Path) -> Any:
    return cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_GRAYSCALE)
