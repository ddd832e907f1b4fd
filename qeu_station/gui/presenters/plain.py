"""What a sentence from below means to who stands at the line: no figures, no names of settings.

The sentence itself is for who mends it, and stays in reach.
"""

from __future__ import annotations

from collections.abc import Iterable

from qeu_station.gui import words
from qeu_station.gui.presenters.sentences import parsed, sentence
from qeu_station.gui.words import mark

_MEANS = {
    "the test image seems to show another product: similarity {value}, at least {limit} is needed. "
    "Check the part, the recipe and the reference.":
        mark("Plain", "The picture seems to show another product. Check the part and the recipe."),
    "the test image is blurred: sharpness {value} of the reference's, at least {limit} is needed. "
    "Check focus, vibration and exposure time.":
        mark("Plain", "The picture is blurred. Check focus, vibration and exposure time."),
    "the test image is darker than the reference by {value} of the full range, at most {limit} is "
    "allowed. Check light and exposure time.":
        mark("Plain", "The picture is too dark. Check light and exposure time."),
    "the test image is brighter than the reference by {value} of the full range, at most {limit} "
    "is allowed. Check light and exposure time.":
        mark("Plain", "The picture is too bright. Check light and exposure time."),
    "{value} more of the test image than of the reference is pure black or white, at most {limit} "
    "is allowed. Check light and exposure time.":
        mark("Plain", "Too much of the picture is black or white. Check light and exposure time."),
    "the aligned test image covers only {value} of the cell ({limit} needed)":
        mark("Plain", "Not all of the cell is in the picture. Check the part's place."),
    "test and reference agree too little (correlation {value}, at least {limit} is needed)":
        mark("Plain", "The picture does not match the reference. Check the part and its place."),
    "remaining misalignment {value} px exceeds max_residual {limit} px":
        mark("Plain", "The part does not lie as on the reference. Check its place."),
    "the part is shifted by {value} px; max_shift is {limit} px":
        mark("Plain", "The part is shifted too far. Check its place."),
    "the part is turned by {value} degrees; max_rotation is {limit} degrees":
        mark("Plain", "The part is turned too far. Check its place."),
    "the part is shifted by {value} px along a direction in which the picture looks the same "
    "elsewhere too":
        mark("Plain", "The part's place cannot be told from the picture. Check its place."),
    "the test image is {size} pixels; at least {needed} are needed.":
        mark("Plain", "The picture is too small. Check the camera."),
    "the reference is {size} pixels; at least {needed} are needed.":
        mark("Plain", "The reference is too small. The recipe needs another."),
    "the test image shows nothing (contrast {value} grey levels; at least {limit} is needed). "
    "Check light, lens cover and camera.":
        mark("Plain", "The picture shows nothing. Check light, lens cover and camera."),
    "the reference shows nothing (contrast {value} grey levels; at least {limit} is needed). "
    "Check light, lens cover and camera.":
        mark("Plain", "The reference shows nothing. The recipe needs another."),
    "{name} is {size} pixels but the reference is {needed}; both must have the same size. Take "
    "them with the same camera setting, or use another reference.":
        mark("Plain", "Picture and reference differ in size. Take both with the same camera."),
    'Picture "{path}" does not exist. Check the path.':
        mark("Plain", "The picture is not there any more."),
    'Picture "{path}" is damaged: {error}. Copy or export it again.':
        mark("Plain", "The picture is damaged. Copy or export it again."),
    'Picture "{path}" cannot be read: {error}.':
        mark("Plain", "The picture cannot be read."),
    "inspector {inspector} {reason}":
        mark("Plain", "Inspector {inspector} gave no opinion."),
    "no gating inspector judges cell {cell}":
        mark("Plain", "No inspector judged cell {cell}."),
    "no gating inspector judges this part":
        mark("Plain", "No inspector judged this part."),
    "a region in cell {cell} has no probabilities":
        mark("Plain", "Cell {cell} was not judged in full."),
    "{inspector} (advisory) says FAIL":
        mark("Plain", "Inspector {inspector} advises FAIL."),
}  # fmt: skip
"""By the form the sentence has in ``sentences``."""

_NOT_LAID = "cannot register: {reason}"
_OF_A_CELL = "{cell}: {reason}"


def plain(text: str) -> str:
    """Return what a sentence means, ended as a sentence; one of an unknown form as it stands."""
    form, values = parsed(text)
    if form in _MEANS:
        return words.translate("Plain", _MEANS[form]).format(**values)
    if form.startswith(_NOT_LAID):
        return plain(values["reason"])
    if form == _OF_A_CELL:
        return f"{values['cell']}: {plain(values['reason'])}"
    return ended(sentence(text))


def plainly(texts: Iterable[str]) -> str:
    """Return what sentences mean, one after the other, each meaning once."""
    return " ".join(dict.fromkeys(map(plain, texts)))


def exactly(texts: Iterable[str]) -> str:
    """Return the sentences themselves, a line each; empty where they mean just what they say."""
    told = list(texts)
    if all(plain(text) == ended(sentence(text)) for text in told):
        return ""
    return "\n".join(ended(sentence(text)) for text in told)


def ended(text: str) -> str:
    """Return a text with a full stop, unless it has an end."""
    return text if not text or text.endswith((".", "!", "?", "。")) else f"{text}."
