"""Sentences of judging: checks of the pair, registration, inspectors, the pool, pictures."""

from __future__ import annotations

from qeu_station.gui.words import mark

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
    mark("Sentences", "gave no opinion: {reason}"),
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

JUDGING = _CHECKS + _REGISTRATION + _FAULTS + _JUDGEMENT + _PICTURES
