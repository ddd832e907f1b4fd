"""A report as PDF: pages drawn as pictures, so that every script looks the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from qeu_station.core.recipe import Recipe
from qeu_station.core.verdict import Verdict
from qeu_station.imaging.lettering import BLACK, Colour, Picture, shortened, write
from qeu_station.imaging.marks import symbol
from qeu_station.services.report import Summary
from qeu_station.services.report.words import Say, english
from qeu_station.services.report.write import Case, cell_counts
from qeu_station.storage.atomic import replacing
from qeu_station.storage.head import Head

DPI = 150
PAGE = (1754, 1240)
"""Rows and columns of an A4 page."""

_MARGIN, _GREY, _LINE = 90, (115, 100, 90), (200, 190, 180)
_LARGE, _TEXT, _SMALL = 44, 24, 19
_TOGETHER = 16
"""Pages in memory."""


def write_pdf(
    path: Path,
    recipe: Recipe,
    summary: Summary,
    head: Head,
    title: str,
    cases: Sequence[Case],
    say: Say = english,
) -> None:
    """Write ``path``: the counts, the defect map, then every case with its picture.

    ``say`` says its words in its language.

    Raises:
        StorageError: The file cannot be written; an older one stays as it was.
    """
    title = title or recipe.title or recipe.name
    pages = _numbered(_pages(recipe, summary, head, title, cases, say), head, say)
    with replacing(path) as file:
        begun = False
        while some := list(islice(pages, _TOGETHER)):
            _save(some, file, title, begun)
            begun = True


def _save(pages: Sequence[Picture], file: Path, title: str, append: bool) -> None:
    first, *others = [Image.fromarray(cv2.cvtColor(page, cv2.COLOR_BGR2RGB)) for page in pages]
    first.save(
        file,
        "PDF",
        save_all=True,
        append_images=others,
        append=append,
        resolution=DPI,
        quality=88,
        title=title,
        producer="QEU Station",
    )


def _pages(
    recipe: Recipe, summary: Summary, head: Head, title: str, cases: Sequence[Case], say: Say
) -> Iterator[Picture]:
    page = _Page()
    page.line(title, _LARGE, room=2.0)
    page.line(
        f"{_about(recipe, summary, say)} · {_when(summary, say)}",
        _TEXT,
        _GREY,
    )
    page.skip(30)
    for verdict in (Verdict.PASS, Verdict.FAIL, Verdict.REVIEW):
        page.verdict(verdict, f"{verdict.value}  {summary.verdicts.get(verdict.value, 0)}")
    page.skip(30)
    page.line(say("Failed / left to a person, per cell"), _TEXT)
    page.map(recipe, summary)
    page.skip(20)
    proof = say("Journal of station “{name}”: {count} entries, head")
    page.line(proof.format(name=head.station, count=head.count), _SMALL, _GREY)
    page.line(head.hash, _SMALL, _GREY)
    for case in cases:
        made = _case(case, say)
        if made.shape[0] > page.left:
            yield page.picture
            page = _Page()
        page.paste(made)
    yield page.picture


def _about(recipe: Recipe, summary: Summary, say: Say) -> str:
    text = say("Recipe {name} version {version} · {count} pairs")
    return text.format(name=recipe.name, version=recipe.version, count=summary.pairs)


def _when(summary: Summary, say: Say) -> str:
    first, last = (at[:16].replace("T", " ") for at in (summary.first, summary.last))
    return say("{first} to {last} UTC").format(first=first, last=last)


def _case(case: Case, say: Say) -> Picture:
    """Return one pair as a strip that fits a page."""
    strip, record = _Page(rows=4000), case.record
    p_ok = "" if record.part.p_ok is None else f"   P(ok) {record.part.p_ok:.3f}"
    strip.verdict(Verdict(record.part.verdict), f"{record.pair}{p_ok}")
    reasons, problem = map(say, record.part.reasons), say(case.problem) if case.problem else ""
    lines = [*reasons, *case.findings, *case.said, problem]
    for text in lines[:8]:
        if text:
            strip.line(text, _SMALL)
    strip.line(f"{record.id}  {record.serial}", _SMALL, _GREY)
    if case.jpeg:
        picture = cv2.imdecode(np.frombuffer(case.jpeg, np.uint8), cv2.IMREAD_COLOR)
        if picture is not None:
            strip.paste(_fitted(picture, PAGE[0] - 2 * _MARGIN - strip.used - 60))
    strip.skip(40)
    return strip.picture[_MARGIN : _MARGIN + strip.used, _MARGIN:-_MARGIN]


def _fitted(picture: np.ndarray, rows: int) -> Picture:
    """Return a picture no wider than a page and no higher than ``rows``."""
    height, width = picture.shape[:2]
    scale = min((PAGE[1] - 2 * _MARGIN) / width, rows / height, 1.0)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    fitted: Picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    return fitted


class _Page:
    """A white page that is filled from the top."""

    def __init__(self, rows: int = PAGE[0]) -> None:
        self.picture: Picture = np.full((rows, PAGE[1], 3), 255, np.uint8)
        self.used = 0

    @property
    def left(self) -> int:
        """Rows that are free."""
        return int(self.picture.shape[0]) - 2 * _MARGIN - self.used

    def skip(self, rows: int) -> None:
        self.used += rows

    def line(self, text: str, size: int, colour: Colour = BLACK, room: float = 1.6) -> None:
        fits = shortened(text.replace("\n", " "), size, PAGE[1] - 2 * _MARGIN)
        middle = _MARGIN + self.used + size * room / 2
        write(self.picture, fits, (_MARGIN, middle), size, colour, "left")
        self.used += round(size * room)

    def verdict(self, verdict: Verdict, text: str) -> None:
        middle = _MARGIN + self.used + 24
        symbol(self.picture, verdict, (_MARGIN + 18, middle), 16)
        fits = shortened(text, 28, PAGE[1] - 2 * _MARGIN - 50)
        write(self.picture, fits, (_MARGIN + 50, middle), 28, BLACK, "left")
        self.used += 48

    def map(self, recipe: Recipe, summary: Summary) -> None:
        """Draw the counts per cell."""
        counts = cell_counts(recipe, summary)
        width = min(110, (PAGE[1] - 2 * _MARGIN) // max(len(row) for row in counts))
        height = min(70, 700 // len(counts))
        for number, row in enumerate(counts):
            for column, cell in enumerate(row):
                x, y = _MARGIN + column * width, _MARGIN + self.used + number * height
                cv2.rectangle(self.picture, (x, y), (x + width - 4, y + height - 4), _LINE, 1)
                middle = (x + width / 2, y + height / 2)
                write(self.picture, cell["address"], (x + 22, y + 16), 15, _GREY)
                if cell["failed"] or cell["reviewed"]:
                    text = f"{cell['failed']} / {cell['reviewed']}"
                    write(self.picture, text, (middle[0], middle[1] + 8), 20)
        self.used += height * len(counts) + 10

    def paste(self, picture: Picture) -> None:
        rows, columns = min(picture.shape[0], self.left), picture.shape[1]
        top = _MARGIN + self.used
        self.picture[top : top + rows, _MARGIN : _MARGIN + columns] = picture[:rows]
        self.used += rows


def _numbered(pages: Iterator[Picture], head: Head, say: Say) -> Iterator[Picture]:
    for number, page in enumerate(pages, start=1):
        place = say("page {number}").format(number=number)
        text = f"QEU Station · {head.station} · {head.hash[:16]} · {place}"
        fits = shortened(text, _SMALL, PAGE[1] - 2 * _MARGIN)
        write(page, fits, (_MARGIN, PAGE[0] - 45), _SMALL, _GREY, "left")
        yield page
