"""Answers of inspectors as plain data: what the channel carries and the conformance kit checks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qeu_station.api.specs import InspectorSpec
from qeu_station.core.opinion import Abstention, Opinion, OpinionFault, ProposedRegion

Plain = dict[str, Any]

MAX_COMMENT = 2_000
"""Characters of the longest comment."""

MAX_RAW = 100_000
"""Characters that are kept of what an abstaining inspector said instead."""

MAX_PROPOSED = 10_000
"""Most regions that one opinion proposes."""

MAX_EVIDENCE = 4_000_000
"""Characters of the largest evidence as JSON."""


def plain_answer(answer: object, spec: InspectorSpec) -> Plain:
    """Return what ``inspect`` answered as data, one opinion per declared name.

    Raises:
        OpinionFault: It is not an opinion, or not one per name in the spec's ``opinions``.
    """
    if not spec.opinions:
        return {spec.name: plain_opinion(answer)}
    if not isinstance(answer, Mapping) or set(answer) != set(spec.opinions):
        got = sorted(map(str, answer)) if isinstance(answer, Mapping) else type(answer).__name__
        raise OpinionFault(f"inspect returned {got}, one opinion per {list(spec.opinions)} is due")
    return {f"{spec.name}.{name}": plain_opinion(answer[name]) for name in spec.opinions}


def plain_abstention(abstention: Abstention) -> Plain:
    """Return an abstention as data: its sentence in one line, and the raw text."""
    sentence = " ".join(str(abstention.sentence).split())[:MAX_COMMENT]
    return {"sentence": _text(sentence), "raw": _text(str(abstention.raw)[:MAX_RAW])}


def plain_opinion(opinion: object) -> Plain:
    """Return an opinion as data: floats, texts, and evidence as JSON text.

    Raises:
        OpinionFault: It is not an opinion, or a part of it does not convert.
    """
    if not isinstance(opinion, Opinion):
        raise OpinionFault(f"inspect returned {type(opinion).__name__}, an Opinion is needed")
    if not isinstance(opinion.comment, str):
        raise OpinionFault(f"the comment is {type(opinion.comment).__name__}, not a text")
    if len(opinion.comment) > MAX_COMMENT:
        raise OpinionFault(
            f"the comment has {len(opinion.comment)} characters, at most {MAX_COMMENT} are allowed"
        )
    if len(opinion.proposed) > MAX_PROPOSED:
        raise OpinionFault(
            f"{len(opinion.proposed)} regions are proposed, at most {MAX_PROPOSED} are allowed"
        )
    return {
        "regions": _vectors("regions", opinion.regions),
        "cells": _vectors("cells", opinion.cells),
        "part": None if opinion.part is None else _floats("part", opinion.part),
        "proposed": [_proposal(n, p) for n, p in enumerate(opinion.proposed, start=1)],
        "comment": _text(opinion.comment),
        "evidence": evidence_to_json(opinion.evidence),
    }


def opinion_from_plain(plain: Plain) -> Opinion:
    """Return the opinion; its vectors are not checked yet."""
    return Opinion(
        regions=plain["regions"],
        cells=plain["cells"],
        part=plain["part"],
        proposed=tuple(ProposedRegion(tuple(box), vector) for box, vector in plain["proposed"]),
        comment=plain["comment"],
        evidence=json.loads(plain["evidence"]),
    )


def evidence_to_json(evidence: object) -> str:
    """Return evidence as JSON text; numpy values become numbers and lists.

    Raises:
        OpinionFault: It is not a mapping of JSON values (NaN is none).
    """
    if not isinstance(evidence, Mapping):
        raise OpinionFault(f"evidence is {type(evidence).__name__}, a mapping is needed")
    try:
        text = json.dumps(dict(evidence), allow_nan=False, default=numpy_value)
    except (TypeError, ValueError, RecursionError) as error:
        raise OpinionFault(f"evidence is not JSON ({error})") from None
    if len(text) > MAX_EVIDENCE:
        raise OpinionFault(
            f"evidence has {len(text)} characters as JSON, at most {MAX_EVIDENCE} are allowed"
        )
    return text


def numpy_value(value: object) -> object:
    """Return a numpy value as numbers and lists.

    Raises:
        TypeError: It is none.
    """
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is no JSON value")


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _vectors(what: str, given: object) -> dict[str, list[float]]:
    if not isinstance(given, Mapping):
        raise OpinionFault(f"{what} is {type(given).__name__}, a mapping of vectors is needed")
    return {str(name): _floats(f"{what} {name}", vector) for name, vector in given.items()}


def _floats(what: str, vector: Any) -> list[float]:
    try:
        return list(map(float, vector))
    except (TypeError, ValueError) as error:
        raise OpinionFault(f"{what}: probabilities are not a list of numbers ({error})") from None


def _proposal(number: int, proposal: object) -> tuple[list[float], list[float]]:
    if not isinstance(proposal, ProposedRegion):
        raise OpinionFault(f"proposal {number} is {type(proposal).__name__}, not a ProposedRegion")
    box = _floats(f"box of proposal {number}", proposal.box)
    return box, _floats(f"proposal {number}", proposal.probabilities)
