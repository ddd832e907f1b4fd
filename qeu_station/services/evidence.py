"""From what inspectors replied to the evidence a judgement is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qeu_station.core.judgement import Answer, Evidence, Fault
from qeu_station.core.opinion import Opinion, OpinionFault, ProposedRegion
from qeu_station.core.region import Region
from qeu_station.imaging.prepare import Preparation
from qeu_station.pluginhost import Reply
from qeu_station.services.proposals import located
from qeu_station.services.roster import Roster, Seat
from qeu_station.storage.recipes import LoadedRecipe


def gathered(
    preparation: Preparation, replies: Sequence[Reply], roster: Roster, loaded: LoadedRecipe
) -> Evidence:
    """Return the evidence: opinions in the recipe's classes, faults, and failed checks."""
    answers, faults = [], list(roster.absent)
    proposed: list[tuple[str, Region, ProposedRegion]] = []
    for reply in replies:
        for seat in roster.seats_of(reply.inspector):
            if reply.fault is not None:
                faults.append(Fault(seat.opinion, seat.gating, *reply.fault, reply.raw))
                continue
            try:
                opinion = in_recipe_classes(reply.opinions[seat.opinion], seat, loaded)
            except OpinionFault as error:
                reason = f"gave an answer that breaks the contract: {error}"
                faults.append(Fault(seat.opinion, seat.gating, "invalid", reason))
                continue
            answers.append(
                Answer(seat.opinion, seat.gating, seat.weight, seat.entry.scopes, opinion)
            )
            proposed += located(seat.opinion, opinion, preparation.pair)
    return Evidence(
        addresses=[cell.address for cell in preparation.pair.cells],
        regions=preparation.pair.regions,
        answers=answers,
        faults=faults,
        problems=preparation.problems,
        cell_problems=preparation.cell_problems,
        proposed=proposed,
    )


def in_recipe_classes(opinion: Opinion, seat: Seat, loaded: LoadedRecipe) -> Opinion:
    """Apply the bundle's class map and temperature; without a bundle nothing changes."""
    if seat.bundle is None:
        return opinion
    bundle, classes = seat.bundle, loaded.recipe.class_table
    known: dict[tuple[float, ...], Sequence[float]] = {}  # most cells have the same vector

    def mapped(vectors: Mapping[str, Sequence[float]]) -> dict[str, Sequence[float]]:
        for vector in vectors.values():
            if (key := tuple(vector)) not in known:
                known[key] = bundle.to_recipe(vector, classes)
        return {name: known[tuple(vector)] for name, vector in vectors.items()}

    return Opinion(
        regions=mapped(opinion.regions),
        cells=mapped(opinion.cells),
        part=None if opinion.part is None else bundle.to_recipe(opinion.part, classes),
        proposed=tuple(
            ProposedRegion(p.box, bundle.to_recipe(p.probabilities, classes))
            for p in opinion.proposed
        ),
        comment=opinion.comment,
        evidence=opinion.evidence,
    )
