"""Running an export: one pass over the selection, into a folder that is whole or not there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from qeu_station import __version__
from qeu_station.errors import QeuError, StorageError
from qeu_station.services.exporting.finetune import FineTuning
from qeu_station.services.exporting.items import Item, read_items
from qeu_station.services.exporting.pictures import Classes, Coco, Overlays
from qeu_station.services.exporting.reports import Report
from qeu_station.services.exporting.request import (
    ExportProgress,
    ExportRequest,
    ExportResult,
    LeftOut,
)
from qeu_station.services.exporting.tables import (
    harmless,
    write_advice,
    write_corrections,
    write_tables,
)
from qeu_station.storage.atomic import new_folder, write_bytes
from qeu_station.storage.export import COLUMNS
from qeu_station.storage.head import Head
from qeu_station.storage.tables import write_table

MANIFEST, LEFT_OUT = "export.json", "left-out.csv"
_TABLES = ("csv", "parquet")


class _Sink(Protocol):
    """Takes one inspection after the other."""

    def add(self, item: Item) -> None: ...

    def finish(self) -> None: ...


class _CancelledError(Exception):
    """The person does not want the export any more."""


def export_selection(
    request: ExportRequest,
    on_progress: Callable[[ExportProgress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ExportResult:
    """Write a selection into a new folder.

    An inspection whose pictures were moved, changed or never read is left out of what needs them
    and named in the result and in ``left-out.csv``; the rest goes on.

    Args:
        request: What is exported, and where to.
        on_progress: Told after every inspection.
        cancelled: Asked before every inspection; when it says so, nothing is left on the disk.

    Raises:
        InputError: Nothing is selected, or a format is not known.
        StorageError: The folder is there already, the disk is full, or the journal is gone.
    """
    request.check()
    request.source.check()
    try:
        with new_folder(request.out) as folder:
            return _written(request, folder, on_progress, cancelled)
    except _CancelledError:
        return ExportResult(request.out, len(request.seqs), completed=False)


def _written(
    request: ExportRequest,
    folder: Path,
    on_progress: Callable[[ExportProgress], None],
    cancelled: Callable[[], bool],
) -> ExportResult:
    seqs = list(dict.fromkeys(int(seq) for seq in request.seqs))
    head = request.source.reader.head()
    sinks = _sinks(request, folder, head)
    kinds = [kind for kind in dict.fromkeys(request.formats) if kind in _TABLES]
    steps = bool(sinks) + 2 * bool(kinds) + len(COLUMNS) * len(kinds)
    meter = _Meter(len(seqs), steps, on_progress, cancelled)
    written: Counter[str] = Counter()
    for item in read_items(request.source, seqs) if sinks else ():
        meter.step(1)
        for name, sink in sinks.items():
            reason = _added(sink, item)
            written[name] += not reason
            if reason:
                record = item.record
                meter.left_out.append(LeftOut(record.id, record.pair, name, reason))
    for sink in sinks.values():
        sink.finish()
    for kind in kinds:
        write_tables(request.source, seqs, folder, kind, meter.step)
        written[kind] = len(seqs)
    if kinds:
        write_corrections(request.source, seqs, folder, meter.step)
        write_advice(request.source, seqs, folder, meter.step)
    counts = {name: written[name] for name in dict.fromkeys(request.formats)}
    _write_manifest(request, folder, head, counts, meter.left_out)
    return ExportResult(request.out, len(seqs), counts, tuple(meter.left_out))


class _Meter:
    """Tells how far an export is, and ends it when nobody wants it any more.

    Attributes:
        left_out: What could not be written so far.
    """

    def __init__(
        self,
        pairs: int,
        steps: int,
        on_progress: Callable[[ExportProgress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._pairs, self._whole, self._done = pairs, pairs * steps, 0
        self._on_progress, self._cancelled = on_progress, cancelled
        self.left_out: list[LeftOut] = []
        on_progress(ExportProgress(0, pairs))

    def step(self, count: int) -> None:
        """Go on by one step of so many pairs."""
        if self._cancelled():
            raise _CancelledError
        self._done += count
        done = self._pairs * self._done // self._whole
        self._on_progress(ExportProgress(done, self._pairs, len(self.left_out)))


def _sinks(request: ExportRequest, folder: Path, head: Head) -> dict[str, _Sink]:
    made: dict[str, Callable[[], _Sink]] = {
        "coco": lambda: Coco(folder / "coco"),
        "classes": lambda: Classes(folder / "classes"),
        "overlays": lambda: Overlays(folder / "overlays"),
        "html": lambda: Report(folder, "html", head, request.title, request.say),
        "pdf": lambda: Report(folder, "pdf", head, request.title, request.say),
        "finetune": lambda: FineTuning(folder / "finetune"),
    }
    return {name: make() for name, make in made.items() if name in request.formats}


def _added(sink: _Sink, item: Item) -> str:
    """Give an item to a sink; return why it cannot take it, empty when it did."""
    try:
        sink.add(item)
    except StorageError:
        raise
    except QeuError as error:
        return str(error)
    return ""


def _write_manifest(
    request: ExportRequest,
    folder: Path,
    head: Head,
    written: Mapping[str, int],
    left_out: list[LeftOut],
) -> None:
    """Write what the folder holds and where it comes from."""
    about: dict[str, Any] = {
        "journal": str(request.source.place),
        "head": asdict(head),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "software": __version__,
        "inspections": len(dict.fromkeys(request.seqs)),
        "written": dict(written),
        "left_out": len(left_out),
        "selection": dict(request.about),
    }
    text = json.dumps(about, ensure_ascii=False, indent=2, default=str)
    write_bytes(folder / MANIFEST, text.encode())
    if left_out:
        columns = ("inspection", "pair", "format", "reason")
        rows = ([harmless(getattr(each, name)) for name in columns] for each in left_out)
        write_table(folder / LEFT_OUT, columns, rows)
