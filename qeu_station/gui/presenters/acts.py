"""Acts on the part on the screen, each one correction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qeu_station.core.correction import Correction, DrawnBox
from qeu_station.core.region import Box
from qeu_station.gui.presenters.correcting import Entry, History, Status, says_anything
from qeu_station.gui.presenters.on_screen import OnScreen
from qeu_station.gui.presenters.writing import Writer
from qeu_station.gui.words import translate


class Acts:
    """Makes corrections of what is on the screen at this moment, and hands them to the writer.

    Args:
        screen: The part.
        writer: Where corrections go.
        operator: Who is signed on, empty for nobody.
        ask_sign_on: Asks for a name; what was said waits for it.

    Attributes:
        goes_on: The act after which the next part is shown, once it is on the disk.
    """

    def __init__(
        self,
        screen: OnScreen,
        writer: Writer,
        operator: Callable[[], str],
        ask_sign_on: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._writer = writer
        self.operator = operator
        self._ask_sign_on = ask_sign_on
        self.goes_on: Entry | None = None

    def add(
        self,
        part: str | None = None,
        cells: Mapping[str, str] | None = None,
        added: tuple[DrawnBox, ...] = (),
        struck: tuple[str, ...] = (),
        note: str = "",
    ) -> Entry | None:
        """Say something of the part; None when it cannot be corrected now."""
        history = self._screen.wanted()
        if history is None:
            return None
        who = self.operator()
        said = Correction(history.inspection, who, cells or {}, part, added, struck, note)
        return self.write(history, said)

    def left(self, inspection: str) -> History | None:
        """Return what was said of a part that was on the screen before; None for that on it."""
        here = self._screen.history
        if not inspection or (here is not None and here.inspection == inspection):
            return None
        return self._writer.history(inspection)

    def withdraw(self, entry: Entry, content: Correction) -> None:
        """Replace an act by what is left of it; one that never reached the disk leaves no trace."""
        history = self._screen.correctable
        if history is None:
            return
        if entry.status is Status.WRITING:
            self._screen.hint = translate("Inspect", "Being saved")
        elif entry.status is Status.SAVED:
            self.write(history, replace(content, supersedes=entry.hash))
        else:
            history.drop(entry)
            if says_anything(content):
                self.write(history, replace(content, supersedes=entry.correction.supersedes))

    def write(self, history: History, content: Correction, drawn: tuple[Box, ...] = ()) -> Entry:
        """Hand a correction to the writer; without a name it waits for one."""
        self.goes_on, self._screen.hint = None, ""
        entry = self._writer.say(history, content, drawn)
        self.ask_for_name(history)
        return entry

    def ask_for_name(self, history: History) -> None:
        """Ask who it is that said what waits for a name."""
        if history.of(Status.WAITING):
            self._ask_sign_on()

    def may_go_on(self, history: History) -> bool:
        """Tell whether all that was said before going on is on the disk."""
        return self.goes_on in history.entries and not history.unsaved

    def stay(self, history: History) -> None:
        """Do not go on by itself any more: who waits may do something else by then."""
        if self.goes_on in history.entries:
            self.goes_on = None

    def retry_all(self) -> None:
        """Write what failed of any part once more."""
        self._writer.retry()

    def retry(self, history: History) -> None:
        """Write what failed once more, and go on after it."""
        self.goes_on = history.failed[-1]
        self._writer.retry()
