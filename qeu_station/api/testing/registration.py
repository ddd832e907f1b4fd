"""Checks of what a plugin registers, before any inspector is built."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import pluggy

from qeu_station.api import hookspecs
from qeu_station.api.spec_rules import problems_of
from qeu_station.api.specs import InspectorSpec
from qeu_station.api.testing.subject import CheckFailed, Subject, resolve

HEAVY = ("numpy", "cv2", "scipy", "torch", "transformers", "onnxruntime", "pydantic", "PIL")
"""Libraries that a plugin's ``__init__`` must leave to the modules its records name."""

_LIST_HEAVY = (
    "import importlib, json, sys; before = set(sys.modules); importlib.import_module(sys.argv[1]); "
    "print(json.dumps(sorted(set(sys.argv[2:]) & (set(sys.modules) - before))))"
)


def inspector_specs(plugin: ModuleType) -> tuple[InspectorSpec, ...]:
    """Return the inspectors a plugin registers.

    Raises:
        CheckFailed: It registers nothing, or to a hook that does not exist.
    """
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    manager.register(plugin)
    unknown = [each.name for each in manager.get_hookcallers(plugin) or () if not each.has_spec()]
    if unknown:
        raise CheckFailed(
            f"there is no hook {', '.join(unknown)}; the hooks are qeu_inspectors, qeu_trainers, "
            "qeu_sources, qeu_sinks"
        )
    specs = tuple(spec for result in manager.hook.qeu_inspectors() for spec in result)
    if not specs:
        raise CheckFailed(
            f"{plugin.__name__} registers no inspector; mark qeu_inspectors with @hookimpl and "
            "yield an InspectorSpec"
        )
    return specs


def registration_is_light(module: str) -> None:
    """Importing the plugin's own module brings no heavy library with it."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", _LIST_HEAVY, module, *HEAVY],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode != 0:
        raise CheckFailed(f"importing {module} fails in a fresh process:\n{done.stderr}")
    try:
        heavy = json.loads(done.stdout)
    except ValueError:
        raise CheckFailed(f"importing {module} prints: {done.stdout[:200]!r}") from None
    if heavy:
        raise CheckFailed(
            f"importing {module} also imports {', '.join(heavy)}; import them in the modules that "
            "factory and parameters name"
        )


def record_is_valid(subject: Subject) -> None:
    """The registered record keeps every rule of the host."""
    if problems := problems_of(subject.spec):
        raise CheckFailed("; ".join(problems))


def parameters_have_defaults(subject: Subject) -> None:
    """A recipe that names the inspector without any parameter can be used."""
    if subject.spec.parameters and not subject.parameters:
        try:
            _model(subject).model_validate({})
        except ValueError as error:
            raise CheckFailed(f"some parameters have no default: {error}") from None


def parameters_refuse_unknown_names(subject: Subject) -> None:
    """A misspelt parameter in a recipe is noticed."""
    if not subject.spec.parameters:
        return
    try:
        _model(subject).model_validate({**subject.parameters, "no_such_parameter": 1})
    except ValueError:
        return
    raise CheckFailed('unknown parameters pass; give the model ConfigDict(extra="forbid")')


def parameters_have_a_schema(subject: Subject) -> None:
    """The parameters can be drawn as a form: their JSON schema describes an object."""
    if not subject.spec.parameters:
        return
    schema: Mapping[str, Any] = json.loads(json.dumps(_model(subject).model_json_schema()))
    if schema.get("type") != "object":
        raise CheckFailed(f"the JSON schema describes {schema.get('type')!r}, not an object")


def import_plugin(module: str) -> ModuleType:
    """Import a plugin's module.

    Raises:
        CheckFailed: It cannot be imported.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise CheckFailed(f"{module} cannot be imported: {error}") from error


def _model(subject: Subject) -> Any:
    model = resolve(subject.spec.parameters)
    if not hasattr(model, "model_json_schema"):
        raise CheckFailed(f"{subject.spec.parameters} is no pydantic model")
    return model
