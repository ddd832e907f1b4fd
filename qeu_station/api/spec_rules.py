"""The rules a registered record must keep; the host and the conformance kit both ask here."""

from __future__ import annotations

import re

from qeu_station.api.specs import (
    API_VERSION,
    InspectorSpec,
    SinkSpec,
    SourceSpec,
    TrainerSpec,
)
from qeu_station.core.opinion import Scope

ROLES = ("gating", "advisory")

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_REFERENCE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")

AnySpec = InspectorSpec | TrainerSpec | SourceSpec | SinkSpec


def problems_of(spec: AnySpec) -> tuple[str, ...]:
    """Return one sentence per rule that the record breaks; empty when it is valid."""
    problems = [*_of_any(spec)]
    if isinstance(spec, InspectorSpec):
        problems += _of_inspector(spec)
    if isinstance(spec, TrainerSpec) and spec.inspector and not _matches(_NAME, spec.inspector):
        problems.append(f"inspector {spec.inspector!r} is no name of an inspector")
    return tuple(problems)


def _of_any(spec: AnySpec) -> list[str]:
    problems = []
    if not _matches(_NAME, spec.name):
        problems.append(
            f"name {spec.name!r} is not allowed; use 1-64 lower-case letters, digits, - and _"
        )
    if not isinstance(spec.version, str) or not spec.version:
        problems.append(f"version {spec.version!r} is not a text such as '1.0'")
    if spec.api_version != API_VERSION:
        problems.append(
            f"it was written for API version {spec.api_version}, this station has {API_VERSION}; "
            "install a version of the plugin made for it"
        )
    if not _matches(_REFERENCE, spec.factory):
        problems.append(f"factory {spec.factory!r} is not of the form 'module:callable'")
    if spec.parameters and not _matches(_REFERENCE, spec.parameters):
        problems.append(f"parameters {spec.parameters!r} is not of the form 'module:Model'")
    return problems


def _of_inspector(spec: InspectorSpec) -> list[str]:
    problems = []
    allowed = ", ".join(Scope)
    if not spec.scopes:
        problems.append(f"scopes are empty; name at least one of {allowed}")
    elif any(scope not in tuple(Scope) for scope in spec.scopes):
        problems.append(f"scopes {sorted(map(str, spec.scopes))} are not all among {allowed}")
    if spec.role not in ROLES:
        problems.append(f"role {spec.role!r} is not one of {', '.join(ROLES)}")
    if spec.learner and not _matches(_REFERENCE, spec.learner):
        problems.append(f"learner {spec.learner!r} is not of the form 'module:callable'")
    if spec.examiner and not _matches(_REFERENCE, spec.examiner):
        problems.append(f"examiner {spec.examiner!r} is not of the form 'module:callable'")
    if not isinstance(spec.opinions, tuple) or len(set(spec.opinions)) != len(spec.opinions):
        problems.append(f"opinions {spec.opinions!r} are not a tuple of different names")
    elif not all(_matches(_NAME, opinion) for opinion in spec.opinions):
        problems.append(f"opinions {spec.opinions!r} are not all lower-case names")
    return problems


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
