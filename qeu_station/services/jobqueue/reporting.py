"""The report of a batch, whole or of what has been judged so far, written where it is wanted."""

from __future__ import annotations

from pathlib import Path

from qeu_station.core.recipe import Recipe
from qeu_station.errors import InputError
from qeu_station.services.batch_files import JOURNAL, REPORT
from qeu_station.services.jobqueue.job import BatchJob, JobState
from qeu_station.services.report import summarise, write_report
from qeu_station.services.report.words import Say, english
from qeu_station.storage.atomic import storage_errors, write_bytes
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipe_text import parse_recipe


def save_report(job: BatchJob, target: Path, say: Say = english) -> Path:
    """Write a job's report to ``target``, one page that needs nothing beside it.

    Args:
        job: Whose report.
        target: The file.
        say: Says the page's words in its language. Scores against known truth were computed when
            the batch ended, in English, and are copied as they stand.

    Raises:
        InputError: Nothing was judged yet.
        StorageError: The journal cannot be read, or ``target`` cannot be written.
    """
    made = job.order.out / REPORT
    as_made = say("en") == "en" or job.order.truth is not None
    if job.state is JobState.DONE and made.is_file() and as_made:
        with storage_errors(f'read "{made}"'):
            page = made.read_bytes()
        write_bytes(target, page)
        return target
    with Journal.open(job.order.out / JOURNAL, "", readonly=True) as journal:
        recipe = _recipe(job, journal)
        write_report(target, recipe, summarise(journal.inspections()), journal.head(), say=say)
    return target


def _recipe(job: BatchJob, journal: Journal) -> Recipe:
    """Return the recipe that judged, as the journal recorded it."""
    for record in journal.inspections(limit=1):
        text = journal.recipe_text(record.recipe.sha256)
        if text is not None:
            return parse_recipe(text, f'The recipe of batch "{job.name}"')
    raise InputError(f'Batch "{job.name}" has judged nothing yet; there is nothing to report.')
