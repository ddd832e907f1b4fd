"""The answers a model may give, as a trie over the ids of its tokens.

An answer is made of pieces: ``pass``, or cell after cell with the name of its defect, each piece
either the last or closed by the mark that another follows. Pieces begin at a blank, where the
words of every kind of tokenizer do; within a piece the ids are those of the whole text, so that a
model is held to the very tokens it was trained to say. Cells come in the order of the grid: none
can be said twice, and an answer ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qeu_station.api import PluginError
from qeu_station.toolkit.question import BETWEEN, PASS, answer
from qeu_vlm.framing import Frame, Ids

END = -1
"""Stands in a trie for every id that ends an answer."""

_MORE = BETWEEN.rstrip()


class Piece(NamedTuple):
    """A piece of an answer.

    Attributes:
        cell: Number of the cell in the order of the grid; -1 for ``pass``.
        name: Number of the defect's name; -1 for ``pass``.
        last: Whether the answer ends with it.
    """

    cell: int
    name: int
    last: bool


@dataclass(slots=True, eq=False)
class Node:
    """A place in a trie.

    Attributes:
        pieces: Every piece that can still be said from here.
        after: What comes after each id; ``END`` stands for those that end an answer.
        said: The piece that was said when the place is reached, or None within one.
    """

    pieces: list[Piece] = field(default_factory=list)
    after: dict[int, Node] = field(default_factory=dict)
    said: Piece | None = None

    def open(self, beyond: int) -> Iterator[int]:
        """Return the ids that lead to a piece of a cell after number ``beyond``."""
        for token, node in self.after.items():
            if any(piece.cell > beyond or piece.cell < 0 for piece in node.pieces):
                yield token

    def open_pieces(self, beyond: int) -> Sequence[Piece]:
        """Return the pieces of cells after number ``beyond``."""
        if beyond < 0:
            return self.pieces
        return [piece for piece in self.pieces if piece.cell > beyond]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Everything that may be said about one grid with one list of names.

    Attributes:
        addresses: Cells in the order of the grid, as the model calls them.
        names: Names of defects.
        first: Trie of the first pieces, ``pass`` among them.
        further: Trie of the pieces after another one.
        longest: Tokens of the longest answer, its end included.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...]
    first: Node = field(repr=False)
    further: Node = field(repr=False)
    longest: int


def grammar_of(frame: Frame, addresses: Sequence[str], names: Sequence[str]) -> Grammar:
    """Return the answers about a grid, as the frame's tokenizer writes them.

    Args:
        frame: The frame around answers.
        addresses: Cells in the order of the grid, as the model calls them.
        names: Names of defects.

    Raises:
        PluginError: A name or address would make an answer that cannot be read back, the tokenizer
            cannot write it, or two answers are written with the same tokens.
    """
    _check_words(addresses, names)
    _check_spelling(frame, addresses, names)
    numbers = [(cell, name) for cell in range(len(addresses)) for name in range(len(names))]
    texts = [answer({addresses[cell]: names[name]}) for cell, name in numbers]
    first, further = Node(), Node()
    passed = frame.continued("", [PASS + frame.after])[0]
    _add(first, passed, Piece(-1, -1, True), frame)
    said = texts[0] + _MORE if texts else ""
    for trie, before, blank in ((first, "", ""), (further, said, BETWEEN[len(_MORE) :])):
        for last, mark in ((True, frame.after), (False, _MORE)):
            spelled = frame.continued(before, [blank + text + mark for text in texts])
            for (cell, name), ids in zip(numbers, spelled, strict=True):
                if last or cell + 1 < len(addresses):
                    _add(trie, ids, Piece(cell, name, last), frame)
    longest = max(_depth(first), 1) + (len(addresses) - 1) * _depth(further)
    return Grammar(tuple(addresses), tuple(names), first, further, longest)


def _add(trie: Node, ids: Ids, piece: Piece, frame: Frame) -> None:
    node, clash = trie, False
    node.pieces.append(piece)
    for token in _closed(ids, frame.ends) if piece.last else ids:
        clash |= node.said is not None
        node = node.after.setdefault(token, Node())
        node.pieces.append(piece)
    if clash or node.said is not None or node.after:
        raise PluginError(
            "the model's tokenizer writes two different answers with the same tokens; choose names "
            "of defects that do not begin with one another, or another model"
        )
    node.said = piece


def _closed(ids: Ids, ends: frozenset[int]) -> Iterator[int]:
    """Return ids up to the first that ends an answer, that one as ``END``."""
    for token in ids:
        if token in ends:
            break
        yield token
    yield END


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, node.after.values())) if node.after else 0


def _check_spelling(frame: Frame, addresses: Sequence[str], names: Sequence[str]) -> None:
    """Check that the tokenizer has the letters: some leave out in silence what they do not know."""
    texts = [answer({address: names[0]}) for address in addresses]
    texts += [answer({addresses[0]: name}) for name in names]
    for text in texts:
        written = frame.tokenizer.decode(frame.answer_ids(text), skip_special_tokens=True)
        if " ".join(str(written).split()) != text:
            raise PluginError(
                f'the model\'s tokenizer cannot write "{text}" (it writes "{written}"); choose '
                "other names or labels, or another model"
            )


def _check_words(addresses: Sequence[str], names: Sequence[str]) -> None:
    if not addresses or not names:
        raise PluginError("a model can only be asked about a grid with cells and at least one name")
    for what, words in (("Cell", addresses), ("Class", names)):
        for word in words:
            bad = [mark for mark in (";", "\n") if mark in word] or word != " ".join(word.split())
            if bad or (what == "Cell" and ":" in word) or word == PASS:
                raise PluginError(
                    f'{what.lower()} "{word}" cannot be said in an answer; leave out semicolons, '
                    "colons in cells, and blanks at its ends, and do not call it pass"
                )
