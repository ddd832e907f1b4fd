"""Each check of the kit is shown an inspector that breaks exactly what it guards."""

from __future__ import annotations

import itertools
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from qeu_station.api import Abstention, InspectorSpec, Opinion, PreparedPair, Scope, hookimpl
from qeu_station.api.testing import CheckFailed, behaviour, check_inspector, iter_checks

DATA = Path(__file__).parents[3] / "plugins" / "data"


class Parameters(BaseModel):
    model_config = ConfigDict(extra="forbid")
    level: float = 128.0


class Loose(BaseModel):
    level: float = 128.0


class Demanding(BaseModel):
    model_config = ConfigDict(extra="forbid")
    level: float


class Sound:
    def __init__(self, context: Any) -> None:
        self.classes = len(context.classes)

    def inspect(self, pair: PreparedPair) -> Opinion:
        return self.opinion(pair, float(pair.difference.mean()) / 255)

    def opinion(self, pair: PreparedPair, p: float) -> Opinion:
        vector = (1 - p, p, *(0.0,) * (self.classes - 2))
        return Opinion(cells={cell.address: vector for cell in pair.cells})


class Silent(Sound):
    def inspect(self, pair: PreparedPair) -> Opinion:
        raise Abstention("it has nothing to say", "…")


class Slow(Sound):
    """Works for long when it is asked a second time, as the check does before it cancels."""

    say: Any = None

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.asked = 0
        self.stop = threading.Event()

    def inspect(self, pair: PreparedPair) -> Opinion:
        self.stop.clear()
        self.asked += 1
        if self.say is not None:
            self.say("U3")
        if self.asked == 2 and self.say is None and self.stop.wait(0.5):
            raise Abstention("was told to end")
        return super().inspect(pair)

    def cancel(self) -> None:
        self.stop.set()


class RemembersCancel(Slow):
    def inspect(self, pair: PreparedPair) -> Opinion:
        if self.stop.is_set():
            raise Abstention("was told to end")
        return super().inspect(pair)


class SaysBytes(Sound):
    say: Any = None

    def inspect(self, pair: PreparedPair) -> Opinion:
        if self.say is not None:
            self.say(b"U3")
        return super().inspect(pair)


class Deaf(Slow):
    def cancel(self) -> None:
        threading.Timer(0.3, self.stop.set).start()


class TwoClassesOnly(Sound):
    def inspect(self, pair: PreparedPair) -> Opinion:
        return Opinion(cells={cell.address: (0.5, 0.5) for cell in pair.cells})


class ColourOnly(Sound):
    def inspect(self, pair: PreparedPair) -> Opinion:
        _, _, channels = pair.test.shape
        return self.opinion(pair, 0.1 * channels)


class NeedsRegions(Sound):
    def inspect(self, pair: PreparedPair) -> Opinion:
        return self.opinion(pair, max(region.peak for region in pair.regions) / 255)


class NeedsLight(Sound):
    def inspect(self, pair: PreparedPair) -> Opinion:
        return self.opinion(pair, 0.5 * float(pair.test.min()) / float(pair.test.max()))


class Counting(Sound):
    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.count = 0

    def inspect(self, pair: PreparedPair) -> Opinion:
        self.count += 1
        return self.opinion(pair, 1 / (1 + self.count))


class RandomSeed(Sound):
    seeds = itertools.count(1)

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.p = 1 / next(self.seeds)

    def inspect(self, pair: PreparedPair) -> Opinion:
        return self.opinion(pair, self.p)


class KeepsTheFirst(Sound):
    first: Any = None

    def inspect(self, pair: PreparedPair) -> Opinion:
        if self.first is None:
            self.first = float(pair.difference.mean()) / 255
        return self.opinion(pair, self.first)


