"""The inspector under test: built from its record, asked, its answer checked as the host does."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qeu_station.api.answers import opinion_from_plain, plain_answer
from qeu_station.api.prepared import PreparedPair
from qeu_station.api.specs import Inspector, InspectorContext, InspectorSpec
from qeu_station.core.opinion import Abstention, Opinion, OpinionFault, checked_opinion

Outcome = Mapping[str, Opinion] | str
"""Opinions by name, or the sentence of an abstention."""


class CheckFailed(AssertionError):  # noqa: N818 - it is the failure of a check, not an error
    """A plugin breaks the contract; the message says how and what to do."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An inspector with what it is built with.

    Attributes:
        spec: Its record.
        parameters: Values for its parameter model.
        classes: Class names its vectors must fit.
        model: Folder of its model bundle.
    """

    spec: InspectorSpec
    parameters: Mapping[str, Any] = field(default_factory=dict)
    classes: tuple[str, ...] = ("ok", "unknown")
    model: Path | None = None

    def context(self) -> InspectorContext:
        """Return what its factory is called with."""
        parameters: Any = {}
        if self.spec.parameters:
            parameters = resolve(self.spec.parameters).model_validate(dict(self.parameters))
        return InspectorContext(parameters, self.classes, self.model)

    @contextmanager
    def built(self) -> Iterator[Inspector]:
        """Build, warm up, and finally close an inspector."""
        inspector = resolve(self.spec.factory)(self.context())
        if not isinstance(inspector, Inspector):
            raise CheckFailed(
                f"factory {self.spec.factory} gave {type(inspector).__name__}, an object with a "
                "method inspect(pair) is needed"
            )
        getattr(inspector, "warm_up", _nothing)()
        try:
            yield inspector
        finally:
            getattr(inspector, "close", _nothing)()

    def opinions(self, inspector: Inspector, pair: PreparedPair) -> dict[str, Opinion]:
        """Ask the inspector and return its checked opinions by name.

        Raises:
            CheckFailed: Its answer breaks the contract.
        """
        try:
            plain = plain_answer(inspector.inspect(pair), self.spec)
            return {name: self._checked(opinion, pair) for name, opinion in plain.items()}
        except OpinionFault as error:
            raise CheckFailed(f"the answer breaks the contract: {error}") from None

    def outcome(self, inspector: Inspector, pair: PreparedPair) -> Outcome:
        """Ask the inspector; return its opinions, or the sentence with which it abstained."""
        try:
            return self.opinions(inspector, pair)
        except Abstention as abstention:
            return abstention.sentence

    def _checked(self, plain: dict[str, Any], pair: PreparedPair) -> Opinion:
        return checked_opinion(
            opinion_from_plain(plain),
            self.spec.scopes,
            [region.id for region in pair.regions],
            [cell.address for cell in pair.cells],
            len(self.classes),
        )


def resolve(reference: str) -> Any:
    """Return what ``"module:name"`` refers to.

    Raises:
        CheckFailed: There is no such module or name.
    """
    module_name, _, attributes = reference.partition(":")
    try:
        found: Any = importlib.import_module(module_name)
        for attribute in attributes.split("."):
            found = getattr(found, attribute)
    except (ImportError, AttributeError) as error:
        raise CheckFailed(f'"{reference}" cannot be found: {error}') from error
    return found


def _nothing() -> None:
    pass
