"""Sentences from below the window, in the language of the window.

What judges and records knows nothing of languages and speaks English. The sentences that operators
meet most are known here by their form; any other stays as it is.
"""

from __future__ import annotations

import re
import string
from functools import lru_cache

from qeu_station.gui import words
from qeu_station.gui.presenters.sentences_import import IMPORT
from qeu_station.gui.presenters.sentences_plugins import PLUGINS
from qeu_station.gui.presenters.sentences_window import WINDOW
from qeu_station.gui.words import mark

_NESTED = {"reason"}
"""Places that hold a sentence themselves."""

_ONE_WORD = {"cell", "inspector"}

_CHECKS = (
    mark("Sentences", "the test image seems to show another product: similarity {value}, at least "
         "{limit} is needed. Check the part, the recipe and the reference."),
    mark("Sentences", "the test image is blurred: sharpness {value} of the reference's, at least "
         "{limit} is needed. Check focus, vibration and exposure time."),
    mark("Sentences", "the test image is darker than the reference by {value} of the full range, "
         "at most {limit} is allowed. Check light and exposure time."),
    mark("Sentences", "the test image is brighter than the reference by {value} of the full "
         "range, at most {limit} is allowed. Check light and exposure time."),
    mark("Sentences", "{value} more of the test image than of the reference is pure black or "
         "white, at most {limit} is allowed. Check light and exposure time."),
    mark("Sentences", "the aligned test image covers only {value} of the cell ({limit} needed)"),
)  # fmt: skip

_REGISTRATION = (
    mark("Sentences", "cannot register: {reason}; the test image is {size} pixels, the reference "
         "{needed}. Check the part's place, or [registration] in recipe.toml."),
    mark("Sentences", "cannot register: {reason}. Check the part's place, or [registration] in "
         "recipe.toml."),
    mark("Sentences", "cannot register: {reason}"),
    mark("Sentences", "test and reference agree too little (correlation {value}, at least {limit} "
         "is needed)"),
    mark("Sentences", "remaining misalignment {value} px exceeds max_residual {limit} px"),
    mark("Sentences", "the part is shifted by {value} px; max_shift is {limit} px"),
    mark("Sentences", "the part is turned by {value} degrees; max_rotation is {limit} degrees"),
    mark("Sentences", "the part is shifted by {value} px along a direction in which the picture "
         "looks the same elsewhere too"),
    mark("Sentences", "the test image is {size} pixels; at least {needed} are needed."),
    mark("Sentences", "the reference is {size} pixels; at least {needed} are needed."),
    mark("Sentences", "the test image shows nothing (contrast {value} grey levels; at least "
         "{limit} is needed). Check light, lens cover and camera."),
    mark("Sentences", "the reference shows nothing (contrast {value} grey levels; at least "
         "{limit} is needed). Check light, lens cover and camera."),
)  # fmt: skip

_FAULTS = (
    mark("Sentences", "did not answer within {seconds} s and was ended"),
    mark("Sentences", "used {size} MiB of memory, {limit} are allowed, and was ended"),
    mark("Sentences", "closed its channel to the station and was ended"),
    mark("Sentences", "ended its process with exit code {code}"),
    mark(
        "Sentences", "died with signal {number} ({name}; the system does so when memory runs out)"
    ),
    mark("Sentences", "died with signal {number} ({name})"),
    mark("Sentences", "died with an access violation ({code})"),
    mark("Sentences", "raised {error}"),
    mark("Sentences", "called sys.exit({code})"),
    mark("Sentences", "cannot be used: {error}"),
    mark("Sentences", "gave an answer that breaks the contract: {error}"),
    mark("Sentences", "gave no opinion: {error}"),
    mark("Sentences", "had not answered when the verdict was due"),
    mark("Sentences", "is still at work; what it says is added when it comes"),
    mark("Sentences", "is still busy with {name}"),
    mark("Sentences", "did not answer within {seconds} s"),
    mark("Sentences", "was stopped before it had answered"),
    mark("Sentences", "has not been started"),
    mark("Sentences", "was restarted"),
    mark("Sentences", "was suspended by a person"),
    mark("Sentences", "could not start: it {reason}"),
    mark("Sentences", "was not ready again in time, after it {reason}"),
    mark("Sentences", "is suspended after repeated failures; the last: it {reason}"),
    mark("Sentences", "is in no plugin that may be used {error}"),
    mark("Sentences", "cannot judge: {reason}"),
)

