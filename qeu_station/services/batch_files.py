"""Names in a batch's output folder, known without loading what judges one."""

from __future__ import annotations

JOURNAL = "journal.db"
MANIFEST = "batch.json"
IMAGES = "images"
"""Folder of pictures, of a batch that keeps them."""
REPORT = "report.html"
OVERLAYS = "overlays"
TABLES = ("inspections", "cells", "findings")
"""Tables of the results, each as Parquet and as CSV."""
