"""All checks of the conformance kit, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from qeu_station.api.specs import InspectorSpec
from qeu_station.api.testing import behaviour, registration
from qeu_station.api.testing.pairs import make_pair
from qeu_station.api.testing.subject import CheckFailed, Subject

MODES = ("colour", "grey", "binary")

_SCENES: Mapping[str, Mapping[str, Any]] = {
    "judges_small_pictures": {"height": 7, "width": 9},
    "judges_odd_sizes": {"height": 61, "width": 103},
    "judges_without_regions": {"regions": 0},
    "judges_many_regions": {"regions": 200, "height": 120, "width": 200},
    "judges_several_references": {"references": 4},
    "judges_black_test_image": {"constant": 0},
    "judges_constant_test_image": {"constant": 200},
}

_OF_RECORD: Sequence[Callable[[Subject], None]] = (
    registration.record_is_valid,
    registration.parameters_have_defaults,
    registration.parameters_refuse_unknown_names,
    registration.parameters_have_a_schema,
)

_OF_BEHAVIOUR: Sequence[Callable[[Subject], None]] = (
    behaviour.judges_more_classes,
    behaviour.is_deterministic,
    behaviour.keeps_no_views,
    behaviour.leaves_arrays_alone,
    behaviour.prints_nothing,
    behaviour.closes_twice,
    behaviour.says_texts,
    behaviour.heeds_cancel,
    behaviour.learner_learns,
    behaviour.learner_needs_parts,
)


@dataclass(frozen=True, slots=True)
class Check:
    """One named check; calling it raises ``CheckFailed`` when the plugin breaks the contract."""

    name: str
    run: Callable[[], None]

    def __call__(self) -> None:
        """Run the check."""
        self.run()

    def __str__(self) -> str:
        return self.name


def iter_checks(
    plugin: str | ModuleType | InspectorSpec,
    *,
    parameters: Mapping[str, Any] | None = None,
    classes: tuple[str, ...] = ("ok", "unknown"),
    model: Path | None = None,
    modes: Sequence[str] = MODES,
) -> tuple[Check, ...]:
    """Return every check of a plugin, or of one inspector, in order.

    Example:
        >>> @pytest.mark.parametrize("check", iter_checks("qeu_edges"), ids=str)
        ... def test_contract(check):
        ...     check()

    Args:
        plugin: The plugin's module or its name, or the record of one inspector.
        parameters: Values for the parameter model; without them it must have defaults.
        classes: Class names; the labels of the model bundle when there is one.
        model: Folder of the model bundle.
        modes: Kinds of pictures the inspector is made for.

    Raises:
        CheckFailed: The plugin cannot be imported or registers no inspector.
    """
    specs: Sequence[InspectorSpec] = ()
    checks = []
    if isinstance(plugin, InspectorSpec):
        specs = (plugin,)
    else:
        module = registration.import_plugin(plugin) if isinstance(plugin, str) else plugin
        specs = registration.inspector_specs(module)
        light = partial(registration.registration_is_light, module.__name__)
        checks = [Check("registration_is_light", light)]
    for spec in specs:
        prefix = f"{spec.name}-" if len(specs) > 1 else ""
        subject = Subject(spec, parameters or {}, classes, model)
        checks += [Check(prefix + each.name, each.run) for each in _of_subject(subject, modes)]
    return tuple(checks)


def check_inspector(plugin: str | ModuleType | InspectorSpec, **options: Any) -> None:
    """Run every check; takes the same arguments as ``iter_checks``.

    Raises:
        CheckFailed: Names every check that failed, with its reason.
    """
    failures = []
    for check in iter_checks(plugin, **options):
        try:
            check()
        except Exception as error:
            failures.append(f"{check.name}: {error or type(error).__name__}")
    if failures:
        raise CheckFailed(f"{len(failures)} checks failed:\n  " + "\n  ".join(failures))


def _of_subject(subject: Subject, modes: Sequence[str]) -> Iterator[Check]:
    for check in _OF_RECORD:
        yield Check(check.__name__, partial(check, subject))
    yield Check("factory_builds", partial(behaviour.factory_builds, subject))
    for mode in modes:
        yield Check(f"judges_{mode}", partial(_judges_scene, subject, {"mode": mode}))
    for name, scene in _SCENES.items():
        yield Check(name, partial(_judges_scene, subject, {"mode": modes[0], **scene}))
    for check in _OF_BEHAVIOUR:
        yield Check(check.__name__, partial(check, subject))


def _judges_scene(subject: Subject, scene: Mapping[str, Any]) -> None:
    behaviour.judges(subject, make_pair(**scene))
