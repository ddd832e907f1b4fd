from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTabBar, QToolButton

from qeu_station.gui.theme import DARK, LIGHT, apply_theme, palette, stylesheet


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2, 1..21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_can_be_read(theme):
    for ground in (theme.window, theme.surface):
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.muted, ground) >= 4.5
        assert contrast(theme.focus, ground) >= 3
    for verdict in (theme.passed, theme.failed, theme.review, theme.neutral):
        assert contrast(theme.on_verdict, verdict) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


WRITTEN = (
    *((ink, ground) for ink in ("text", "muted") for ground in ("window", "surface", "raised")),
    ("accent", "surface"),
    ("on_accent", "accent"),
    *(("on_verdict", kind) for kind in ("passed", "failed", "review", "neutral")),
)
"""Every colour that words are written in, on every colour that they are written on."""


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WRITTEN)
def test_words_have_the_contrast_of_wcag_aa(theme, ink, ground):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", ["WindowText", "Text", "ButtonText"])
def test_what_is_disabled_can_still_be_read(theme, role):
    made = palette(theme)
    ink = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role]).name()
    assert contrast(ink, theme.window) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_arrows_and_ticks_are_there_and_seen(theme):
    files = set(re.findall(r'url\("([^"]+)"\)', stylesheet(theme)))
    assert len(files) == 5
    for file in files:
        (colour,) = re.findall(r'stroke="(#\w+)"', Path(file).read_text(encoding="utf-8"))
        grounds = [theme.accent] if "tick" in file else [theme.surface, theme.window]
        assert all(contrast(colour, ground) >= 3 for ground in grounds), file


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("verdict", ["passed", "failed", "review"])
def test_the_mark_of_a_verdict_is_seen_on_every_ground(theme, verdict):
    for ground in (theme.window, theme.surface):
        assert contrast(getattr(theme, verdict), ground) >= 3


def test_tabs_that_do_not_fit_have_arrows(qtbot, qapp):
    apply_theme(qapp, dark=False)
    tabs = QTabBar()
    qtbot.addWidget(tabs)
    for number in range(12):
        tabs.addTab(f"Panel {number}")
    tabs.resize(400, 48)
    tabs.show()
    arrows = tabs.findChildren(QToolButton)
    shown = [inks(each) for each in arrows if each.isVisible()]
    qapp.setStyleSheet("")
    assert len(shown) == 2
    assert all(any(contrast(ink, LIGHT.window) >= 3 for ink in each) for each in shown)


def inks(widget) -> set[str]:
    image = widget.grab().toImage()
    across, down = range(image.width()), range(image.height())
    return {image.pixelColor(x, y).name() for x in across for y in down}
