"""Every action of the window, as data: menus, toolbar, shortcuts and palette come from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qeu_station.errors import did_you_mean
from qeu_station.gui.words import translate


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    Attributes:
        key: Its name in code, such as ``part.next``.
        text: What it is called, in the language of the window; a function, so that it follows it.
        shortcuts: Key sequences as Qt writes them; the first is shown.
        operator: Whether operator mode shows it.
        checkable: Whether it is on or off.
        icon: File in resources/icons without its suffix, empty for none.
        repeats: Whether a held key does it again.
        short: What its button in the toolbar says, where ``text`` is too long for it.
        screens: Keys of the screens (``gui.screens``) on which it exists; empty for all.
    """

    key: str
    text: Callable[[], str]
    shortcuts: tuple[str, ...] = ()
    operator: bool = True
    checkable: bool = False
    icon: str = ""
    repeats: bool = False
    short: Callable[[], str] | None = None
    screens: tuple[str, ...] = ()

    def is_on(self, screen: str) -> bool:
        """Return whether a screen has it."""
        return not self.screens or screen in self.screens


INSPECT = ("inspect",)
REVIEW = ("review",)
LOOKING = (*INSPECT, *REVIEW)
"""Screens that show a pair and take corrections."""
BATCHES = ("batches",)
TRAINING = ("training",)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("screen.inspect", lambda: translate("Actions", "Inspect screen"), ("Ctrl+1",),
               operator=False, checkable=True, icon="inspect",
               short=lambda: translate("Actions", "Inspect")),
    ActionSpec("screen.review", lambda: translate("Actions", "Review screen"), ("Ctrl+2",),
               operator=False, checkable=True, icon="review",
               short=lambda: translate("Actions", "Review")),
    ActionSpec("screen.batches", lambda: translate("Actions", "Batches screen"), ("Ctrl+3",),
               operator=False, checkable=True, icon="batches",
               short=lambda: translate("Actions", "Batches")),
    ActionSpec("screen.training", lambda: translate("Actions", "Training screen"), ("Ctrl+4",),
               operator=False, checkable=True, icon="training",
               short=lambda: translate("Actions", "Training")),
    ActionSpec("screen.plugins", lambda: translate("Actions", "Plugins screen"), ("Ctrl+5",),
               operator=False, checkable=True, icon="plugins",
               short=lambda: translate("Actions", "Plugins")),
    ActionSpec("file.pairs", lambda: translate("Actions", "Open folder of pairs…"), ("Ctrl+O",),
               icon="folder",
               short=lambda: translate("Actions", "Open"), screens=INSPECT),
    ActionSpec("file.pair", lambda: translate("Actions", "Open two pictures…"), ("Ctrl+Shift+O",),
               screens=INSPECT),
    ActionSpec("file.watch", lambda: translate("Actions", "Watch a folder…"), ("Ctrl+W",),
               screens=INSPECT),
    ActionSpec("file.live", lambda: translate("Actions", "Camera or video…"), ("Ctrl+L",),
               icon="camera",
               short=lambda: translate("Actions", "Camera"), screens=INSPECT),
    ActionSpec("file.close", lambda: translate("Actions", "Close source"), screens=INSPECT),
    ActionSpec("file.demo", lambda: translate("Actions", "Open the sample product"),
               screens=INSPECT),
    ActionSpec("review.open", lambda: translate("Actions", "Open a batch…"), ("Ctrl+O",),
               icon="folder", short=lambda: translate("Actions", "Open batch"), screens=REVIEW),
    ActionSpec("review.own", lambda: translate("Actions", "Open this station's journal"),
               ("Ctrl+Shift+O",), screens=REVIEW),
    ActionSpec("review.close", lambda: translate("Actions", "Close what is reviewed"),
               screens=REVIEW),
    ActionSpec("file.quit", lambda: translate("Actions", "Quit"), ("Ctrl+Q",)),
    ActionSpec("recipe.choose", lambda: translate("Actions", "Choose recipe…"), ("Ctrl+R",),
               icon="recipe", screens=INSPECT),
    ActionSpec("recipe.new", lambda: translate("Actions", "New product…"), ("Ctrl+N",),
               operator=False, icon="new", screens=INSPECT),
    ActionSpec("recipe.change", lambda: translate("Actions", "Change product…"), operator=False,
               screens=INSPECT),
    ActionSpec("part.next", lambda: translate("Actions", "Next part"),
               ("Right", "PgDown"), icon="next", repeats=True,
               short=lambda: translate("Actions", "Next"), screens=LOOKING),
    ActionSpec("part.previous", lambda: translate("Actions", "Previous part"),
               ("Left", "PgUp"), icon="previous", repeats=True,
               short=lambda: translate("Actions", "Previous"), screens=LOOKING),
    ActionSpec("part.first", lambda: translate("Actions", "First part"), ("Home",),
               screens=LOOKING),
    ActionSpec("part.last", lambda: translate("Actions", "Last part"), ("End",), screens=LOOKING),
    ActionSpec("part.inspect", lambda: translate("Actions", "Inspect"), ("Space",),
               icon="inspect", screens=INSPECT),
    ActionSpec("part.agree", lambda: translate("Actions", "Agree with the verdict"),
               ("Return", "Enter"), icon="agree", screens=LOOKING),
    ActionSpec("part.ok", lambda: translate("Actions", "Part is OK"), ("F9",), icon="ok",
               screens=LOOKING),
    ActionSpec("part.ng", lambda: translate("Actions", "Part is NG"), ("F10",), icon="ng",
               screens=LOOKING),
    ActionSpec("part.note", lambda: translate("Actions", "Note…"), ("Ctrl+M",), screens=LOOKING),
    ActionSpec("correct.undo", lambda: translate("Actions", "Undo correction"), ("Ctrl+Z",),
               icon="undo", screens=LOOKING),
    ActionSpec("correct.redo", lambda: translate("Actions", "Redo correction"),
               ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo", screens=LOOKING),
    ActionSpec("correct.box", lambda: translate("Actions", "Draw a box around a defect"),
               ("Ctrl+B",), checkable=True, icon="box",
               short=lambda: translate("Actions", "Box"), screens=LOOKING),
    ActionSpec("correct.strike", lambda: translate("Actions", "Strike out the selected finding"),
               ("Del",), screens=LOOKING),
    ActionSpec("correct.deselect", lambda: translate("Actions", "Deselect"), ("Esc",),
               screens=LOOKING),
    ActionSpec("review.same", lambda: translate("Actions", "Same as the last one"), ("F12",),
               icon="same", short=lambda: translate("Actions", "Same"), screens=REVIEW),
    ActionSpec("review.next_open", lambda: translate("Actions", "Next pair not reviewed"),
               ("Ctrl+Right",), repeats=True, screens=REVIEW),
    ActionSpec("review.all_ok", lambda: translate("Actions", "All selected pairs are OK"),
               ("Ctrl+F9",), icon="ok", short=lambda: translate("Actions", "All OK"),
               screens=REVIEW),
    ActionSpec("review.all_ng", lambda: translate("Actions", "All selected pairs are NG"),
               ("Ctrl+F10",), icon="ng", short=lambda: translate("Actions", "All NG"),
               screens=REVIEW),
    ActionSpec("review.all_same",
               lambda: translate("Actions", "All selected pairs: same as the last one"),
               ("Ctrl+F12",), screens=REVIEW),
    ActionSpec("review.export", lambda: translate("Actions", "Export the selection…"),
               ("Ctrl+E",), screens=REVIEW),
    ActionSpec("review.import", lambda: translate("Actions", "Import corrections…"),
               ("Ctrl+I",), screens=REVIEW),
    ActionSpec("review.search", lambda: translate("Actions", "Search in the list"), ("Ctrl+F",),
               screens=REVIEW),
    ActionSpec("review.clear", lambda: translate("Actions", "List everything"),
               ("Ctrl+Shift+F",), screens=REVIEW),
    ActionSpec("review.again", lambda: translate("Actions", "Make the list anew"), ("Ctrl+R",),
               screens=REVIEW),
    ActionSpec("review.columns", lambda: translate("Actions", "Columns of the list…"),
               screens=REVIEW),
    ActionSpec("view.fit", lambda: translate("Actions", "Fit pictures"), ("Ctrl+0",), icon="fit",
               short=lambda: translate("Actions", "Fit"), screens=LOOKING),
    ActionSpec("view.zoom_in", lambda: translate("Actions", "Zoom in"), ("Ctrl++", "Ctrl+="),
               repeats=True, screens=LOOKING),
    ActionSpec("view.zoom_out", lambda: translate("Actions", "Zoom out"), ("Ctrl+-",),
               repeats=True, screens=LOOKING),
    ActionSpec("view.blink", lambda: translate("Actions", "Blink reference and test"), ("F5",),
               checkable=True, icon="blink",
               short=lambda: translate("Actions", "Blink"), screens=LOOKING),
    ActionSpec("view.difference", lambda: translate("Actions", "Show difference"), ("F6",),
               checkable=True, icon="difference",
               short=lambda: translate("Actions", "Difference"), screens=LOOKING),
    ActionSpec("view.grid", lambda: translate("Actions", "Show grid"), ("F7",), checkable=True,
               icon="grid", screens=LOOKING),
    ActionSpec("view.stacked", lambda: translate("Actions", "Pictures above each other"), ("F8",),
               checkable=True, screens=LOOKING),
    ActionSpec("view.full_screen", lambda: translate("Actions", "Full screen"), ("F11",),
               checkable=True),
    ActionSpec("view.operator", lambda: translate("Actions", "Operator mode"), ("Ctrl+Shift+M",),
               checkable=True),
    ActionSpec("view.log", lambda: translate("Actions", "Log"), ("Ctrl+J",), operator=False,
               checkable=True),
    ActionSpec("batch.new", lambda: translate("Actions", "New batch…"), ("Ctrl+N",),
               operator=False, icon="new", screens=BATCHES),
    ActionSpec("batch.open", lambda: translate("Actions", "Review the batch"),
               ("Return", "Enter"), operator=False, icon="review", screens=BATCHES),
    ActionSpec("batch.pause", lambda: translate("Actions", "Pause, or go on"), ("Space",),
               operator=False, icon="pause", screens=BATCHES),
    ActionSpec("batch.cancel", lambda: translate("Actions", "Cancel the batch"),
               ("Ctrl+Backspace",), operator=False, screens=BATCHES),
    ActionSpec("batch.sooner", lambda: translate("Actions", "Run it sooner"), ("Alt+Up",),
               operator=False, screens=BATCHES),
    ActionSpec("batch.later", lambda: translate("Actions", "Run it later"), ("Alt+Down",),
               operator=False, screens=BATCHES),
    ActionSpec("batch.hold", lambda: translate("Actions", "Hold the queue, or release it"),
               ("Ctrl+H",), operator=False, icon="hold", screens=BATCHES,
               short=lambda: translate("Actions", "Hold, release")),
    ActionSpec("batch.report", lambda: translate("Actions", "Save the report…"), ("Ctrl+S",),
               operator=False, icon="report", screens=BATCHES),
    ActionSpec("batch.folder", lambda: translate("Actions", "Show the results' folder"),
               operator=False, screens=BATCHES),
    ActionSpec("batch.log", lambda: translate("Actions", "Show what it printed"),
               operator=False, screens=BATCHES),
    ActionSpec("batch.delete", lambda: translate("Actions", "Delete the batch…"), ("Del",),
               operator=False, icon="delete", screens=BATCHES),
    ActionSpec("training.start", lambda: translate("Actions", "Train"),
               ("Ctrl+Return", "Ctrl+Enter"), operator=False, screens=TRAINING),
    ActionSpec("training.go_on", lambda: translate("Actions", "Go on with the training"),
               ("Ctrl+G",), operator=False, screens=TRAINING),
    ActionSpec("training.stop", lambda: translate("Actions", "Stop the training"),
               ("Ctrl+Backspace",), operator=False, screens=TRAINING),
    ActionSpec("training.use", lambda: translate("Actions", "Use the trained model"),
               ("Ctrl+U",), operator=False, screens=TRAINING),
    ActionSpec("training.report", lambda: translate("Actions", "Open the training's report"),
               ("Ctrl+E",), operator=False, icon="report", screens=TRAINING),
    ActionSpec("shift.sign_on", lambda: translate("Actions", "Sign on…"), ("F3",),
               icon="operator"),
    ActionSpec("shift.serial", lambda: translate("Actions", "Type a serial number"), ("F4",),
               screens=INSPECT),
    ActionSpec("shift.new", lambda: translate("Actions", "Begin a new shift…"), ("Ctrl+F3",),
               screens=INSPECT),
    ActionSpec("help.palette", lambda: translate("Actions", "Find an action…"),
               ("Ctrl+K", "Ctrl+Shift+P"), icon="search",
               short=lambda: translate("Actions", "Find")),
    ActionSpec("help.shortcuts", lambda: translate("Actions", "Keyboard shortcuts"), ("F1",)),
    ActionSpec("help.settings", lambda: translate("Actions", "Settings…"), ("Ctrl+,",),
               operator=False, icon="settings"),
    ActionSpec("help.about", lambda: translate("Actions", "About QEU Station")),
)  # fmt: skip

