"""What models that speak say of a part, and why they say nothing, by their form."""

from __future__ import annotations

from qeu_station.gui.words import mark

MODELS = (
    mark("Sentences", "Passes, with probability {value}."),
    mark("Sentences", "The model's answer cannot be read: {reason}."),
    mark("Sentences", "The model's answer did not come to its end."),
    mark("Sentences", "The model does not want to answer as it is asked: only {value} of its "
         "probability lies on answers."),
    mark("Sentences", "The model did not end its answer within {seconds} s."),
    mark("Sentences", "The model's figures are no finite numbers; its weights are damaged, or its "
         "dtype is too small."),
    mark("Sentences", "The answer was cancelled."),
    mark("Sentences", "The memory was not enough for an answer; show less with longest_side or "
         "crops, or use a smaller model."),
    mark("Sentences", "The pictures and the question are {count} tokens, the model takes {needed}, "
         "the answer included; show less with longest_side or crops."),
    mark("Sentences", '"{name}" is neither "pass" nor a cell with its defect'),
    mark("Sentences", '"{name}" is no cell of the grid'),
    mark("Sentences", '"{name}" is no name of a defect ({names})'),
    mark("Sentences", "cell {cell} is named twice"),
)  # fmt: skip
