"""The picture sheet: pairs with the expected answer, the base's and the tuned model's.

Right and wrong are a mark and a word, and a colour besides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

import cv2
import numpy as np

from qeu_station.toolkit.question import answer
from qeu_vlm.drawing import stacked
from qeu_vlm.mosaic import Picture, Pixels
from qeu_vlm.places import ADDRESSES, COLUMNS, ROWS
from qeu_vlm.showing import Shown
from qeu_vlm.training.measures import Answered

SHEET, PICTURES = "answers.html", "pictures"
MOST = 60
"""Pairs on the sheet: those where base and tuned model differ come first."""

_WIDTH = 640

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --good: #1a7f37; --bad: #b3261e; --soft: #667; }
@media (prefers-color-scheme: dark) { :root { --good: #57c773; --bad: #ff8a80; --soft: #aab; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
article { display: grid; grid-template-columns: minmax(16rem, 2fr) 3fr; gap: 1rem;
  border-top: 1px solid var(--line); padding: 1rem 0; }
img { width: 100%; image-rendering: auto; background: #222; }
table { border-collapse: collapse; align-self: start; }
th, td { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; }
th { font-weight: 500; color: var(--soft); white-space: nowrap; }
td { overflow-wrap: anywhere; }
.right { color: var(--good); } .wrong { color: var(--bad); }
.mark { white-space: nowrap; font-weight: 600; }
h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
@media (max-width: 44rem) { article { grid-template-columns: 1fr; } }
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A pair on the sheet."""

    base: Answered
    tuned: Answered
    show: Callable[[], Shown]


def write_sheet(folder: Path, rows: Sequence[Row], most: int = MOST) -> None:
    """Write the sheet and its pictures into a folder.

    Args:
        folder: Is made when it is missing.
        rows: Pairs, of which those are shown that say most.
        most: Pairs on the sheet.
    """
    chosen = sorted(rows, key=_telling)[:most]
    (folder / PICTURES).mkdir(parents=True, exist_ok=True)
    parts = []
    for number, row in enumerate(chosen, start=1):
        name = f"{PICTURES}/{number:03}.png"
        _write_picture(folder / name, picture_of(row.show(), row.tuned.expected))
        parts.append(_article(row, name))
    page = _page(chosen, len(rows), "\n".join(parts))
    (folder / SHEET).write_text(page, encoding="utf-8", newline="\n")


def picture_of(shown: Shown, expected: Collection[str] = ()) -> Picture:
    """Return one picture, RGB, of what a model was shown.

    Reference stands above test; pictures that have one of their own stand below each other.

    Args:
        shown: What the model was shown.
        expected: Cells with a defect, framed where the tiles of the grid are shown.
    """
    if shown.planes is not None:
        framed = [name for name, own in shown.addresses.items() if own in expected]
        both = [_framed(shown.planes[..., at : at + 3], framed) for at in (0, 3)]
        gap = np.full((6, both[0].shape[1], 3), 128, np.uint8)
        whole = np.vstack([both[0], gap, both[1]])
    else:
        whole = stacked(shown.images)
    factor = _WIDTH / whole.shape[1]
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_NEAREST
    size = (_WIDTH, max(1, round(whole.shape[0] * factor)))
    picture: Pixels = cv2.resize(np.ascontiguousarray(whole), size, interpolation=way)
    return picture


def _framed(picture: Picture, names: Sequence[str]) -> Pixels:
    """Return tiles with those of these names framed, light on dark."""
    framed = np.ascontiguousarray(picture)
    side = picture.shape[0] // len(ROWS)
    for name in names:
        row, column = divmod(ADDRESSES.index(name), len(COLUMNS))
        x, y = column * side, row * side
        for inset, grey in ((0, 0), (1, 255)):
            first, last = (x + inset, y + inset), (x + side - 1 - inset, y + side - 1 - inset)
            cv2.rectangle(framed, first, last, (grey, grey, grey), 1)
    return framed


def _write_picture(file: Path, picture: Picture) -> None:
    done, data = cv2.imencode(".png", picture[..., ::-1])
    assert done
    file.write_bytes(data.tobytes())


def _telling(row: Row) -> int:
    """Differences first, then what both get wrong, then the rest."""
    if row.base.exact != row.tuned.exact:
        return 0
    return 2 if row.tuned.exact else 1


def _article(row: Row, picture: str) -> str:
    expected = answer(row.tuned.expected)
    lines = [
        _line("expected", expected, ""),
        _line("base", _words(row.base), _mark(row.base)),
        _line("tuned", _words(row.tuned), _mark(row.tuned)),
    ]
    name = escape(row.tuned.name)
    return (
        f'<article><img src="{quote(picture)}" alt="reference above test, {name}" loading="lazy">'
        f"<div><h2>{name}</h2><table>{''.join(lines)}</table></div></article>"
    )


def _words(answered: Answered) -> str:
    return answered.text or (answer(answered.said) if answered.said is not None else "")


def _mark(answered: Answered) -> str:
    if answered.exact:
        return '<span class="right">✓ right</span>'
    if answered.said is None:
        return '<span class="wrong">✗ no answer</span>'
    partly = [word for word in ("verdict", "positions", "names") if getattr(answered, word)]
    told = f" ({', '.join(partly)} right)" if partly else ""
    return f'<span class="wrong">✗ wrong</span>{told}'


def _line(title: str, text: str, mark: str) -> str:
    return (
        f'<tr><th>{title}</th><td>{escape(text)}</td><td><span class="mark">{mark}</span></td></tr>'
    )


def _page(chosen: Sequence[Row], count: int, body: str) -> str:
    base, tuned = (sum(getattr(row, who).exact for row in chosen) for who in ("base", "tuned"))
    title = "Base beside tuned, pair by pair"
    told = (
        f"{len(chosen)} of {count} held-out pairs, those on which they differ first; reference "
        "above test, tiles with an expected defect framed. Of these the base answers "
        f"{base} exactly right, the tuned model {tuned}."
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p>{told}</p>
{body}
</body>
</html>
"""
