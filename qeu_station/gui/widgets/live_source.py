"""The dialog that chooses a camera, a stream or a video, with a look through it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qeu_station.gui.presenters.live_choice import (
    KINDS,
    LiveChoice,
    LiveChoiceState,
    remembered,
)
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.captions import Remark, buttons, caption
from qeu_station.gui.widgets.layouts import column, row
from qeu_station.gui.widgets.live_preview import LivePreview
from qeu_station.gui.widgets.page_words import beside, button, number
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.capture.frame import FrameSource
    from qeu_station.services.capturing import LiveSettings

_FORM, _SIZE = 340, (940, 600)
_LOOK_MS = 50
_LARGEST = 20_000
_TURNS = (0, 90, 180, 270)


class LiveSourceDialog(QDialog):
    """Chooses a live source; ``settings`` says which once it was accepted.

    Args:
        parent: The window.
        jobs: Opens and closes the source that is looked through.
        last: ``remembered`` of the last time; empty for nothing.
        open_source: Opens a source in a job; None opens it with the station's usual home.
    """

    def __init__(
        self,
        parent: QWidget | None,
        jobs: Jobs,
        last: str = "",
        open_source: Callable[[LiveSettings], FrameSource] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("LiveSource", "Live pictures"))
        self.presenter = LiveChoice(jobs, self.show_state, open_source or _open, last)
        self._make_fields()
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.resize(*_SIZE)
        self.presenter.start()
        self.kind.setFocus()

    @property
    def settings(self) -> LiveSettings:
        """What was chosen."""
        return self.presenter.state.settings

    @property
    def remembered(self) -> str:
        """What was chosen, as ``last`` takes it the next time."""
        return remembered(self.settings)

    def show_state(self, state: LiveChoiceState) -> None:
        """Show a snapshot."""
        settings = state.settings
        self.kind.setCurrentIndex(KINDS.index(settings.kind))
        self._places.setCurrentWidget(self._place_of(settings.kind))
        self._show_cameras(state)
        for field in (self.address, self.file):
            if field.text() != settings.place and not field.hasFocus():
                field.setText(settings.place if settings.kind != "camera" else "")
        self.width_field.setValue(settings.width)
        self.height_field.setValue(settings.height)
        self.turn.setCurrentIndex(_TURNS.index(settings.rotate))
        self.loop.setChecked(settings.loop)
        self._sizes.setVisible(state.sized)
        self.loop.setVisible(state.ends)
        self.problem.say(state.problem)
        self.preview.show_preview(state.preview)
        self.use.setEnabled(not state.leaving)
        self.look.setEnabled(not state.leaving)

    def accept(self) -> None:
        """Use what is entered, once the source looked through is closed."""
        self.presenter.accept(super().accept)

    def done(self, result: int) -> None:
        """Close the source looked through with the dialog."""
        self._timer.stop()
        self.presenter.close()
        super().done(result)

    def _make_fields(self) -> None:
        self.kind = QComboBox()
        self.kind.addItems([_words_of(kind) for kind in KINDS])
        self.camera = QComboBox(editable=True)
        self.camera_text = self.camera.lineEdit() or QLineEdit()
        self.address = QLineEdit(placeholderText="rtsp://192.168.0.20/stream")
        self.file = QLineEdit()
        self.browse = button(translate("LiveSource", "Browse…"), "browse")
        self.width_field, self.height_field = _size_field(), _size_field()
        self.turn = QComboBox()
        self.turn.addItem(translate("LiveSource", "As it comes"))
        for degrees in _TURNS[1:]:
            words = translate("LiveSource", "{degrees}° clockwise")
            self.turn.addItem(words.format(degrees=degrees))
        self.loop = Tick(translate("LiveSource", "Begin again at the end"))
        self.problem = Remark()
        self.preview = LivePreview()

    def _make_buttons(self) -> None:
        self.look = button(translate("LiveSource", "Show its pictures"), "look")
        self.leave = button(translate("LiveSource", "Cancel"), "leave")
        self.use = button(translate("LiveSource", "Use this source"), "use")

    def _lay_out(self) -> None:
        form = QWidget()
        form.setFixedWidth(_FORM)
        fields = column(form)
        fields.addLayout(beside(translate("LiveSource", "Source"), self.kind))
        self._places = QStackedWidget()
        for page in self._place_pages():
            self._places.addWidget(page)
        fields.addWidget(self._places)
        self._sizes = self._size_row()
        fields.addWidget(self._sizes)
        fields.addLayout(beside(translate("LiveSource", "Turned"), self.turn))
        fields.addWidget(self.loop)
        fields.addWidget(self.look)
        fields.addWidget(self.problem)
        fields.addStretch(1)
        above = row(space=2 * SPACE)
        above.addWidget(form)
        above.addWidget(self.preview, 1)
        whole = column(self, 2 * SPACE, (2 * SPACE,) * 4)
        whole.addLayout(above, 1)
        whole.addLayout(buttons(self, self.leave, self.use))

    def _place_pages(self) -> list[QWidget]:
        files = row()
        files.addWidget(self.file, 1)
        files.addWidget(self.browse)
        named = QVBoxLayout()
        named.setSpacing(SPACE // 2)
        words = translate("LiveSource", "File or folder")
        self.file.setAccessibleName(words)
        named.addWidget(caption(words))
        named.addLayout(files)
        camera = beside(translate("LiveSource", "Camera, or its number"), self.camera)
        address = beside(translate("LiveSource", "Address"), self.address)
        self._pages = [_page(camera), _page(address), _page(named)]
        return self._pages

    def _size_row(self) -> QWidget:
        sizes = QWidget()
        fields = row(sizes)
        fields.addLayout(beside(translate("LiveSource", "Width in pixels"), self.width_field))
        fields.addLayout(beside(translate("LiveSource", "Height in pixels"), self.height_field))
        return sizes

    def _connect(self) -> None:
        enter = self.presenter.enter
        self.kind.activated.connect(lambda index: self.presenter.choose(KINDS[index]))
        self.camera.activated.connect(lambda index: enter(place=self.camera.itemData(index)))
        self.camera_text.textEdited.connect(lambda text: enter(place=text.strip()))
        self.address.textEdited.connect(lambda text: enter(place=text.strip()))
        self.file.textEdited.connect(lambda text: enter(place=text))
        self.width_field.valueChanged.connect(lambda value: enter(width=value))
        self.height_field.valueChanged.connect(lambda value: enter(height=value))
        self.turn.activated.connect(lambda index: enter(rotate=_TURNS[index]))
        self.loop.toggled.connect(lambda on: enter(loop=on))
        self.browse.clicked.connect(self._browse)
        self.look.clicked.connect(self._look_through)
        self.leave.clicked.connect(self.reject)
        self.use.clicked.connect(self.accept)

    def _place_of(self, kind: str) -> QWidget:
        return self._pages[min(KINDS.index(kind), len(self._pages) - 1)]

    def _show_cameras(self, state: LiveChoiceState) -> None:
        known = [self.camera.itemData(k) for k in range(self.camera.count())]
        if known != [each.place for each in state.cameras]:
            self.camera.clear()
            for each in state.cameras:
                self.camera.addItem(f"{each.name} ({each.place})", each.place)
        if state.settings.kind != "camera" or self.camera_text.hasFocus():
            return
        index = self.camera.findData(state.settings.place)
        self.camera.setCurrentIndex(index)
        if index < 0:
            self.camera.setEditText(state.settings.place)

    def _browse(self) -> None:
        if self.settings.kind == "folder":
            words = translate("LiveSource", "Folder of pictures")
            chosen = QFileDialog.getExistingDirectory(self, words, self.file.text())
        else:
            words = translate("LiveSource", "Video file")
            chosen, _ = QFileDialog.getOpenFileName(self, words, self.file.text())
        if chosen:
            self.presenter.enter(place=str(Path(chosen)))

    def _look_through(self) -> None:
        self.presenter.look_through()
        self._timer.start()

    def _look(self) -> None:
        self.presenter.look()
        self.preview.show_picture(self.presenter.frame())


def _words_of(kind: str) -> str:
    return {
        "camera": translate("LiveSource", "Camera"),
        "stream": translate("LiveSource", "Network stream"),
        "video": translate("LiveSource", "Video file"),
        "folder": translate("LiveSource", "Folder of pictures"),
    }[kind]


def _size_field() -> QSpinBox:
    field = number(0, _LARGEST)
    field.setSingleStep(10)
    field.setSpecialValueText(translate("LiveSource", "Its own"))
    return field


def _page(inside: QVBoxLayout) -> QWidget:
    page = QWidget()
    inside.setContentsMargins(0, 0, 0, 0)
    page.setLayout(inside)
    return page


def _open(settings: LiveSettings) -> FrameSource:
    """In a job."""
    from qeu_station.services.capturing import open_live
    from qeu_station.services.opening import open_home

    return open_live(settings, open_home(None))
