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
    'Nobody has corrected an inspection with recipe "{name}" in journal "{place}". Correct some '
    "with qeu-station correct, or give --truth.": mark(
        "Sentences",
        'Nobody has corrected an inspection with recipe "{name}" in journal "{place}". Correct '
        "some on the Review screen, or say what is known of the parts as truth.",
    ),
    "This station has no journal yet ({place}), so that nobody has corrected anything in it. Judge "
    "parts and correct them, or give --records.": mark(
        "Sentences",
        "This station has no journal yet ({place}), so that nobody has corrected anything in it. "
        "Judge parts and correct them, or learn from a folder or a list.",
    ),
    "{place} brings no truth of its pairs; give it with --truth.": mark(
        "Sentences", "{place} brings no truth of its pairs; enter where it is as truth."
    ),
    "Nothing is known of the pairs in {place}; give --truth.": mark(
        "Sentences", "Nothing is known of the pairs in {place}; enter where it is said as truth."
    ),
    "{place} holds neither boxes.csv nor cells.csv; give --truth.": mark(
        "Sentences", "{place} holds neither boxes.csv nor cells.csv; enter another place as truth."
    ),
    "NOT PUT TO USE: {reason}. No version of recipe {name} was saved; the model is kept in {path}. "
    "Train on more records, or use it all the same: the same command with --use-anyway.": mark(
        "Sentences",
        "NOT PUT TO USE: {reason}. No version of recipe {name} was saved; the model is kept in "
        "{path}. Train on more records, or use it all the same with the button below.",
    ),
    "There is nothing to resume: {reason} Leave --resume out to train anew.": mark(
        "Sentences", "It cannot go on: {reason} Train anew."
    ),
    "There is nothing to resume: {reason}. Leave --resume out.": mark(
        "Sentences", "It cannot go on: {reason}. Train anew."
    ),
}
"""What the window says, by the form of what was said."""
