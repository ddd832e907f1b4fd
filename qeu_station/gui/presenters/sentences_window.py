"""Sentences whose advice is for the command line, with what helps somebody at the window.

What records or refuses does not know who asks; it names the command that an engineer would give.
"""

from __future__ import annotations

from qeu_station.gui.words import mark

WINDOW = {
    'Another program is writing the journal "{place}" of station "{station}"; only one may. Close '
    "it, or give another output folder.": mark(
        "Sentences",
        'Another program is writing the journal "{place}" of station "{station}"; only one may. '
        "Close it, then try again.",
    ),
    "A recorded {name} cannot be read ({error}); qeu-station journal verify says which entries "
    "were changed.": mark(
        "Sentences",
        "What was recorded cannot be read ({error}): the journal was changed or is damaged. "
        "Restore it from a backup, or ask who looks after the station.",
    ),
    'Journal "{place}" is damaged, a value has no meaning: {error}. qeu-station journal verify '
    "says which entries were changed.": mark(
        "Sentences",
        'Journal "{place}" is damaged, a value has no meaning: {error}. Restore it from a backup, '
        "or ask who looks after the station.",
    ),
    'There is no {kind} "{name}" (installed: {names}).{reason} Check the name, or install the '
    "plugin; qeu-station plugins list shows all.": mark(
        "Sentences",
        'There is no {kind} "{name}" (installed: {names}).{reason} Check the name, or install the '
        "plugin; the Plugins screen (Ctrl+5) shows all.",
    ),
    'There is no {kind} "{name}" (installed: {names}). Check the name, or install the plugin; '
    "qeu-station plugins list shows all.": mark(
        "Sentences",
        'There is no {kind} "{name}" (installed: {names}). Check the name, or install the plugin; '
        "the Plugins screen (Ctrl+5) shows all.",
    ),
    "An import needs the name of who imports; give --operator or sign on.": mark(
        "Sentences", "An import needs the name of who imports: sign on first (F3)."
    ),
    "{path} was made with recipe {name} version {number} over {count} pairs; this is {value} "
    "version {limit} over {size} pairs. Resume with the same recipe and pairs, or choose another "
    "--out folder.": mark(
        "Sentences",
        "{path} was made with recipe {name} version {number} over {count} pairs; this is {value} "
        "version {limit} over {size} pairs. Choose the same recipe and pairs, or another folder "
        "for the results.",
    ),
    "{path} already holds a batch. Give --resume to go on with it, or another --out folder.": mark(
        "Sentences",
        "{path} already holds a batch. Go on with it in the queue, or choose another folder for "
        "the results.",
    ),
    "There are no pairs to judge. Check --pairs.": mark(
        "Sentences", "There are no pairs to judge. Check the folder or the list of pairs."
    ),
}
"""What the window says, by the form of what was said."""
