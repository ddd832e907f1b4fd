"""Pictures: what the product is called, and what a good part looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
)

from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_edits import size_text
from qeu_station.gui.presenters.new_product_state import NewProductState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.captions import Remark, caption
from qeu_station.gui.widgets.new_product.files import ask_for_pictures
from qeu_station.gui.widgets.new_product.page import Page
from qeu_station.gui.widgets.page_words import beside, button, in_row
from qeu_station.gui.widgets.ticks import Choice
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.services.teaching import Picture

THUMBNAIL = QSize(200, 134)


class PicturesPage(Page):
    """The first step.

    Args:
        presenter: Decides what happens.
        frames: Newest live frame, or None without a camera.
    """

    def __init__(
        self,
        presenter: NewProductPresenter,
        frames: Callable[[], np.ndarray | None] | None,
    ) -> None:
        super().__init__(
            presenter,
            translate("NewProduct", "What does a good part look like?"),
            translate(
                "NewProduct",
                "Name the product and add pictures of one or several parts that passed. Every "
                "part will be compared with them.",
            ),
        )
        self._frames = frames
        self._shown: tuple[Picture, ...] | None = None
        self.setAcceptDrops(True)
        self._add_names()
        self.setFocusProxy(self.name)
        self._add_choice()
        self.pictures = self._list()
        self._nothing = caption(
            translate("NewProduct", "No picture yet. Add files, drop them here, or take one from "
                                    "the camera."), "muted")  # fmt: skip
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._own = caption(
            translate("NewProduct", "Every pair brings its own reference beside the test picture, "
                                    "such as A_temp.png beside A_test.png."), "muted")  # fmt: skip
        self._own.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "surface")
        for widget in (self._nothing, self.pictures, self._own):
            self._stack.addWidget(widget)
        self.column.addWidget(self._stack, 1)
        self._add_buttons()
        self._notice = Remark()
        self.column.addWidget(self._notice)

    def _add_names(self) -> None:
        self.name, self.title = QLineEdit(), QLineEdit()
        self.name.setObjectName("name")
        self.name.setPlaceholderText(translate("NewProduct", "such as tray-12"))
        self.title.setPlaceholderText(translate("NewProduct", "optional, for reports"))
        self.mode = QComboBox()
        for key, words in (
            ("colour", translate("NewProduct", "In colour")),
            ("grey", translate("NewProduct", "As brightness (grey)")),
            ("binary", translate("NewProduct", "Black and white (line art, films)")),
        ):
            self.mode.addItem(words, key)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        self._name_problem = Remark(lines=2)
        row.addLayout(beside(translate("NewProduct", "Name"), self.name, self._name_problem), 2)
        title = beside(translate("NewProduct", "Title"), self.title)
        mode = beside(translate("NewProduct", "Pictures are looked at"), self.mode)
        for made, share in ((title, 2), (mode, 1)):
            made.addStretch(1)
            row.addLayout(made, share)
        self.column.addLayout(row)
        self.name.textEdited.connect(self.presenter.set_name)
        self.title.textEdited.connect(self.presenter.set_title)
        self.mode.activated.connect(
            lambda index: self.presenter.set_mode(str(self.mode.itemData(index)))
        )

    def _add_choice(self) -> None:
        self.good = Choice(translate("NewProduct", "Compare with pictures of good parts"))
        self.paired = Choice(translate("NewProduct", "Every pair brings its own reference"))
        self.paired.toggled.connect(self.presenter.set_from_pair)
        self.column.addLayout(in_row((self.good, self.paired)))

    def _list(self) -> QListWidget:
        made = QListWidget()
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setMovement(QListView.Movement.Static)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setIconSize(THUMBNAIL)
        made.setGridSize(THUMBNAIL + QSize(3 * SPACE, 64))
        made.setSpacing(SPACE)
        made.setAccessibleName(translate("NewProduct", "Pictures of good parts"))
        made.currentRowChanged.connect(lambda _row: self._enable())
        return made

    def _add_buttons(self) -> None:
        self.add = button(translate("NewProduct", "Add pictures…"), "add-pictures")
        self.camera = button(translate("NewProduct", "Take from the camera"), "take-frame")
        self._earlier = button(translate("NewProduct", "Move to the front"), "earlier")
        self._remove = button(translate("NewProduct", "Remove"), "remove-picture")
        self.add.clicked.connect(self._on_add)
        self.camera.clicked.connect(self._on_camera)
        self._earlier.clicked.connect(self._on_front)
        self._remove.clicked.connect(lambda: self.presenter.remove_picture(self._row))
        if self._frames is None:
            self.camera.setEnabled(False)
            self.camera.setToolTip(
                translate("NewProduct", "No camera is open; open one with File, Camera or video.")
            )
        left, right = in_row((self.add, self.camera)), in_row((self._earlier, self._remove), False)
        left.addLayout(right)
        self.column.addLayout(left)

    def show_state(self, state: NewProductState) -> None:
        """Show names, pictures and what was refused."""
        product = state.product
        _write(self.name, product.name)
        _write(self.title, product.title)
        self.name.setReadOnly(bool(state.changing))
        self.mode.setCurrentIndex(max(0, self.mode.findData(product.mode)))
        (self.paired if product.from_pair else self.good).setChecked(True)
        self._name_problem.say(state.name_problem)
        self._notice.say(state.notice)
        if product.pictures != self._shown:
            self._shown = product.pictures
            self._fill(product.pictures)
        shown = self._own if product.from_pair else self.pictures
        self._stack.setCurrentWidget(
            shown if product.from_pair or product.pictures else self._nothing
        )
        self._enable()

    def _fill(self, pictures: tuple[Picture, ...]) -> None:
        row = self._row
        self.pictures.clear()
        for number, picture in enumerate(pictures):
            lines = [picture.path.name, size_text(picture)]
            if number == 0:
                lines[1] += " · " + translate("NewProduct", "carries the grid")
            item = QListWidgetItem(_icon(picture), "\n".join(lines))
            item.setToolTip(str(picture.path))
            self.pictures.addItem(item)
        self.pictures.setCurrentRow(min(max(row, 0), len(pictures) - 1))

    @property
    def _row(self) -> int:
        return self.pictures.currentRow()

    def _enable(self) -> None:
        here = not self.paired.isChecked()
        chosen = here and self._row >= 0
        self.add.setEnabled(here)
        self.camera.setEnabled(here and self._frames is not None)
        self._earlier.setEnabled(chosen and self._row > 0)
        self._remove.setEnabled(chosen)

    def _on_add(self) -> None:
        paths = ask_for_pictures(self, translate("NewProduct", "Pictures of good parts"))
        if paths:
            self.presenter.add_pictures(paths)

    def _on_camera(self) -> None:
        frame = self._frames() if self._frames is not None else None
        if frame is None:
            self._notice.say(translate("NewProduct", "The camera gives no picture now; try again."))
        else:
            self.presenter.take_frame(frame)

    def _on_front(self) -> None:
        row = self._row
        self.pictures.setCurrentRow(0)
        self.presenter.shift_picture(row, -row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls() and not self.paired.isChecked():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped."""
        urls = event.mimeData().urls()
        self.presenter.add_pictures([Path(u.toLocalFile()) for u in urls if u.isLocalFile()])
        event.acceptProposedAction()


def image_of(pixels: np.ndarray) -> QImage:
    """Return a picture, uint8 (H, W, 3) RGB or (H, W), as Qt draws it; it keeps its own copy."""
    height, width = pixels.shape[:2]
    rgb = pixels.ndim == 3
    kind = QImage.Format.Format_RGB888 if rgb else QImage.Format.Format_Grayscale8
    return QImage(pixels.data, width, height, width * (3 if rgb else 1), kind).copy()


def _icon(picture: Picture) -> QIcon:
    """The thumbnail, in its own colours while it is chosen too."""
    pixmap = QPixmap.fromImage(image_of(picture.thumbnail))
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _write(field: QLineEdit, text: str) -> None:
    if field.text() != text:
        field.setText(text)
