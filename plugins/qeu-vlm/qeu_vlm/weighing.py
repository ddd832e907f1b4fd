"""How sure a model was of what it said: the probabilities of its words as those of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qeu_vlm.following import Said, shares
from qeu_vlm.grammar import Grammar, Piece

Shares = Mapping[Piece, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the words of an answer say of the cells.

    Attributes:
        p_pass: Probability of ``pass`` at the word that decides, 0..1.
        p_rest: Probability with which it said that nothing else is wrong: that of ``pass``, or of
            the end of the answer after the last cell.
        p_ok: Per named cell the probability that it would have passed it over.
        p_names: Per named cell the probability of each name, given that something is wrong; sum 1.
        instead: Cells that it weighed most in place of the first named one, or of ``pass``.
        legal: Share of its own probability on answers at the word that decides.
    """

    p_pass: float
    p_rest: float
    p_ok: Mapping[str, float] = field(default_factory=dict)
    p_names: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    instead: Mapping[str, float] = field(default_factory=dict)
    legal: float = 1.0

    def called(self, addresses: Mapping[str, str]) -> Weights:
        """Return them by the addresses that ``addresses`` gives for the model's own."""
        return replace(
            self,
            p_ok={addresses[cell]: p for cell, p in self.p_ok.items()},
            p_names={addresses[cell]: names for cell, names in self.p_names.items()},
            instead={addresses[cell]: p for cell, p in self.instead.items()},
        )


def weights_of(pieces: Sequence[Said], grammar: Grammar) -> Weights:
    """Return what was weighed in saying a whole answer, cells as the model calls them.

    An answer names cells in the order of the grid, so a later cell, the end, or ``pass`` in the
    place of a cell would have said that this one is good.
    """
    p_ok: dict[str, float] = {}
    p_names: dict[str, Mapping[str, float]] = {}
    over, going_on = 0.0, 1.0  # that the answer was over before this piece, or went on
    rest = 1.0
    weighed = [shares(said) for said in pieces]
    for said, found in zip(pieces, weighed, strict=True):
        rest = _ending(found, said.piece)
        if said.piece.cell < 0:
            break
        cell, address = said.piece.cell, grammar.addresses[said.piece.cell]
        named = going_on * sum(p for each, p in found.items() if each.cell == cell)
        later = sum(p for each, p in found.items() if each.cell < 0 or each.cell > cell)
        good = over + going_on * later
        p_ok[address] = good / (good + named)
        p_names[address] = _names(found, cell, grammar.names)
        over, going_on = rest, 1 - rest
    return Weights(
        p_pass=_of_pass(weighed[0]),
        p_rest=rest,
        p_ok=p_ok,
        p_names=p_names,
        instead=_instead(weighed[0], pieces[0].piece, grammar),
        legal=pieces[0].steps[0][0].legal,
    )


def _of_pass(found: Shares) -> float:
    return sum(p for piece, p in found.items() if piece.cell < 0)


def _ending(found: Shares, said: Piece) -> float:
    """Return the probability that the answer ends here, given what was named."""
    if said.cell < 0:
        return _of_pass(found)
    alike = {each: p for each, p in found.items() if each.cell == said.cell}
    alike = {each: p for each, p in alike.items() if each.name == said.name}
    return sum(p for each, p in alike.items() if each.last) / sum(alike.values())


def _names(found: Shares, cell: int, names: Sequence[str]) -> Mapping[str, float]:
    masses = [0.0] * len(names)
    for piece, p in found.items():
        if piece.cell == cell:
            masses[piece.name] += p
    return {name: mass / sum(masses) for name, mass in zip(names, masses, strict=True)}


def _instead(found: Shares, said: Piece, grammar: Grammar, most: int = 3) -> Mapping[str, float]:
    weights: dict[str, float] = {}
    for piece, p in found.items():
        if piece.cell >= 0 and piece.cell != said.cell:
            address = grammar.addresses[piece.cell]
            weights[address] = weights.get(address, 0.0) + p
    strongest = sorted(weights, key=lambda address: -weights[address])[:most]
    return {address: round(weights[address], 4) for address in strongest}
