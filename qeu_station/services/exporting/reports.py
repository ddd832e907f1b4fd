"""Reports of the selection: a page that opens without a network, and a PDF to hand on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from qeu_station.core.recipe import Recipe
from qeu_station.errors import QeuError
from qeu_station.services.exporting.items import Item
from qeu_station.services.exporting.pdf import write_pdf
from qeu_station.services.report import Tally, write_report
from qeu_station.services.report.words import Say, english
from qeu_station.services.report.write import Case, case_of
from qeu_station.storage.head import Head

MOST_CASES = 200
"""Most pairs shown with their picture in one report; all are counted in its tables."""


class Report:
    """Gathers the selection and writes it as ``html`` or ``pdf``.

    Args:
        folder: Where the report goes.
        kind: ``html`` or ``pdf``.
        head: End of the journal, printed in the report.
        title: Heading; empty takes the recipe's title.
        say: Says its words in its language.
    """

    def __init__(self, folder: Path, kind: str, head: Head, title: str, say: Say = english) -> None:
        self._file = folder / f"report.{kind}"
        self._kind = kind
        self._head, self._title, self._say = head, title, say
        self._tally = Tally(0)
        self._cases: list[Case] = []
        self._recipes: Counter[str] = Counter()
        self._known: dict[str, Recipe] = {}

    def add(self, item: Item) -> None:
        """Take in one inspection.

        Raises:
            QeuError: Its picture cannot be shown; it is counted, and shown without.
        """
        self._tally.add(item.record)
        sha256 = item.record.recipe.sha256
        if sha256 not in self._known:
            self._known[sha256] = item.recipe
        self._recipes[sha256] += 1
        if len(self._cases) < MOST_CASES:
            case = case_of(item.record, self._known[sha256], _said(item, self._say))
            self._cases.append(case)
            if case.problem:
                raise QeuError(case.problem)

    def finish(self) -> None:
        """Write the report over the recipe that judged most of the selection."""
        if not self._recipes:
            raise QeuError("None of the selection can be shown; there is no report.")
        recipe = self._known[self._recipes.most_common(1)[0][0]]
        summary = self._tally.summary()
        if self._kind == "pdf":
            write_pdf(self._file, recipe, summary, self._head, self._title, self._cases, self._say)
            return
        heading = self._say("The chosen pairs")
        if len(self._cases) < summary.pairs:
            first = self._say("The first {number} of {count} chosen pairs")
            heading = first.format(number=len(self._cases), count=summary.pairs)
        write_report(
            self._file, recipe, summary, self._head, None, self._title, self._cases, heading,
            self._say,
        )  # fmt: skip


def _said(item: Item, say: Say) -> list[str]:
    """Return a line per thing that is in force, in words."""
    said = item.standing
    if not said.operator:
        return []
    what = [say("part {word}").format(word=said.part)] if said.part else []
    what += [f"{cell} {label}" for cell, label in said.cells.items()]
    what += [say("drawn: {name}").format(name=box.label) for box in said.added]
    what += [say("struck: {name}").format(name=region) for region in said.struck]
    lines = [f"{said.operator}: {', '.join(what)}"] if what else []
    return [*lines, say("Note: {text}").format(text=said.note)] if said.note else lines
