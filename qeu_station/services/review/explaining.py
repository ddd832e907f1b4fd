"""What was different between two judgements of one pair, read out of their records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qeu_station.core.record import InspectionRecord, OpinionRecord


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was different.

    Attributes:
        what: ``recipe``, ``test image``, ``reference``, ``inspector`` (it was there in one run
            only), ``plugin``, ``model``, ``weight``, ``answer`` (of an inspector) or ``fusion``.
        name: Which inspector, empty for what concerns the whole.
        before: As it was in the first run.
        after: As it was in the second.
    """

    what: str
    name: str
    before: str
    after: str


def explain(before: InspectionRecord, after: InspectionRecord) -> tuple[Difference, ...]:
    """Return what was different between two judgements of one pair, the deepest cause first.

    ``fusion`` is named only when nothing else is: the inspectors said the same, and were pooled to
    another verdict.
    """
    found = [*_inputs(before, after)]
    one = {opinion.inspector: opinion for opinion in before.opinions}
    two = {opinion.inspector: opinion for opinion in after.opinions}
    for name in {**one, **two}:
        found += _opinions(name, one.get(name), two.get(name))
    said, says = (f"{r.part.verdict} {_chance(r.part.p_ok)}".strip() for r in (before, after))
    if said != says and not any(each.what == "answer" for each in found):
        found.append(Difference("fusion", "", said, says))
    return tuple(found)


def _inputs(before: InspectionRecord, after: InspectionRecord) -> Iterator[Difference]:
    if before.recipe.sha256 != after.recipe.sha256:
        names = (f"{r.recipe.name} {r.recipe.version}" for r in (before, after))
        yield Difference("recipe", "", *names)
    if before.test.sha256 != after.test.sha256:
        yield Difference("test image", "", before.test.path, after.test.path)
    hashes = [[stamp.sha256 for stamp in record.references] for record in (before, after)]
    if hashes[0] != hashes[1]:
        paths = (", ".join(s.path for s in record.references) for record in (before, after))
        yield Difference("reference", "", *paths)


def _opinions(
    name: str, before: OpinionRecord | None, after: OpinionRecord | None
) -> Iterator[Difference]:
    if before is None or after is None:
        yield Difference("inspector", name, _there(before), _there(after))
        return
    for what, said, says in (
        ("plugin", _plugin(before), _plugin(after)),
        ("model", before.model_sha256, after.model_sha256),
        ("weight", f"{before.weight:g}", f"{after.weight:g}"),
        ("answer", _answer(before), _answer(after)),
    ):
        if said != says:
            yield Difference(what, name, said, says)


def _there(opinion: OpinionRecord | None) -> str:
    return "" if opinion is None else _answer(opinion)


def _plugin(opinion: OpinionRecord) -> str:
    return f"{opinion.plugin} {opinion.plugin_version}, {opinion.inspector} {opinion.version}"


def _answer(opinion: OpinionRecord) -> str:
    if opinion.part is None:
        return opinion.status
    return f"{opinion.part.verdict} {_chance(opinion.part.p_ok)}".strip()


def _chance(p_ok: float | None) -> str:
    return "" if p_ok is None else f"{p_ok:.4f}"
