"""Everything the inspect screen shows, as one frozen snapshot.

The presenter makes a new one for every change; widgets compare the pieces they draw by identity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from qeu_station.core.grid import Grid
from qeu_station.core.region import Box
from qeu_station.core.verdict import Verdict

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.services.viewing import ViewedPair


class Kind(StrEnum):
    """What the verdict band says."""

    EMPTY = "empty"
    OPENING = "opening"
    WAITING = "waiting"
    JUDGING = "judging"
    PASS = "pass"
    REVIEW = "review"
    FAIL = "fail"
    PROBLEM = "problem"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Band:
    """The verdict, readable at three metres.

    Attributes:
        kind: Decides colour and shape.
        word: PASS, FAIL, REVIEW, or a word such as Judging.
        sentence: Why, or what to do; one line.
        said: What the operator said of it (such as "OK, by Sato"), empty before.
        saved: Whether what was said is on the disk; False while it is being written.
        decided: What the part is by the operator's word, PASS for OK and FAIL for NG; None before.
        by: Whose word that is.
        detail: What ``sentence`` leaves out, for who mends it; empty for nothing.
        waits: Whether what was said failed or waits for a name, so that it is not being written.
    """

    kind: Kind
    word: str
    sentence: str = ""
    said: str = ""
    saved: bool = True
    decided: Kind | None = None
    by: str = ""
    detail: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class PartLabel:
    """Which part is looked at; ``position`` counts from 1, ``count`` is 0 without a queue."""

    name: str
    position: int = 0
    count: int = 0
    serial: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class AdviceMark:
    """What an inspector that only advises found where the verdict did not.

    Attributes:
        verdict: Its own, worse than the verdict.
        label: Class it found, empty for none.
        colour: ``#rrggbb`` of that class.
        by: Its name.
    """

    verdict: Verdict
    label: str = ""
    colour: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class CellMark:
    """One cell of the grid.

    Attributes:
        address: Such as ``U4``.
        verdict: The station's, or what the operator's correction makes of it.
        corrected: Class the operator gave, ``ok`` included; None without a correction.
        colour: ``#rrggbb`` of the corrected class, empty without one.
        selected: Whether the next class key corrects it.
        advised: What advice found in it; None where it agrees, or the operator spoke of the cell.
    """

    address: str
    verdict: Verdict
    corrected: str | None = None
    colour: str = ""
    selected: bool = False
    advised: AdviceMark | None = None


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A finding, a box that the operator drew, or a region that was only advised.

    Attributes:
        id: Region id, ``drawn:N`` for the operator's own, or ``advice:`` before a region's id.
        box: x1, y1, x2, y2 in reference pixels.
        label: Class shown beside it.
        colour: ``#rrggbb`` of that class.
        verdict: The station's, or of who advises; None for a drawn box.
        struck: Whether the operator says that it is no defect.
        selected: Whether Delete strikes it out.
        cell: Where most of it lies, empty outside every cell.
        by: Who advises it, which changed no verdict; empty for a finding.
    """

    id: str
    box: Box
    label: str
    colour: str
    verdict: Verdict | None = None
    struck: bool = False
    selected: bool = False
    cell: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One inspector.

    Attributes:
        opinion: Opinion name, such as ``soart3.weight``.
        inspector: Name of the inspector whose worker it is.
        verdict: Its own over the part, or None without an answer.
        p_ok: Its own P(ok) over the part, 0..1, or None.
        sentence: Its comment, or why there is no answer.
        milliseconds: Of its answer, 0 without one.
        device: Where it really ran.
        health: ``ready``, ``starting``, ``restarting``, ``suspended``, ``stopped``, ``missing``;
            empty for an answer of the past, whose worker is of no concern.
        problem: Whether ``sentence`` tells of a fault.
        advisory: Whether it only warns.
        restartable: Whether its worker can be started anew.
        alone: Short word that its verdict is its own and not that of the part; empty where they
            agree.
        detail: The same in full.
        working: Whether it is still at work, and ``sentence`` may grow.
        late: Whether its answer came after the verdict, which it did not change.
        first_ms: Milliseconds until it began to say something, 0 when it did not.
    """

    opinion: str
    inspector: str
    verdict: Verdict | None = None
    p_ok: float | None = None
    sentence: str = ""
    milliseconds: float = 0.0
    device: str = ""
    health: str = "ready"
    problem: bool = False
    advisory: bool = False
    restartable: bool = False
    alone: str = ""
    detail: str = ""
    working: bool = False
    late: bool = False
    first_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Counters:
    """The shift so far; times in milliseconds, ``yield_`` is PASS over all judged, or None."""

    total: int = 0
    passed: int = 0
    failed: int = 0
    review: int = 0
    corrected: int = 0
    yield_: float | None = None
    fastest: float | None = None
    mean: float | None = None
    p95: float | None = None
    since: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class StripEntry:
    """One of the last parts.

    Attributes:
        id: Inspection id, by which it opens again.
        part: Its name.
        verdict: The station's.
        said: ``ok``, ``ng`` or empty: what the part is by the operator's word.
        corrected: Whether anything of it was corrected.
        thumbnail: uint8, (h, w, 3) RGB, or None.
        gone: Whether no picture of it can be read.
        current: Whether it is the part on the screen.
    """

    id: str
    part: str
    verdict: Verdict
    said: str = ""
    corrected: bool = False
    thumbnail: np.ndarray | None = field(default=None, repr=False)
    gone: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class ClassKey:
    """A class of the recipe, with the key and the colour that mean it."""

    name: str
    key: str
    colour: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that must be answered before work goes on: (key of the answer, words) each."""

    text: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """What is known of one cell, for its tooltip: a title, and rows of name and value."""

    address: str
    title: str
    rows: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectState:
    """The inspect screen.

    Attributes:
        recipe: Name and version of the recipe in use, such as ``tray v3``; empty without one.
        operator: Who is signed on, empty for nobody.
        part: What is looked at, None when nothing is open.
        inspection: Id of what was judged of it, empty before.
        band: The verdict.
        pictures: Of ``part``; None while they are read, so that no other part's are shown.
        grid: Over the reference, None without pictures.
        cells: One mark per judged cell.
        boxes: Findings and drawn boxes.
        cards: One per opinion.
        classes: Of the recipe, ``ok`` first.
        typed: Cell address typed so far.
        serial: Serial number that the next inspection gets.
        question: What must be answered first, or None.
        note: Note on the part.
        live: Whether pictures come from a camera or a video.
        stale: What stands over the last live picture while no newer one comes, empty while they do.
        reference: Of the recipe, to be laid under live pictures, uint8, (H, W, 3) RGB or (H, W);
            None when nothing is live or every pair brings its own.
        difference: Whether the difference is asked for.
        can: Keys of the actions (``gui.actions``) that may be used now.
        hint: What the keyboard does now; one line.
    """

    recipe: str = ""
    operator: str = ""
    part: PartLabel | None = None
    inspection: str = ""
    band: Band = Band(Kind.EMPTY, "")
    pictures: ViewedPair | None = None
    grid: Grid | None = None
    cells: tuple[CellMark, ...] = ()
    boxes: tuple[BoxMark, ...] = ()
    cards: tuple[Card, ...] = ()
    counters: Counters = Counters()
    strip: tuple[StripEntry, ...] = ()
    classes: tuple[ClassKey, ...] = ()
    typed: str = ""
    serial: str = ""
    question: Question | None = None
    note: str = ""
    live: bool = False
    stale: str = ""
    reference: np.ndarray | None = field(default=None, repr=False, compare=False)
    difference: bool = False
    can: frozenset[str] = frozenset()
    hint: str = ""
