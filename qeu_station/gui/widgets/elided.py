"""A label of one or more lines that shortens what does not fit and keeps the whole in reach."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from qeu_station.gui.theme import TEXT, tokens


def font_of(
    pixels: int, weight: QFont.Weight = QFont.Weight.Normal, figures: bool = False
) -> QFont:
    """Return the window's font in a size; with ``figures`` all digits are of one width."""
    font = QFont()
    font.setPixelSize(pixels)
    font.setWeight(weight)
    if figures:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


class ElidedLabel(QWidget):
    """Text in a colour of the theme; the tooltip holds all of it when it had to be shortened.

    Args:
        colour: Name of the token it is written in.
        pixels: Size of its font.
        weight: Of its font.
        lines: Lines it may take.
        align: Horizontal alignment.
        wide: Whether it takes what width there is; otherwise it is as wide as its text.
        whole: Whether it is never narrower than its text.
        figures: Whether all digits are of one width.
        middle: Whether a line that is shortened keeps its end; names say what they are there.
        centred: Whether fewer lines than ``lines`` stand in the middle of the height.
    """

    def __init__(
        self,
        colour: str = "text",
        pixels: int = TEXT,
        weight: QFont.Weight = QFont.Weight.Normal,
        lines: int = 1,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        wide: bool = True,
        whole: bool = False,
        figures: bool = False,
        middle: bool = False,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._colour, self._lines, self._align = "", colour, lines, align
        self._least = self._most = lines
        self._newest = False
        self._detail = ""
        modes = Qt.TextElideMode
        self._mode = modes.ElideMiddle if middle else modes.ElideRight
        self._wide, self._whole = wide and not whole, whole
        self._centred = lines == 1 or centred
        self._laid_for: tuple[str, int] | None = None
        self._known: tuple[list[str], bool] = [], False
        self.setFont(font_of(pixels, weight, figures))
        across = QSizePolicy.Policy.Ignored if self._wide else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """All of the text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show a text; the same text again costs nothing."""
        if text == self._text:
            return
        before, self._text = self._text, text
        self.setAccessibleName(text)
        if not self._wide and self._advance(before) != self._advance(text):
            self.updateGeometry()
        self._take_lines()
        self.update()

    def set_most(self, lines: int, newest: bool = False) -> None:
        """Take up to so many lines where the text needs more than it was made for.

        Args:
            lines: Most lines.
            newest: Whether the end of a text that is longer still is kept, as of one that grows.
        """
        if (lines, newest) != (self._most, self._newest):
            self._most, self._newest, self._laid_for = lines, newest, None
            self._take_lines()
            self.update()

    def set_least(self, lines: int) -> None:
        """Take at least so many lines, whatever the text needs.

        Args:
            lines: Fewest lines.
        """
        if lines != self._least:
            self._least, self._laid_for = lines, None
            self._most = max(self._most, lines)
            self._take_lines()
            self.update()

    def _take_lines(self) -> None:
        """Be as high as the text needs, within what is allowed."""
        lines = self.lines_for(self._least, self._most)
        if lines != self._lines:
            self._lines, self._laid_for = lines, None
            self.updateGeometry()
            self.update()

    def lines_for(self, least: int, most: int) -> int:
        """Return how many lines the text takes in this width, between a least and a most."""
        if most <= least:
            return least
        return max(least, min(len(wrapped(self._text, self.font(), self.width())), most))

    def set_detail(self, detail: str) -> None:
        """Keep more in reach than the text says."""
        self._detail = detail

    def _advance(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def set_font(self, font: QFont) -> None:
        """Write in another font."""
        self.setFont(font)
        self._laid_for = None
        self.updateGeometry()
        self.update()

    @property
    def tip(self) -> str:
        """All of the text when not all of it can be seen, and its detail."""
        return "\n".join(filter(None, (self._text if self.shortened else "", self._detail)))

    @property
    def shortened(self) -> bool:
        """Whether not all of the text can be seen."""
        return self._laid()[1]

    def sizeHint(self) -> QSize:
        """Return the width of the text and the height of all lines."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() * self._lines)

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters, or of all of them."""
        if self._whole:
            return self.sizeHint()
        metrics = self.fontMetrics()
        widest = metrics.horizontalAdvance("MMM")
        return QSize(min(widest, self.sizeHint().width()), metrics.height() * self._lines)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer the whole text to who rests on it."""
        self.setToolTip(self.tip)
        super().enterEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the lines that the text needs in this width."""
        super().resizeEvent(event)
        self._take_lines()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, centred in the height there is."""
        lines, _ = self._laid()
        painter = QPainter(self)
        painter.setPen(QColor(getattr(tokens(), self._colour)))
        metrics = self.fontMetrics()
        top = (self.height() - metrics.height() * len(lines)) / 2 if self._centred else 0.0
        for number, line in enumerate(lines):
            left = self._left(metrics.horizontalAdvance(line))
            painter.drawText(
                QPointF(left, top + number * metrics.height() + metrics.ascent()), line
            )

    def _left(self, width: int) -> float:
        if self._align & Qt.AlignmentFlag.AlignRight:
            return float(self.width() - width)
        if self._align & Qt.AlignmentFlag.AlignHCenter:
            return (self.width() - width) / 2
        return 0.0

    def _laid(self) -> tuple[list[str], bool]:
        """Return the lines that fit, and whether the last had to be shortened."""
        key = self._text, self.width()
        if key != self._laid_for:
            self._laid_for, self._known = key, self._lay()
        return self._known

    def _lay(self) -> tuple[list[str], bool]:
        if self._lines == 1:
            line = self._elide(self._text)
            return [line], line != self._text
        lines = wrapped(self._text, self.font(), self.width())
        if len(lines) <= self._lines:
            return lines, False
        if self._newest:
            first, *last = lines[-self._lines :]
            return [f"…{first[1:]}", *last], True
        kept = lines[: self._lines - 1]
        rest = self._text[sum(map(len, kept)) :]
        return [*kept, self._elide(rest)], True

    def _elide(self, text: str) -> str:
        return self.fontMetrics().elidedText(text, self._mode, self.width())


def wrapped(text: str, font: QFont, width: int) -> list[str]:
    """Return text broken into lines; joined again they are the text."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_anywhere())
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
