"""Colours, sizes and fonts of the window, light and dark, in one place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from qeu_station import paths
from qeu_station.gui.presenters.inspect_state import Kind

TOUCH = 40
"""Least height and width of anything that is pressed, in device-independent pixels."""

SPACE = 8
"""Distance between things; half of it inside groups, twice of it around screens."""

ARROW = 12
"""Side of the arrows in boxes of choices and numbers; seen on light and dark alike."""

SCROLLER = 28
"""Width of each arrow beside tabs that do not all fit."""

TEXT, SMALL, TITLE, VERDICT = 14, 12, 18, 52
"""Font sizes in pixels."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they mean, ``#rrggbb``.

    ``on_verdict`` is written on every verdict colour; each such pair has a contrast of at least
    4.5 to 1, text on ``window`` and ``surface`` of at least 7 to 1, and a verdict's colour as a
    mark on ``window`` and ``surface`` of at least 3 to 1.
    """

    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    picture: str
    focus: str
    passed: str
    failed: str
    review: str
    neutral: str
    on_verdict: str

    def of(self, kind: Kind) -> str:
        """Return the colour of a verdict or of a state of the band."""
        colours = {Kind.PASS: self.passed, Kind.FAIL: self.failed, Kind.REVIEW: self.review}
        return colours.get(kind, self.failed if kind is Kind.PROBLEM else self.neutral)


LIGHT = Tokens(
    window="#eef0f3", surface="#ffffff", raised="#f6f7f9", border="#c6ccd4", text="#16191d",
    muted="#4b535e", accent="#0b5cad", on_accent="#ffffff", picture="#1b1e22", focus="#0b5cad",
    passed="#14692f", failed="#b3161f", review="#8a4b00", neutral="#4b535e", on_verdict="#ffffff",
)  # fmt: skip

DARK = Tokens(
    window="#16191d", surface="#20242a", raised="#2a2f36", border="#434a54", text="#f0f2f5",
    muted="#b4bcc7", accent="#6cb2ff", on_accent="#0b1622", picture="#0c0e10", focus="#8cc4ff",
    passed="#1c8440", failed="#d32f38", review="#a86000", neutral="#4b535e", on_verdict="#ffffff",
)  # fmt: skip

_current = LIGHT


def tokens() -> Tokens:
    """Return the colours in use."""
    return _current


def apply_theme(app: QApplication, dark: bool) -> None:
    """Give the whole application its style, palette and fonts."""
    global _current  # noqa: PLW0603 - one application, one theme
    _current = DARK if dark else LIGHT
    app.setStyle("Fusion")
    app.setPalette(palette(_current))
    font = app.font()
    font.setPixelSize(TEXT)
    app.setFont(font)
    app.setStyleSheet(stylesheet(_current))


def palette(t: Tokens) -> QPalette:
    """Return Qt's palette; an explicit one is followed offscreen and under bare X servers too."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: t.window, QPalette.ColorRole.WindowText: t.text,
        QPalette.ColorRole.Base: t.surface, QPalette.ColorRole.AlternateBase: t.raised,
        QPalette.ColorRole.Text: t.text, QPalette.ColorRole.Button: t.raised,
        QPalette.ColorRole.ButtonText: t.text, QPalette.ColorRole.Highlight: t.accent,
        QPalette.ColorRole.HighlightedText: t.on_accent, QPalette.ColorRole.ToolTipBase: t.surface,
        QPalette.ColorRole.ToolTipText: t.text, QPalette.ColorRole.PlaceholderText: t.muted,
        QPalette.ColorRole.Link: t.accent, QPalette.ColorRole.Mid: t.border,
        QPalette.ColorRole.Accent: t.accent,
    }  # fmt: skip
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText,
                 QPalette.ColorRole.WindowText):  # fmt: skip
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.muted))
    return made


def stylesheet(t: Tokens) -> str:
    """Return what a palette cannot say: ``resources/style/window.qss`` in these colours."""
    resources = paths.resources()
    sizes = {
        "touch": TOUCH, "field": TOUCH - 2, "tab": TOUCH - 3, "half": SPACE // 2, "space": SPACE,
        "space_in_ring": SPACE - 2, "wide": 2 * SPACE, "wide_in_ring": 2 * SPACE - 2,
        "arrow": ARROW, "arrow_field": ARROW + 2 * SPACE, "scrollers": 2 * SCROLLER, "title": TITLE,
    }  # fmt: skip
    drawn = {
        "icons": (resources / "icons").as_posix(),
        "tick": "tick-dark" if t is DARK else "tick-light",
    }
    rules = (resources / "style" / "window.qss").read_text(encoding="utf-8")
    return Template(rules).substitute(asdict(t), **sizes, **drawn)
