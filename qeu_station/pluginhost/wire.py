"""Prepared pairs and opinions as plain data for the channel; nothing here can run code."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from qeu_station.api import Cell, InspectorSpec, Opinion, PreparedPair, ProposedRegion, Region
from qeu_station.core.opinion import OpinionFault

ARRAYS = ("references", "test", "valid", "difference", "region_map", "cell_map")

MAX_REPLY = 8 << 20
"""Bytes of the largest answer of one inspector about one pair."""

Wire = dict[str, Any]

_REGION = tuple(field.name for field in fields(Region))


def pair_to_wire(pair: PreparedPair, describe: Callable[[str, np.ndarray], Wire]) -> Wire:
    """Return a pair as data, its arrays as ``describe`` names them."""
    return {
        "arrays": {name: describe(name, getattr(pair, name)) for name in ARRAYS},
        "regions": [[getattr(region, name) for name in _REGION] for region in pair.regions],
        "cells": [[cell.address, cell.polygon, cell.box] for cell in pair.cells],
        "name": pair.name,
        "mode": pair.mode,
        "tolerance": int(pair.tolerance),
        "to_reference": [float(value) for value in pair.to_reference],
        "residual": float(pair.residual),
    }


def pair_from_wire(wire: Wire, arrays: Mapping[str, np.ndarray]) -> PreparedPair:
    """Return the pair over ``arrays``."""
    return PreparedPair(
        **arrays,
        regions=tuple(_region(region) for region in wire["regions"]),
        cells=tuple(_cell(cell) for cell in wire["cells"]),
        name=wire["name"],
        mode=wire["mode"],
        tolerance=wire["tolerance"],
        to_reference=tuple(wire["to_reference"]),
        residual=wire["residual"],
    )


def answer_to_wire(answer: object, spec: InspectorSpec) -> Wire:
    """Return what ``inspect`` answered as data, one opinion per declared name.

    Raises:
        OpinionFault: It is not an opinion, or not one per name in the spec's ``opinions``.
    """
    if not spec.opinions:
        return {spec.name: opinion_to_wire(answer)}
    if not isinstance(answer, Mapping) or set(answer) != set(spec.opinions):
        got = sorted(map(str, answer)) if isinstance(answer, Mapping) else type(answer).__name__
        raise OpinionFault(f"inspect returned {got}, one opinion per {list(spec.opinions)} is due")
    return {f"{spec.name}.{name}": opinion_to_wire(answer[name]) for name in spec.opinions}


def opinion_to_wire(opinion: object) -> Wire:
    """Return an opinion as data: floats, texts, and evidence as JSON text.

    Raises:
        OpinionFault: It is not an opinion, or a part of it does not convert.
    """
    if not isinstance(opinion, Opinion):
        raise OpinionFault(f"inspect returned {type(opinion).__name__}, an Opinion is needed")
    if not isinstance(opinion.comment, str):
        raise OpinionFault(f"the comment is {type(opinion.comment).__name__}, not a text")
    return {
        "regions": _vectors("regions", opinion.regions),
        "cells": _vectors("cells", opinion.cells),
        "part": None if opinion.part is None else _floats("part", opinion.part),
        "proposed": [_proposal(n, p) for n, p in enumerate(opinion.proposed, start=1)],
        "comment": opinion.comment.encode("utf-8", "replace").decode(),
        "evidence": evidence_to_json(opinion.evidence),
    }


def opinion_from_wire(wire: Wire) -> Opinion:
    """Return the opinion; its vectors are not checked yet."""
    return Opinion(
        regions=wire["regions"],
        cells=wire["cells"],
        part=wire["part"],
        proposed=tuple(ProposedRegion(tuple(box), vector) for box, vector in wire["proposed"]),
        comment=wire["comment"],
        evidence=json.loads(wire["evidence"]),
    )


def evidence_to_json(evidence: object) -> str:
    """Return evidence as JSON text; numpy values become numbers and lists.

    Raises:
        OpinionFault: It is not a mapping of JSON values (NaN is none).
    """
    if not isinstance(evidence, Mapping):
        raise OpinionFault(f"evidence is {type(evidence).__name__}, a mapping is needed")
    try:
        return json.dumps(dict(evidence), allow_nan=False, default=numpy_value)
    except (TypeError, ValueError, RecursionError) as error:
        raise OpinionFault(f"evidence is not JSON ({error})") from None


def numpy_value(value: object) -> object:
    """Return a numpy value as numbers and lists.

    Raises:
        TypeError: It is none.
    """
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is no JSON value")


def _vectors(what: str, given: object) -> dict[str, list[float]]:
    if not isinstance(given, Mapping):
        raise OpinionFault(f"{what} is {type(given).__name__}, a mapping of vectors is needed")
    return {str(name): _floats(f"{what} {name}", vector) for name, vector in given.items()}


def _floats(what: str, vector: Any) -> list[float]:
    try:
        return [float(value) for value in vector]
    except (TypeError, ValueError) as error:
        raise OpinionFault(f"{what}: probabilities are not a list of numbers ({error})") from None


def _proposal(number: int, proposal: object) -> tuple[list[float], list[float]]:
    if not isinstance(proposal, ProposedRegion):
        raise OpinionFault(f"proposal {number} is {type(proposal).__name__}, not a ProposedRegion")
    box = _floats(f"box of proposal {number}", proposal.box)
    return box, _floats(f"proposal {number}", proposal.probabilities)


def _region(values: list[Any]) -> Region:
    known = dict(zip(_REGION, values, strict=True))
    for name in ("box", "test_box", "cells"):
        known[name] = tuple(known[name])
    return Region(**known)


def _cell(values: list[Any]) -> Cell:
    address, polygon, box = values
    a, b, c, d = (tuple(point) for point in polygon)
    return Cell(address, (a, b, c, d), tuple(box))