_JUDGEMENT = (
    mark("Sentences", "no gating inspector judges cell {cell}"),
    mark("Sentences", "no gating inspector judges this part"),
    mark("Sentences", "a region in cell {cell} has no probabilities"),
    mark("Sentences", "{inspector} (advisory) says FAIL"),
    mark("Sentences", "Strongest change in {cell}: {value}, its limit is {limit}."),
    mark("Sentences", "Least sure of {cell}: {name} with probability {value}."),
    mark("Sentences", "Likeliest defect: {name} with probability {value}."),
    mark("Sentences", "Warning: runs on {device}, the recipe asks for {name} first. {reason}"),
    mark("Sentences", "Warning: runs on {device}, the recipe asks for {name} first."),
    mark("Sentences", "Warning: the model gives the same answer whatever it is shown. {reason}"),
    mark("Sentences", "Warning: the model gives the same answer whatever it is shown."),
)

_PICTURES = (
    mark("Sentences", 'Picture "{path}" does not exist. Check the path.'),
    mark("Sentences", 'Picture "{path}" is damaged: {error}. Copy or export it again.'),
    mark("Sentences", 'Picture "{path}" cannot be read: {error}.'),
    mark("Sentences", "{name} is {size} pixels but the reference is {needed}; both must have the "
         "same size. Take them with the same camera setting, or use another reference."),
    mark("Sentences", 'Pair "{name}" has no reference picture; give one.'),
    mark("Sentences", "No recipe is in use; choose one first."),
)  # fmt: skip

_STORAGE = (
    mark("Sentences", "Cannot {doing}: {error}. Nothing was changed; check free space and write "
         "permission there, then try again."),
    mark("Sentences", "{path} changed while it was judged; nothing was recorded. Judge it again."),
    mark("Sentences", 'Journal "{place}": {error}. Another program holds it; close that program '
         "and try again."),
    mark("Sentences", 'Journal "{place}": {error}. The disk is full; nothing can be '
         "recorded until there is space."),
    mark("Sentences", 'Journal "{place}": {error}. It may not be written; check the permissions '
         "of file and folder."),
    mark("Sentences", 'Journal "{place}": {error}. Check that the folder exists and may be '
         "written."),
    mark("Sentences", 'Journal "{place}": {error}. The disk is full or failing; nothing was '
         "recorded."),
    mark("Sentences", 'Journal "{place}": {error}. It is damaged. Keep it, and restore it from a '
         "backup."),
    mark("Sentences", 'Journal "{place}": {error}. It is damaged or another kind of file; restore '
         "a backup."),
    mark("Sentences", 'Journal "{place}" was moved, removed or replaced while it is in use; '
         "nothing was recorded. Put it back, or close the station and open it again."),
    mark("Sentences", 'Journal "{place}" cannot be used: {error}.'),
)  # fmt: skip

