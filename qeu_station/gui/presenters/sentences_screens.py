"""Sentences of what is taught, ordered and reviewed."""

from __future__ import annotations

from qeu_station.gui.words import mark

_TEACHING = (
    mark("Sentences", "Recipe name {name} cannot be a folder name on every system; use at most "
         '100 characters without / \\ @ : * ? " < > |, no blank or full stop at the end, and no '
         "device name such as CON or NUL."),
    mark("Sentences", 'A product "{name}" exists already. Choose another name.'),
    mark("Sentences", 'Class name "{name}" cannot be used; give a lower-case name without blanks '
         'around it, other than "ignore".'),
    mark("Sentences", 'Cell "{cell}" is not on this grid (rows {rows}; columns {columns}). Did '
         'you mean "{name}"?'),
    mark("Sentences", 'Cell "{cell}" is not on this grid (rows {rows}; columns {columns}).'),
    mark("Sentences", "Every cell of the grid is unused; leave at least one cell to judge."),
    mark("Sentences", 'Address "{cell}" names {count} cells; choose row and column labels that '
         "stay different when written together."),
    mark("Sentences", '"{path}" is a file, where the folder of this product would be. Move the '
         "file away, or choose another name."),
    mark("Sentences", 'Inspector "{inspector}" could not learn: {reason} Parts left out: {count} '
         "of {size}, such as {name} ({error})."),
    mark("Sentences", 'Inspector "{inspector}" could not learn: {reason}'),
    mark("Sentences", "Limits need at least {limit} good parts, got {count}; add pictures of "
         "passed products and learn again."),
)  # fmt: skip

_BATCHES = (
    mark("Sentences", 'Another batch in the queue has the output folder "{path}". Choose another.'),
    mark("Sentences", 'The output folder "{path}" lies in the folder of the pairs, where its '
         "pictures would be taken for parts. Choose one beside it."),
    mark("Sentences", 'The output folder "{path}" cannot be used: {error}.'),
    mark("Sentences", 'The output folder "{path}" holds other files, such as {names}. Choose a '
         "new or an empty folder."),
    mark("Sentences", 'The output folder "{path}" cannot be made: "{place}" may not be written.'),
    mark("Sentences", "Pairs with an empty or missing picture: {count} ({names}). They become "
         "REVIEW."),
    mark("Sentences", "The copies of the pictures need {size} GB, and {limit} GB are free in "
         '"{place}". Choose another folder, or judge without copies.'),
    mark("Sentences", "{count} lanes on {number} cores judge no faster than {limit}."),
    mark("Sentences", 'The pairs in "{path}" are gone: the folder was moved or deleted, or its '
         "disk or network is away. What was judged is kept; go on when it is back."),
    mark("Sentences", "The process of this batch {reason}."),
    mark("Sentences", 'Batch "{name}" is running. Cancel it first, then delete it.'),
    mark("Sentences", 'Another window runs the queue of batches of "{place}"; only one may. Go on '
         "there, or close it and try again."),
    mark("Sentences", 'Batch "{name}" has judged nothing yet; there is nothing to report.'),
)  # fmt: skip

_REVIEW = (
    mark("Sentences", 'Journal "{place}" was moved, removed or replaced since it was opened; what '
         "is shown is what it held then. Put it back, or open it again."),
    mark("Sentences", 'Journal "{place}" was written by an older version and is shown from a '
         "copy, so that nothing can be recorded in it. Judge the pairs again with this version to "
         "correct them; Ctrl+Z takes back what was said here."),
    mark("Sentences", "An older version wrote this journal; a copy of it is shown as it was when "
         "it was opened. Nothing can be recorded in it; judge the pairs again with this version "
         "to correct them."),
    mark("Sentences", 'Journal "{place}" has schema {number}, and this version knows {limit}: a '
         "newer station wrote it. Install that version, or use another journal."),
    mark("Sentences", 'Journal "{place}" is being written now: its batch still runs, or another '
         "window or command has it open. Nothing can be recorded until the batch ends or the "
         "other is closed."),
    mark("Sentences", "{path} cannot be found. Check the path, and that its drive is connected."),
    mark("Sentences", "There is no journal at {path}. Give a batch's output folder."),
    mark("Sentences", "{name} spoke of this pair meanwhile ({value}). Your word was not recorded: "
         "Enter records it all the same, Ctrl+Z takes it back."),
    mark("Sentences", '"{path}" is there already, and an export overwrites nothing; name a folder '
         "that does not exist."),
    mark("Sentences", "Nothing is selected, so there is nothing to export."),
    mark("Sentences", "None of the selection can be shown; there is no report."),
    mark("Sentences", '"{path}" is not the picture that was judged; it was changed since.'),
    mark("Sentences", "The test image could not be laid onto the reference."),
    mark("Sentences", "Nobody said what is true of it: confirm or correct it first."),
    mark("Sentences", "It was called NG, but nobody said in which cell."),
)  # fmt: skip

SCREENS = _TEACHING + _BATCHES + _REVIEW
