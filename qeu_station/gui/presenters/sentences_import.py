"""Why a line of a file of corrections cannot be imported, with places for what changes."""

from __future__ import annotations

from qeu_station.gui.words import mark

IMPORT = (
    mark("Sentences", "It names no inspection; one of {names} is needed."),
    mark("Sentences", '"{name}" is not in the journal "{place}".'),
    mark("Sentences", '"{name}" is pair "{pair}" with serial "{serial}", not pair "{other}" with '
         'serial "{needed}".'),
    mark("Sentences", 'Serial "{serial}" has {count} pairs ({names}); say which in column pair.'),
    mark("Sentences", 'Part class "{name}" is not known. Did you mean "{needed}"? Allowed: '
         "{names}."),
    mark("Sentences", 'Part class "{name}" is not known. Allowed: {names}.'),
    mark("Sentences", 'Cell "{name}" is not known. Did you mean "{needed}"? Allowed: {names}.'),
    mark("Sentences", 'Cell "{name}" is not known. Allowed: {names}.'),
    mark("Sentences", 'Class "{name}" is not known. Did you mean "{needed}"? Allowed: {names}.'),
    mark("Sentences", 'Class "{name}" is not known. Allowed: {names}.'),
    mark("Sentences", 'Region "{name}" is not known. Did you mean "{needed}"? Allowed: {names}.'),
    mark("Sentences", 'Region "{name}" is not known. Allowed: {names}.'),
    mark("Sentences", "Cell {cell} has no label."),
    mark("Sentences", "The box has no label."),
    mark("Sentences", 'Label "{name}" belongs to no cell and no box.'),
    mark("Sentences", "It names a cell and a box; give each a line of its own."),
    mark("Sentences", "Box {value} is empty; x1 < x2 and y1 < y2 are needed."),
    mark("Sentences", "Box {value} cannot be checked; the test image was never read."),
    mark("Sentences", "Box {value} is not within the test image; x from 0 to {width} and y from "
         "0 to {height} are allowed."),
    mark("Sentences", 'at is "{value}"; a time such as 2026-02-03T10:00:00+09:00 (ISO 8601) is '
         "needed."),
    mark("Sentences", 'at is "{value}", which is in the future. Check the date and the time '
         "zone."),
    mark("Sentences", '{name} is "{value}"; a number is needed.'),
    mark("Sentences", '{cell} is said to be "{name}" here and "{other}" in line {number}.'),
    mark("Sentences", '{cell} is said to be "{name}" here and "{other}" in the same line.'),
    mark("Sentences", '{name} is said to be "{value}" here and {place} to be "{other}" in line '
         "{number}."),
    mark("Sentences", '{name} is said to be "{value}" here and {place} to be "{other}" in the '
         "same line."),
    mark("Sentences", "{name} corrected inspection {id} while the import was looked at ({count} "
         "corrections in all). Nothing was written. Look at the conflicts again."),
)  # fmt: skip
