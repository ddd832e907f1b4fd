"""The report of a fusion: a page that opens without a network, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qeu_station.api import Report
from qeu_station.services.report.pages import drawn_sections, page_templates
from qeu_station.storage.atomic import write_bytes

REPORT, REPORT_DATA = "report.html", "report.json"


def write_fusion_report(
    folder: Path, report: Report, about: Mapping[str, Any], left_out: Mapping[str, int]
) -> Path:
    """Write ``report.html`` and ``report.json``, each all or nothing; return the page.

    Args:
        folder: Where to write them.
        report: What was found.
        about: Recipe, versions, records, ids and hashes, JSON values.
        left_out: Number of inspections that were not used, by reason.

    Raises:
        StorageError: A file cannot be written; an older report stays as it was.
    """
    data = {"fusion": dict(about), "left_out": dict(left_out), "report": asdict(report)}
    text = json.dumps(data, indent=1, ensure_ascii=False, default=str)
    write_bytes(folder / REPORT_DATA, text.encode())
    page = page_templates().get_template("fusion.html.j2")
    sections = drawn_sections(report.sections)
    shown = page.render(report=report, sections=sections, about=about, left_out=left_out)
    write_bytes(folder / REPORT, shown.encode())
    return folder / REPORT
