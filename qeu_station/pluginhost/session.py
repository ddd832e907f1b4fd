"""One inspector at work in this process: built, warmed up, asked, its answers turned into data."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qeu_station.api import (
    Inspector,
    InspectorContext,
    InspectorSpec,
    PreparedPair,
    Scope,
    SourceSpec,
    TrainerSpec,
)
from qeu_station.api.answers import plain_abstention, plain_answer
from qeu_station.api.outcomes import TrainingFault
from qeu_station.core.opinion import Abstention, OpinionFault
from qeu_station.errors import BundleError, PluginError, did_you_mean
from qeu_station.pluginhost.plugin_import import load_dropin, raised, resolve
from qeu_station.pluginhost.use import InspectorUse
from qeu_station.pluginhost.wire import Wire

Fault = tuple[str, str]


def setup_message(use: InspectorUse, job: str, threads: int) -> Wire:
    """Return what a worker must know to build the inspector."""
    spec = use.entry.spec
    return {
        "job": job,
        "name": spec.name,
        "version": spec.version,
        "scopes": sorted(spec.scopes),
        "factory": spec.factory,
        "parameters_model": spec.parameters,
        "learner": spec.learner,
        "examiner": spec.examiner,
        "opinions": list(spec.opinions),
        "dropin": use.entry.path if use.entry.origin.dropin else "",
        "parameters": dict(use.parameters),
        "classes": list(use.classes),
        "model": "" if use.model is None else str(use.model.absolute()),
        "threads": threads,
        "patience_s": use.longest_s,
    }


def spec_of(setup: Wire) -> InspectorSpec:
    """Return the record of the inspector that a setup message describes."""
    return InspectorSpec(
        name=setup["name"],
        version=setup["version"],
        scopes=frozenset(Scope(scope) for scope in setup["scopes"]),
        factory=setup["factory"],
        parameters=setup["parameters_model"],
        learner=setup["learner"],
        examiner=setup["examiner"],
        opinions=tuple(setup["opinions"]),
    )


class InspectorSession:
    """Builds what a setup message describes.

    Raises:
        PluginError: The parameters are not what the plugin's model allows.
    """

    def __init__(self, setup: Wire) -> None:
        if setup["dropin"]:
            load_dropin(Path(setup["dropin"]))
        self.spec = spec_of(setup)
        self.context = InspectorContext(
            parameters=validated(self.spec, setup["parameters"]),
            classes=tuple(setup["classes"]),
            model=Path(setup["model"]) if setup["model"] else None,
            threads=setup["threads"],
            patience_s=setup["patience_s"],
        )

    def inspector(self) -> Inspector:
        """Return the inspector, built and warmed up."""
        inspector: Inspector = resolve(self.spec.factory)(self.context)
        if not callable(getattr(inspector, "inspect", None)):
            raise TypeError(f"factory {self.spec.factory} gave no object with a method inspect")
        pin_threads(self.context.threads)
        warm_up = getattr(inspector, "warm_up", None)
        if warm_up is not None:
            warm_up()
            pin_threads(self.context.threads)
        return inspector


def validated(spec: InspectorSpec | TrainerSpec | SourceSpec, parameters: Mapping[str, Any]) -> Any:
    """Return an instance of the plugin's parameter model.

    Raises:
        PluginError: Values the model does not allow, all named in one message.
    """
    kind, place = _WORDS[type(spec)]
    if not spec.parameters:
        if parameters:
            raise PluginError(
                f'{kind} "{spec.name}" has no parameters, but {sorted(parameters)} were given; '
                f"remove them from {place}."
            )
        return {}
    import pydantic

    model = resolve(spec.parameters)
    try:
        return model.model_validate(dict(parameters))
    except pydantic.ValidationError as error:
        details = error.errors(include_url=False)
        wrong = "; ".join(_one_error(detail, list(model.model_fields)) for detail in details)
        raise PluginError(
            f'Parameters of {kind.lower()} "{spec.name}" are not valid: {wrong}. Check {place}.'
        ) from None


_WORDS: Mapping[type, tuple[str, str]] = {
    InspectorSpec: ("Inspector", "[inspectors.parameters] in recipe.toml"),
    TrainerSpec: ("Trainer", "what was set for this training"),
    SourceSpec: ("Source", "the settings of the source"),
}


def device_of(inspector: Inspector) -> str:
    """Return where the inspector says it runs."""
    return str(getattr(inspector, "device", "cpu"))


def asked(inspector: Inspector, spec: InspectorSpec, pair: PreparedPair) -> Wire:
    """Ask the inspector; return its opinions, or its abstention, as data."""
    try:
        return {"opinions": plain_answer(inspector.inspect(pair), spec)}
    except Abstention as abstention:
        return {"abstained": plain_abstention(abstention)}


def answered(inspector: Inspector, spec: InspectorSpec, pair: PreparedPair) -> Wire:
    """Ask the inspector; return its opinions, its abstention, or the fault as data."""
    answer = guarded(lambda: asked(inspector, spec, pair))
    return {"fault": answer} if isinstance(answer, tuple) else answer


def guarded(call: Callable[[], Wire]) -> Wire | Fault:
    """Return what ``call`` returns, or what went wrong; nothing passes, not even SystemExit."""
    try:
        return call()
    except (OpinionFault, TrainingFault) as error:
        return "invalid", f"gave an answer that breaks the contract: {error}"
    except (PluginError, BundleError) as error:
        return "raised", f"cannot be used: {error}"
    except BaseException as error:
        return "raised", raised(error)


def pin_threads(threads: int) -> None:
    """Hold the thread pools of the libraries that are loaded to ``threads``."""
    cv2, torch = sys.modules.get("cv2"), sys.modules.get("torch")
    if cv2 is not None:
        cv2.setNumThreads(threads)
    if torch is not None:
        torch.set_num_threads(threads)


def _one_error(detail: Any, known: Sequence[str]) -> str:
    parts = (str(part) for part in detail["loc"])
    place = ".".join(part for part in parts if "[" not in part) or "the whole"  # no kinds of unions
    if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1:
        return f"there is no {place}.{did_you_mean(place, known)} There are: {', '.join(known)}"
    return f"{place}: {detail['msg']} (got {_short(detail['input'])})"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
