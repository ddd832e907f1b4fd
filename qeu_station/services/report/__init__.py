"""The report of a batch: one HTML page that opens without a network."""

from qeu_station.services.report.summary import Summary, Tally, summarise
from qeu_station.services.report.write import write_report

__all__ = ["Summary", "Tally", "summarise", "write_report"]
