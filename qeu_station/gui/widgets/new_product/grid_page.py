"""Grid: which cells of the picture are judged, and what they are called."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_state import NewProductState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.captions import Remark, caption, say
from qeu_station.gui.widgets.new_product.files import ask_for_picture
from qeu_station.gui.widgets.new_product.grid_editor import WHOLE, GridEditor
from qeu_station.gui.widgets.new_product.page import Page
from qeu_station.gui.widgets.page_words import beside, button
from qeu_station.gui.words import translate

_SIDE = 262


class GridPage(Page):
    """The second step."""

    def __init__(self, presenter: NewProductPresenter) -> None:
        super().__init__(
            presenter,
            translate("NewProduct", "Where are the cells?"),
            translate(
                "NewProduct",
                "Drag the four corners onto the part. Click a cell that is never judged to cross "
                "it out.",
            ),
        )
        self.editor = GridEditor()
        self._empty = caption("", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.editor)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self._stack, 1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(_SIDE)
        area.setWidget(self._side())
        row.addWidget(area)
        self.column.addLayout(row, 1)
        self._problem = Remark(lines=1)
        self.column.addWidget(self._problem)
        self.setFocusProxy(self.editor)
        self.editor.moved.connect(self._on_moved)
        self.editor.toggled.connect(presenter.toggle_cell)
        self.editor.selected.connect(lambda handle: self.handles[handle].setChecked(True))

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, SPACE + SPACE // 2, 0)
        column.setSpacing(SPACE)
        self.rows, self.columns, self.unused = QLineEdit(), QLineEdit(), QLineEdit()
        self.rows.textEdited.connect(self.presenter.set_rows)
        self.columns.textEdited.connect(self.presenter.set_columns)
        self.unused.editingFinished.connect(lambda: self.presenter.set_unused(self.unused.text()))
        self.problems = {name: Remark() for name in ("rows", "columns", "unused")}
        column.addLayout(beside(translate("NewProduct", "Rows"), self.rows, self.problems["rows"]))
        column.addLayout(
            beside(translate("NewProduct", "Columns"), self.columns, self.problems["columns"])
        )
        column.addWidget(
            caption(translate("NewProduct", "A number such as 3, a range such as 1-9, or names."),
                    "muted")
        )  # fmt: skip
        column.addLayout(
            beside(translate("NewProduct", "Never judged"), self.unused, self.problems["unused"])
        )
        self._count = caption("", "muted")
        column.addWidget(self._count)
        column.addSpacing(SPACE)
        column.addWidget(caption(translate("NewProduct", "Arrow keys move")))
        column.addLayout(self._handle_buttons())
        column.addStretch(1)
        self.reset = button(translate("NewProduct", "Whole picture"), "reset-grid")
        self.reset.clicked.connect(self.presenter.reset_grid)
        self.example = button(translate("NewProduct", "Choose an example picture…"), "example")
        self.example.clicked.connect(self._on_example)
        column.addWidget(self.example)
        column.addWidget(self.reset)
        return side

    def _handle_buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE // 2)
        self.handles: dict[int, QToolButton] = {}
        group = QButtonGroup(self)
        places = {
            0: (0, 0, "↖", translate("NewProduct", "Top left corner")),
            1: (0, 2, "↗", translate("NewProduct", "Top right corner")),
            2: (2, 2, "↘", translate("NewProduct", "Bottom right corner")),
            3: (2, 0, "↙", translate("NewProduct", "Bottom left corner")),
            WHOLE: (1, 1, "✛", translate("NewProduct", "Whole grid")),
        }
        for handle, (row, column, text, name) in places.items():
            made = self.handles[handle] = QToolButton()
            made.setText(text)
            made.setCheckable(True)
            made.setChecked(handle == 0)
            made.setToolTip(name)
            made.setAccessibleName(name)
            made.setFixedWidth(56)
            made.clicked.connect(lambda _on=False, handle=handle: self._on_handle(handle))
            group.addButton(made)
            grid.addWidget(made, row, column)
        grid.setColumnStretch(3, 1)
        return grid

    def show_state(self, state: NewProductState) -> None:
        """Show the picture and the grid over it."""
        product = state.product
        for field, text in ((self.rows, product.rows), (self.columns, product.columns)):
            if field.text() != text:
                field.setText(text)
        if not self.unused.hasFocus() or not self.unused.isModified():
            self.unused.setText(_unused(state))
        ground = product.ground
        self.editor.show_picture(None if ground is None else ground.pixels)
        self.editor.show_grid(state.grid)
        self._stack.setCurrentWidget(self._empty if ground is None else self.editor)
        self.example.setVisible(product.from_pair)
        self.reset.setEnabled(product.corners is not None)
        self._problem.say(state.grid_problems.get("", ""))
        for name, problem in self.problems.items():
            problem.say(state.grid_problems.get(name, ""))
        self._empty.setText(
            translate(
                "NewProduct",
                "The grid covers the whole picture. Choose an example picture to place it.",
            )
            if product.from_pair
            else translate("NewProduct", "Add a picture of a good part first.")
        )
        words = translate("NewProduct", "Cells judged: {count}")
        say(self._count, words.format(count=len(state.grid.addresses)) if state.grid else "")

    def _on_moved(self, handle: int, dx: float, dy: float) -> None:
        self.presenter.move_grid(None if handle == WHOLE else handle, (dx, dy))

    def _on_handle(self, handle: int) -> None:
        self.editor.choose(handle)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_example(self) -> None:
        path = ask_for_picture(self, translate("NewProduct", "Example picture"))
        if path is not None:
            self.presenter.set_example(path)


def _unused(state: NewProductState) -> str:
    """What was typed while it is refused, or the cells of the grid that are never judged."""
    if state.unused_typed is not None:
        return state.unused_typed
    unused = state.product.unused
    return ", ".join(sorted(unused if state.grid is None else unused & state.grid.positions.keys()))
