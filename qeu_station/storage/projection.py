"""From an entry's payload to the rows that questions are asked of; pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qeu_station.core.classes import likeliest_defect
from qeu_station.core.verdict import Verdict
from qeu_station.storage.chain import Entry
from qeu_station.storage.text import printable

Row = dict[str, Any]
FUSED = "fused"


def project(entry: Entry, payload: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Return the rows of every projection table that one entry gives."""
    key = {"station": entry.station, "seq": entry.seq}
    tables: dict[str, Iterator[Row]] = {}
    if entry.kind == "inspection":
        tables = {
            "inspections": _inspection(payload),
            "cells": _cells(payload),
            "findings": _findings(payload),
            "opinions": _opinions(payload),
        }
    elif entry.kind == "correction":
        tables = {"corrections": _correction(entry, payload)}
    # Canonical JSON escapes all that is not ASCII: without an escape every text can be stored.
    shaped = _storable if "\\u" in entry.payload else Row
    return {name: [key | shaped(row) for row in rows] for name, rows in tables.items()}


def _inspection(record: Mapping[str, Any]) -> Iterator[Row]:
    part, times = record["part"], record["milliseconds"]
    label, _ = _named(part, record["classes"])
    yield {
        "id": record["id"],
        "at": record["at"],
        "operator": record["operator"],
        "pair": record["pair"],
        "serial": record["serial"],
        "lot": record["group"],
        "recipe": record["recipe"]["name"],
        "recipe_version": record["recipe"]["version"],
        "recipe_sha256": record["recipe"]["sha256"],
        "verdict": part["verdict"],
        "p_ok": _p_ok(part),
        "label": label or "",
        "reasons": "; ".join(part["reasons"]),
        "test_path": record["test"]["path"],
        "test_sha256": record["test"]["sha256"],
        "replayable": record["replayable"],
        **{f"ms_{step}": times.get(step) for step in ("read", "prepare", "inspect", "total")},
    }


def _cells(record: Mapping[str, Any]) -> Iterator[Row]:
    for inspector, items in _speakers(record, "cells"):
        for address, item in items.items():
            label, probability = _named(item, record["classes"])
            yield {
                "inspector": inspector,
                "cell": address,
                "verdict": item["verdict"],
                "p_ok": _p_ok(item),
                "label": label,
                "probability": probability,
                "reasons": "; ".join(item["reasons"]),
            }


def _findings(record: Mapping[str, Any]) -> Iterator[Row]:
    regions = {region["id"]: region for region in record["regions"]}
    for inspector, items in _speakers(record, "regions"):
        for name, item in items.items():
            if name not in regions:
                continue
            region = regions[name]
            label, probability = _named(item, record["classes"])
            yield {
                "inspector": inspector,
                "region": name,
                "cell": region["cells"][0] if region["cells"] else None,
                **dict(zip(("x1", "y1", "x2", "y2"), region["test_box"], strict=True)),
                "label": label,
                "probability": probability,
                "reported": item["verdict"] != Verdict.PASS,
            }


def _speakers(
    record: Mapping[str, Any], scope: str
) -> Iterator[tuple[str, Mapping[str, Mapping[str, Any]]]]:
    """The pool and every inspector with what they said of cells or regions."""
    yield FUSED, record["fused" if scope == "regions" else scope]
    for opinion in record["opinions"]:
        yield opinion["inspector"], opinion[scope]


def _opinions(record: Mapping[str, Any]) -> Iterator[Row]:
    for opinion in record["opinions"]:
        part = opinion["part"]
        same = ("inspector", "role", "status", "reason", "plugin", "plugin_version", "device")
        yield {
            **{name: opinion[name] for name in same},
            "verdict": None if part is None else part["verdict"],
            "p_ok": None if part is None else _p_ok(part),
            "milliseconds": opinion["milliseconds"],
        }


def _correction(entry: Entry, correction: Mapping[str, Any]) -> Iterator[Row]:
    yield {
        "inspection": correction["inspection"],
        "at": entry.at,
        "operator": correction["operator"],
        "part": correction["part"],
        "cells": json.dumps(correction["cells"], sort_keys=True),
        "supersedes": correction["supersedes"],
    }


def _p_ok(item: Mapping[str, Any]) -> float | None:
    probabilities = item["probabilities"]
    return None if probabilities is None else float(probabilities[0])


def _named(
    item: Mapping[str, Any], classes: Sequence[str]
) -> tuple[str, float] | tuple[None, None]:
    """The most probable class other than ``ok`` with its probability."""
    probabilities = item["probabilities"]
    return (None, None) if probabilities is None else likeliest_defect(probabilities, classes)


def _storable(row: Row) -> Row:
    return {name: printable(v) if isinstance(v, str) else v for name, v in row.items()}