class RemembersByIdentity(Sound):
    """A cache keyed by an array's identity: right until the host uses the array again."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.known: dict[int, float] = {}

    def inspect(self, pair: PreparedPair) -> Opinion:
        key = id(pair.difference)
        self.known.setdefault(key, float(pair.difference.mean()) / 255)
        return self.opinion(pair, self.known[key])


class Writing(Sound):
    def inspect(self, pair: PreparedPair) -> Opinion:
        if pair.test.flags.writeable:
            pair.test[0, 0] = 255 - pair.test[0, 0]
        return super().inspect(pair)


class Printing(Sound):
    def inspect(self, pair: PreparedPair) -> Opinion:
        print("here I am")
        return super().inspect(pair)


class ClosesOnce(Sound):
    closed = False

    def close(self) -> None:
        if self.closed:
            raise RuntimeError("closed twice")
        self.closed = True


class Learner:
    def __init__(self, context: Any) -> None:
        self.seen = 0

    def observe(self, pair: PreparedPair, good_cells: Any) -> None:
        self.seen += 1

    def learned(self) -> Any:
        if not self.seen:
            raise ValueError("nothing was seen")
        return {"level": 10.0 * self.seen}


class InventingLearner(Learner):
    def learned(self) -> Any:
        return {"level": 1.0}


class WrongLearner(Learner):
    def learned(self) -> Any:
        return {"height": super().learned()["level"]}


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., InspectorSpec]]:
    module = ModuleType("kit_subjects")
    for name, value in globals().items():
        if isinstance(value, type):
            setattr(module, name, value)
    monkeypatch.setitem(sys.modules, "kit_subjects", module)
    sound = InspectorSpec("sound", "1", frozenset({Scope.CELL}), "kit_subjects:Sound")

    def make(factory: str = "Sound", parameters: str = "", learner: str = "") -> InspectorSpec:
        named = {"factory": factory, "parameters": parameters, "learner": learner}
        return replace(sound, **{k: f"kit_subjects:{v}" for k, v in named.items() if v})

    yield make


def failures(spec: InspectorSpec) -> set[str]:
    failed = set()
    for check in iter_checks(spec):
        try:
            check()
        except Exception:
            failed.add(check.name)
    return failed


def test_a_sound_inspector_passes_every_check(spec: Callable[..., InspectorSpec]) -> None:
    check_inspector(spec())
    check_inspector(spec(parameters="Parameters", learner="Learner"))
    check_inspector(spec("Silent"))
    check_inspector(spec("Slow"))


@pytest.mark.parametrize(
    ("factory", "guard"),
    [
        ("TwoClassesOnly", "judges_more_classes"),
        ("SaysBytes", "says_texts"),
        ("RemembersCancel", "heeds_cancel"),
        ("Deaf", "heeds_cancel"),
        ("ColourOnly", "judges_grey"),
        ("NeedsRegions", "judges_without_regions"),
        ("NeedsLight", "judges_black_test_image"),
        ("Counting", "is_deterministic"),
        ("RandomSeed", "is_deterministic"),
        ("KeepsTheFirst", "keeps_no_views"),
        ("RemembersByIdentity", "keeps_no_views"),
        ("Writing", "leaves_arrays_alone"),
        ("Printing", "prints_nothing"),
        ("ClosesOnce", "closes_twice"),
        ("Absent", "factory_builds"),
        ("Parameters", "factory_builds"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value encountered")
def test_each_check_finds_what_it_guards_against(
    spec: Callable[..., InspectorSpec], factory: str, guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behaviour, "MOST_AFTER_CANCEL_S", 0.15)
    assert guard in failures(spec(factory))


@pytest.mark.parametrize(
    ("parameters", "learner", "guard"),
    [
        ("Loose", "", "parameters_refuse_unknown_names"),
        ("Demanding", "", "parameters_have_defaults"),
        ("Sound", "", "parameters_have_a_schema"),
        ("Parameters", "InventingLearner", "learner_needs_parts"),
        ("Parameters", "WrongLearner", "learner_learns"),
    ],
)
def test_checks_of_parameters_and_learners_find_what_they_guard_against(
    spec: Callable[..., InspectorSpec], parameters: str, learner: str, guard: str
) -> None:
    assert guard in failures(spec(parameters=parameters, learner=learner))


def test_a_bad_record_is_found(spec: Callable[..., InspectorSpec]) -> None:
    assert "record_is_valid" in failures(replace(spec(), name="Bad Name"))


def test_all_failures_are_told_at_once(spec: Callable[..., InspectorSpec]) -> None:
    with pytest.raises(CheckFailed, match=r"(?s)prints_nothing: it printed 'here I am"):
        check_inspector(spec("Printing"))


@pytest.fixture
def forgetting() -> Iterator[None]:
    """What a check imported into this process is forgotten: other tests ask for it."""
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "fake_good"]:
        del sys.modules[name]


@pytest.mark.usefixtures("forgetting")
def test_checks_of_a_plugin_are_named_by_inspector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DATA / "good"))
    names = [check.name for check in iter_checks("fake_good")]
    assert names[0] == "registration_is_light"
    assert {"good-judges_grey", "twins-judges_grey"} <= set(names)
    iter_checks("fake_good")[0]()


def test_a_heavy_registration_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "heavy_plugin.py").write_text(
        "import numpy\nfrom qeu_station.api import InspectorSpec, Scope, hookimpl\n\n\n"
        "@hookimpl\ndef qeu_inspectors():\n"
        "    yield InspectorSpec('heavy', '1', frozenset({Scope.CELL}), 'heavy:build')\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    light = iter_checks("heavy_plugin")[0]
    with pytest.raises(CheckFailed, match="also imports numpy"):
        light()


def test_a_misspelt_hook_is_named() -> None:
    plugin = ModuleType("misspelt")

    @hookimpl
    def qeu_inspector() -> list[InspectorSpec]:
        return []

    plugin.qeu_inspector = qeu_inspector  # type: ignore[attr-defined]
    with pytest.raises(CheckFailed, match="no hook qeu_inspector"):
        iter_checks(plugin)


def test_a_plugin_that_cannot_be_imported_is_named() -> None:
    with pytest.raises(CheckFailed, match="no_such_plugin cannot be imported"):
        iter_checks("no_such_plugin")
