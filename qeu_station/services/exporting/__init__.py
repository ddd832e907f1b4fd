"""Export of a selection into a new folder: tables, pictures, reports, records to learn from."""

from qeu_station.services.exporting.request import (
    FORMATS,
    ExportProgress,
    ExportRequest,
    ExportResult,
    LeftOut,
)
from qeu_station.services.exporting.run import export_selection

__all__ = [
    "FORMATS",
    "ExportProgress",
    "ExportRequest",
    "ExportResult",
    "LeftOut",
    "export_selection",
]
