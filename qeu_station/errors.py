"""Every error the station raises on purpose.

A message says what happened, what was got, what is allowed and what to do. ``exit_code`` is what
the command line ends with when the error reaches it.
"""

from __future__ import annotations

from collections.abc import Iterable


class QeuError(Exception):
    """Base of all errors raised on purpose."""

    exit_code = 4


class InputError(QeuError):
    """Something a person gave (file, argument, recipe) is wrong; exit code 3."""

    exit_code = 3


class GridError(InputError):
    """A cell address or a grid geometry is wrong."""


class RecipeError(InputError):
    """A recipe cannot be used as it is written."""


class ImageError(InputError):
    """An image file cannot be read; the message names the file and the reason."""


class DatasetError(InputError):
    """A list of pairs, labels or boxes cannot be read."""


class PluginError(InputError):
    """A plugin is missing, broken or used wrongly.

    Inspectors raise it too, where a person can mend the reason: its message is shown as it stands.
    """


class SourceError(InputError):
    """A camera, stream, video or watched folder gives no pictures; the message says which and why.

    Sources raise it too: its message is shown as it stands.
    """


class BundleError(InputError):
    """A model bundle is damaged, unsafe, or does not fit the recipe."""


class OutdatedError(InputError):
    """What a person decided on has changed since it was shown; nothing was written."""


class MetricsError(InputError):
    """Vectors or settings from which no metrics can be computed; the message names the row."""


class StorageError(QeuError):
    """The journal, archive or a results file cannot be read or written."""

    exit_code = 3


class JournalError(StorageError):
    """The journal's chain, head or schema is not what it must be."""


class JournalTakenError(JournalError):
    """Another program writes the journal, and only one may."""


class StoppedError(QeuError):
    """A person stopped what was under way; nothing of it counts."""

    exit_code = 130


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Return ``' Did you mean "x"?'`` for the nearest allowed word, or an empty string."""
    import difflib  # only a mistake pays for it

    near = difflib.get_close_matches(word, list(allowed), n=1)
    return f' Did you mean "{near[0]}"?' if near else ""