_SOURCES = (
    mark("Sentences", 'Camera "{place}" cannot be opened (tried through {name}). Check that it is '
         "plugged in, that no other program uses it, and that this user may."),
    mark("Sentences", 'Camera "{place}" gives no more pictures. Check its cable and power.'),
    mark("Sentences", 'Stream "{place}" cannot be opened (tried for {seconds} s). Check the '
         "address, user and password, and that the camera can be reached from this machine."),
    mark("Sentences", 'Stream "{place}" gives no more pictures. Check the camera and the network.'),
    mark("Sentences", "{name} gave no first picture within {seconds} s."),
    mark("Sentences", "{name} gave no picture for {seconds} s."),
    mark("Sentences", "{name} has ended: there are no more pictures."),
    mark("Sentences", '"{name}" in the watched folder waits and is not judged ({count} more wait): '
         "{reason}"),
    mark("Sentences", '"{name}" in the watched folder waits and is not judged: {reason}'),
    mark("Sentences", "It is still being written."),
    mark("Sentences", "Its reference picture is not there yet."),
    mark("Sentences", 'Part "{name}" was taken already, from "{path}". Give it another name.'),
    mark("Sentences", '{reason} It is watched again as soon as it is back; check the folder, or '
         "the network it lies on."),
    mark("Sentences", '"{path}" is no folder. Choose the folder that pictures arrive in.'),
    mark("Sentences", '"{place}" is no address of a stream; it begins like rtsp:// or http://.'),
    mark("Sentences", 'There is no picture in "{path}" (looked for {names}).'),
    mark("Sentences", 'There is no pair in "{path}": {count} pictures, none named NAME_test.* '
         "(with its reference NAME_temp.* or NAME_ref.*)."),
    mark("Sentences", "{count} of {size} test pictures have no reference beside them (NAME_temp.* "
         "or NAME_ref.*): {names}."),
    mark("Sentences", '"{path}" does not exist; give a folder with pairs or a CSV file.'),
    mark("Sentences", 'Folder "{path}" cannot be read: {error}.'),
    mark("Sentences", "{path} lists no pair."),
    mark("Sentences", '"{name}" cannot be opened: it is no folder, no CSV of pairs and no picture '
         "of a known kind (PNG, JPEG, TIFF, BMP, WebP)."),
    mark("Sentences", '"{path}" is not UTF-8 text: {error}. Save it as UTF-8.'),
    mark("Sentences", '{path}: column "{name}" is not known. Columns: {names}.'),
    mark("Sentences", "{path}: column {name} is missing; the first line must name the columns "
         "(needed: {needed}; also allowed: {names})."),
    mark("Sentences", "{path}, line {number}: reference is empty; the recipe takes it from the "
         "pair."),
    mark("Sentences", 'There are no pictures in "{path}".'),
    mark("Sentences", 'Video "{path}" does not exist. Check the path.'),
    mark("Sentences", 'Folder "{path}" does not exist. Check the path.'),
    mark("Sentences", "No camera, address or file is named. Enter where the pictures are."),
)  # fmt: skip

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

_AROUND = (
    mark("Sentences", "inspector {inspector} {reason}"),
    mark("Sentences", "{cell}: {reason}"),
)
"""What only leads to another sentence; tried last, for it fits almost anything."""

TEMPLATES = (
    _CHECKS
    + _REGISTRATION
    + _FAULTS
    + _JUDGEMENT
    + _PICTURES
    + _STORAGE
    + _SOURCES
    + _TEACHING
    + _BATCHES
    + _REVIEW
    + IMPORT
    + PLUGINS
    + _AROUND
)
"""Forms of the sentences that are known, with places for what changes."""


def sentence(text: str) -> str:
    """Return a sentence in the language of the window; as it stands when its form is not known."""
    template, values = parsed(text)
    if not template:
        return text
    for name in _NESTED & values.keys():
        values[name] = sentence(values[name])
    return words.translate_marked("Sentences", WINDOW.get(template, template)).format(**values)


def parsed(text: str) -> tuple[str, dict[str, str]]:
    """Return the template that a sentence fits with what stands in its places, or nothing."""
    template = form_of(text)
    found = _patterns()[template].fullmatch(text) if template else None
    return ("", {}) if found is None else (template, found.groupdict())


@lru_cache(maxsize=1024)
def form_of(text: str) -> str:
    """Return the first template that a sentence fits, or an empty string."""
    return next((form for form, known in _patterns().items() if known.fullmatch(text)), "")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    known = (*WINDOW, *TEMPLATES)
    return {template: re.compile(_pattern(template), re.DOTALL) for template in known}


def _pattern(template: str) -> str:
    places = ((name, r"\S+?" if name in _ONE_WORD else ".+?") for name in _names(template))
    pattern = re.escape(template)
    for name, what in places:
        pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>{what})")
    return pattern


def _names(template: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]
