"""Colours, sizes and fonts of the window, light and dark, in one place."""

from __future__ import annotations

from dataclasses import dataclass

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
    """Return what a palette cannot say: sizes, borders, arrows and the ring of the focus."""
    icons, dark = (paths.resources() / "icons").as_posix(), t is DARK
    return f"""
    QPushButton, QToolButton, QComboBox, QLineEdit, QSpinBox, QDoubleSpinBox {{
        min-height: {TOUCH - 2}px; padding: 0 {SPACE}px; border: 1px solid {t.border};
        border-radius: 4px; background: {t.raised}; color: {t.text};
    }}
    QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {{ background: {t.surface}; }}
    QPushButton:hover, QToolButton:hover {{ background: {t.surface}; border-color: {t.muted}; }}
    QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{
        background: {t.accent}; color: {t.on_accent};
    }}
    QPushButton:default {{ background: {t.accent}; color: {t.on_accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {t.muted}; background: {t.window}; }}
    QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus,
    QDoubleSpinBox:focus, QListView:focus, QPlainTextEdit:focus {{
        border: 2px solid {t.focus};
    }}
    QTableView {{ border: 2px solid transparent; }}
    QTableView:focus {{ border-color: {t.focus}; }}
    QComboBox::drop-down {{ border: none; width: {ARROW + 2 * SPACE}px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
        border: none; background: transparent; width: {ARROW + 2 * SPACE}px;
    }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{
        background: {t.raised};
    }}
    QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{
        image: url("{icons}/arrow-down.svg"); width: {ARROW}px; height: {ARROW}px;
    }}
    QAbstractSpinBox::up-arrow {{
        image: url("{icons}/arrow-up.svg"); width: {ARROW}px; height: {ARROW}px;
    }}
    QTabBar {{ qproperty-drawBase: 0; }}
    QTabBar::tab {{ min-height: {TOUCH - 3}px; padding: 0 {2 * SPACE}px; color: {t.muted};
        background: transparent; border: none; border-bottom: 3px solid transparent; }}
    QTabWidget[role="tight"] QTabBar::tab {{ padding: 0 {SPACE}px; }}
    QTabWidget[role="tight"] QTabBar::tab:selected:focus {{ padding: 0 {SPACE - 2}px; }}
    QTabBar::tab:hover {{ color: {t.text}; background: {t.raised}; }}
    QTabBar::tab:selected {{ color: {t.text}; border-bottom-color: {t.accent}; }}
    QTabBar::tab:selected:focus {{ background: {t.raised}; border: 2px solid {t.focus};
        border-radius: 4px; padding: 0 {2 * SPACE - 2}px; }}
    QTabBar::tab:disabled {{ color: {t.border}; }}
    QTabBar::scroller {{ width: {2 * SCROLLER}px; }}
    QTabBar QToolButton {{ min-height: 0; padding: 0; border: none; background: {t.window}; }}
    QTabBar QToolButton:hover {{ background: {t.raised}; }}
    QTabBar QToolButton::left-arrow {{ image: url("{icons}/arrow-left.svg");
        width: {ARROW}px; height: {ARROW}px; }}
    QTabBar QToolButton::right-arrow {{ image: url("{icons}/arrow-right.svg");
        width: {ARROW}px; height: {ARROW}px; }}
    QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.border};
        padding: {SPACE}px; }}
    QMenu::indicator {{ width: 16px; height: 16px; left: 6px; border: 1px solid {t.muted};
        border-radius: 3px; background: {t.surface}; }}
    QMenu::indicator:exclusive {{ border-radius: 8px; }}
    QMenu::indicator:checked {{ border-color: {t.accent}; background: {t.accent};
        image: url("{icons}/{"tick-dark" if dark else "tick-light"}.svg"); }}
    *[role="surface"] {{ background: {t.surface}; border: 1px solid {t.border};
        border-radius: 6px; }}
    QLabel[role="muted"] {{ color: {t.muted}; }}
    QLabel[role="title"] {{ font-size: {TITLE}px; font-weight: 600; }}
    QToolBar#screens {{ background: {t.window}; border: none;
        border-right: 1px solid {t.border}; padding: {SPACE // 2}px; spacing: {SPACE // 2}px; }}
    QToolBar#screens QToolButton {{ padding: 0 2px; }}
    QProgressBar {{ background: {t.border}; border: none; border-radius: 3px; color: {t.text}; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
    QMenu::item {{ padding: 8px 24px; }}
    QHeaderView {{ background: {t.raised}; }}
    QHeaderView::section {{ background: {t.raised}; color: {t.text}; padding: 0 {SPACE}px;
        border: none; border-bottom: 1px solid {t.border}; }}
    QTableView QTableCornerButton::section {{ background: {t.raised}; border: none; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {t.border}; border-radius: 4px; margin: 1px; }}
    QScrollBar::handle:vertical {{ min-height: {TOUCH}px; }}
    QScrollBar::handle:horizontal {{ min-width: {TOUCH}px; }}
    QScrollBar::handle:hover {{ background: {t.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
    """