SEPARATOR = "-"

MENUS: Mapping[Callable[[], str], tuple[str, ...]] = {
    lambda: translate("Actions", "File"): (
        "file.pairs", "file.pair", "file.watch", "file.live", "file.close",
        "review.open", "review.own", "review.close", SEPARATOR,
        "review.export", "review.import", SEPARATOR,
        "recipe.choose", "recipe.new", "recipe.change", "file.demo", SEPARATOR, "file.quit",
    ),
    lambda: translate("Actions", "Part"): (
        "part.inspect", "part.agree", "part.ok", "part.ng", SEPARATOR,
        "part.next", "part.previous", "part.first", "part.last",
    ),
    lambda: translate("Actions", "List"): (
        "review.search", "review.clear", "review.again", "review.next_open",
        "review.columns",
    ),
    lambda: translate("Actions", "Correct"): (
        "correct.undo", "correct.redo", SEPARATOR,
        "review.same", "review.all_ok", "review.all_ng", "review.all_same", SEPARATOR,
        "correct.box", "correct.strike", "correct.deselect", "part.note",
    ),
    lambda: translate("Actions", "Batch"): (
        "batch.new", "batch.open", "batch.report", "batch.folder", "batch.log", SEPARATOR,
        "batch.pause", "batch.cancel", "batch.sooner", "batch.later", "batch.hold", SEPARATOR,
        "batch.delete",
    ),
    lambda: translate("Actions", "Training"): (
        "training.start", "training.go_on", "training.stop", SEPARATOR,
        "training.use", "training.report",
    ),
    lambda: translate("Actions", "View"): (
        "screen.inspect", "screen.review", "screen.batches", "screen.training", "screen.plugins",
        SEPARATOR,
        "view.fit", "view.zoom_in", "view.zoom_out", SEPARATOR,
        "view.blink", "view.difference", "view.grid", "view.stacked", SEPARATOR,
        "view.full_screen", "view.operator", "view.log",
    ),
    lambda: translate("Actions", "Shift"): ("shift.sign_on", "shift.serial", "shift.new"),
    lambda: translate("Actions", "Help"): (
        "help.palette", "help.shortcuts", "help.settings", "help.about",
    ),
}  # fmt: skip

TOOLBAR: tuple[str, ...] = (
    "file.pairs", "file.live", "review.open", SEPARATOR,
    "part.previous", "part.next", "part.inspect", SEPARATOR,
    "review.same", "review.all_ok", "review.all_ng", SEPARATOR,
    "correct.box", "view.blink", "view.difference", SEPARATOR,
    "batch.new", "batch.hold",
)  # fmt: skip


def action(key: str) -> ActionSpec:
    """Return an action by its key.

    Raises:
        KeyError: There is none; the message names the nearest.
    """
    known = {spec.key: spec for spec in ACTIONS}
    if key not in known:
        raise KeyError(f'There is no action "{key}".{did_you_mean(key, known)}')
    return known[key]
