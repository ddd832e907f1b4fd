"""Records that a plugin registers: what there is and where to find it, nothing computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from qeu_station.core.opinion import Opinion, Scope

if TYPE_CHECKING:
    from qeu_station.api.prepared import PreparedPair

API_VERSION = 1
"""Plugins state the version they were written for; the host refuses others."""


@dataclass(frozen=True, slots=True)
class InspectorSpec:
    """What the host must know of an inspector before it imports any of it.

    Attributes:
        name: Unique name, as recipes write it.
        version: The inspector's own version.
        scopes: What it judges: ``region``, ``cell``, ``part``.
        factory: ``"module:callable"``; called in the worker with an ``InspectorContext``,
            returns an ``Inspector``.
        parameters: ``"module:Model"``, a pydantic model of its parameters; empty for none.
        role: Default role, ``gating`` or ``advisory``.
        opinions: Names of the opinions when one computation gives several; the host knows them
            as ``name.opinion``.
        learner: ``"module:callable"`` that learns parameters from good parts, called with an
            ``InspectorContext``, returns a ``Learner``; empty when there is nothing to learn.
        examiner: ``"module:callable"`` that looks at a model made elsewhere, called with an
            ``ExaminationRequest``, returns an ``Examination``; empty when it takes no such models.
        summary: One sentence for lists.
        api_version: Version of the contract it was written for.
    """

    name: str
    version: str
    scopes: frozenset[Scope]
    factory: str
    parameters: str = ""
    role: str = "gating"
    opinions: tuple[str, ...] = ()
    learner: str = ""
    examiner: str = ""
    summary: str = ""
    api_version: int = API_VERSION


@dataclass(frozen=True, slots=True)
class TrainerSpec:
    """A trainer: turns examples into a model bundle.

    Attributes:
        name: Unique name, as ``qeu-station train`` takes it.
        version: The trainer's own version.
        factory: ``"module:callable"``; called in a process of its own with a ``TrainerContext``,
            returns a ``Trainer``.
        inspector: Name of the inspector that runs the bundle; empty for the trainer's own name.
        parameters: ``"module:Model"``, a pydantic model of its parameters; empty for none.
        summary: One sentence for lists.
        api_version: Version of the contract it was written for.
    """

    name: str
    version: str
    factory: str
    inspector: str = ""
    parameters: str = ""
    summary: str = ""
    api_version: int = API_VERSION


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source of pictures (camera, line).

    Attributes:
        name: Unique name, as the station's settings write it.
        version: The source's own version.
        factory: ``"module:callable"``; called in a process of its own with a ``SourceContext``,
            returns a ``Source``.
        parameters: ``"module:Model"``, a pydantic model of its parameters; empty for none.
        summary: One sentence for lists.
        api_version: Version of the contract it was written for.
    """

    name: str
    version: str
    factory: str
    parameters: str = ""
    summary: str = ""
    api_version: int = API_VERSION


@dataclass(frozen=True, slots=True)
class SinkSpec:
    """A receiver of results (PLC, broker, file). ``factory`` is ``"module:callable"``."""

    name: str
    version: str
    factory: str
    parameters: str = ""
    summary: str = ""
    api_version: int = API_VERSION


@dataclass(frozen=True, slots=True)
class InspectorContext:
    """What a factory or a learner is called with.

    Attributes:
        parameters: Instance of the spec's parameter model, or an empty mapping without one.
        classes: Class names in the order of every probability vector: ``ok``, ``unknown``, then
            the product's own; or the labels of the model bundle when there is one.
        model: Folder of the model bundle, or None.
        threads: Threads the inspector may use.
        patience_s: Seconds after which an answer is of no use to anybody any more.
    """

    parameters: Any = field(default_factory=dict)
    classes: tuple[str, ...] = ("ok", "unknown")
    model: Path | None = None
    threads: int = 1
    patience_s: float = 30.0


@runtime_checkable
class Inspector(Protocol):
    """Judges prepared pairs, one after the other, in a process of its own.

    It may also have ``device`` (str: where it really runs, default ``cpu``), ``warm_up()``
    (called once before it counts as ready) and ``close()``. One that works for long may have

    - ``say``, an attribute that the host sets to a ``Callable[[str], None]``: called during
      ``inspect`` with all of the sentence so far, as often as it likes, it shows the sentence grow
      on the inspector's card. It returns at once; texts that come too fast are left out.
    - ``cancel()``, called from another thread while ``inspect`` runs: nobody wants the answer any
      more. It returns at once; ``inspect`` then ends soon, as by raising ``Abstention``.
    """

    def inspect(self, pair: PreparedPair) -> Opinion | Mapping[str, Opinion]:
        """Return an opinion, or one per name in the spec's ``opinions``.

        Raises:
            Abstention: It looked and has no opinion, such as a model whose answer does not parse.
            PluginError: It cannot judge, for a reason that the operator shall read as it stands.
                Whatever else it raises is shown with the name of the exception.
        """
        ...


@runtime_checkable
class Learner(Protocol):
    """Learns an inspector's parameters from good parts."""

    def observe(self, pair: PreparedPair, good_cells: Iterable[str]) -> None:
        """See one pair whose ``good_cells`` are known to be good."""
        ...

    def learned(self) -> Mapping[str, Any]:
        """Return parameter values to store in the recipe.

        Raises:
            ValueError: Too little was seen; the message says what is missing.
        """
        ...
