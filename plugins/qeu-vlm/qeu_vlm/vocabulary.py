"""The words a model may say of a recipe's classes, and its answer as an opinion about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from qeu_station.api import Opinion, PluginError
from qeu_station.toolkit.bundle import ModelBundle

if TYPE_CHECKING:
    from qeu_vlm.answering import Answer

OK, UNKNOWN = "ok", "unknown"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which words mean which class.

    Attributes:
        classes: Class names, or labels of the bundle, in the order of every vector.
        good: Number of the class that means a good part.
        meaning: Number of the class per word that may be said of a defect.
        vague: Number of the class of a defect that was not named.
    """

    classes: tuple[str, ...]
    good: int
    meaning: Mapping[str, int]
    vague: int

    @property
    def names(self) -> tuple[str, ...]:
        """Words that may be said of a defect."""
        return tuple(self.meaning)

    @classmethod
    def of(cls, classes: Sequence[str], bundle: ModelBundle | None, given: bool = False) -> Self:
        """Return the words of a recipe.

        A model that was taught names of its own says those; a name that is no class of the recipe
        means ``unknown``.

        Args:
            classes: The recipe's classes, or the labels of the bundle where the recipe has it.
            bundle: The model's bundle, if it has one.
            given: Whether the recipe has the bundle, so that ``classes`` are its labels.

        Raises:
            PluginError: No class means a good part, or none a defect.
        """
        goods = {OK}
        taught: Sequence[str] = classes
        if bundle is not None:
            goods = {label for label, name in bundle.about.class_map.items() if name == OK}
            taught = bundle.labels
        passing = goods if given else {OK}
        found = [number for number, name in enumerate(classes) if name in passing]
        if not found:
            raise PluginError(
                f"none of the classes {', '.join(classes)} means a good part; map a label to ok"
            )
        bad = [number for number in range(len(classes)) if number not in found]
        if not bad:
            raise PluginError("the recipe has no class for defects; give it at least unknown")
        vague = classes.index(UNKNOWN) if UNKNOWN in classes else bad[0]
        words = [word for word in taught if word not in goods]
        meaning = {
            word: classes.index(word) if word in classes else vague for word in words or [UNKNOWN]
        }
        return cls(tuple(classes), found[0], meaning, vague)


def opinion_of(
    answer: Answer, words: Vocabulary, addresses: Iterable[str], evidence: Mapping[str, Any]
) -> Opinion:
    """Return an answer as an opinion.

    A named cell gets the probability of its words; all others that with which the model said that
    nothing else is wrong, and what is left of it is of a kind that was not named. The part is as
    good as the word ``pass`` was likely.

    Args:
        answer: What the model said.
        words: What its words mean.
        addresses: Every judged cell.
        evidence: What is recorded with it.
    """
    sure = answer.weights
    others = _vector(words, sure.p_rest, {})
    named = {cell: _vector(words, sure.p_ok[cell], sure.p_names[cell]) for cell in answer.cells}
    kinds: dict[str, float] = {}
    for per_name in sure.p_names.values():
        for name, p in per_name.items():
            kinds[name] = kinds.get(name, 0.0) + p / len(sure.p_names)
    return Opinion(
        cells={address: named.get(address, others) for address in addresses},
        part=_vector(words, sure.p_pass, kinds),
        comment=comment_of(answer, evidence),
        evidence=evidence,
    )


def comment_of(answer: Answer, evidence: Mapping[str, Any]) -> str:
    """Return one sentence for the operator."""
    sure = answer.weights
    said = f"Passes, with probability {sure.p_pass:.2f}."
    if answer.cells:
        sure_of = {
            cell: (1 - sure.p_ok[cell]) * sure.p_names[cell][name]
            for cell, name in answer.cells.items()
        }
        named = [f"{cell}: {name} ({sure_of[cell]:.2f})" for cell, name in answer.cells.items()]
        said = "; ".join(named) + "."
    code = evidence.get("remote_code")
    return f"{said} This model runs its makers' program, {str(code)[:12]}." if code else said


def _vector(words: Vocabulary, p_ok: float, kinds: Mapping[str, float]) -> list[float]:
    """Return P(ok), and the rest divided among the kinds; all of it vague without any."""
    vector = [0.0] * len(words.classes)
    vector[words.good] = p_ok
    for name, share in (kinds or {"": 1.0}).items():
        vector[words.meaning.get(name, words.vague)] += (1 - p_ok) * share
    return vector
