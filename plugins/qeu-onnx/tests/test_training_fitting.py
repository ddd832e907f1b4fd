"""One network: what stops it, what it goes on from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from qeu_onnx.training.augment import Augmentation
from qeu_onnx.training.checkpoint import load_checkpoint
from qeu_onnx.training.fitting import Lesson, Patches, Schedule, fit
from qeu_onnx.training.network import PatchNetwork
from qeu_onnx.training.seeing import see

from .plates import CLASSES, lessons


@pytest.fixture(scope="module")
def patches() -> Patches:
    """Eighteen examples of three classes."""
    labels = [name for name in CLASSES if name != "unknown"]
    seen = [(see(pair), labels.index(example.regions["R1"])) for pair, example in lessons()]
    return Patches(
        np.concatenate([each.patches for each, _ in seen]), np.array([number for _, number in seen])
    )


LESSON = Lesson(
    learn=np.arange(12),
    check=np.arange(12, 18),
    classes=3,
    width=4,
    seed=5,
    schedule=Schedule(epochs=3, batch=6, least=1),
    augmentation=Augmentation(0.1, turning=True, light=True),
    plan="plan",
)


class _KilledError(Exception):
    pass


def same(first: PatchNetwork, second: PatchNetwork) -> bool:
    pairs = zip(first.state_dict().values(), second.state_dict().values(), strict=True)
    return all(torch.equal(a, b) for a, b in pairs)


@pytest.mark.parametrize("ended_after", [1, 2])
def test_resuming_gives_the_network_that_was_never_interrupted(
    patches: Patches, tmp_path: Path, ended_after: int
) -> None:
    whole = fit(patches, LESSON, tmp_path / "whole.safetensors", lambda epoch, loss: None)

    def killed(epoch: int, loss: float) -> None:
        if epoch == ended_after:
            raise _KilledError

    file = tmp_path / "途中.safetensors"
    with pytest.raises(_KilledError):
        fit(patches, LESSON, file, killed)
    told: list[int] = []
    resumed = fit(patches, LESSON, file, lambda epoch, loss: told.append(epoch))
    assert same(whole, resumed)
    assert told == [1, 2, 3]
    assert not same(whole, fit(patches, replace(LESSON, seed=6), tmp_path / "x", lambda e, v: None))


def test_a_checkpoint_of_another_plan_or_a_torn_one_is_none(
    patches: Patches, tmp_path: Path
) -> None:
    file = tmp_path / "member.safetensors"
    once = replace(LESSON, schedule=replace(LESSON.schedule, epochs=1))
    first = fit(patches, once, file, lambda epoch, loss: None)
    assert load_checkpoint(file, "plan") is not None
    assert load_checkpoint(file, "other") is None
    file.write_bytes(file.read_bytes()[:-1000])
    assert load_checkpoint(file, "plan") is None
    assert same(first, fit(patches, once, file, lambda epoch, loss: None))


def test_it_ends_when_nothing_gets_better(patches: Patches, tmp_path: Path) -> None:
    losses: list[float] = []
    wild = replace(LESSON.schedule, epochs=40, patience=2, rate=0.0)
    still = replace(LESSON, schedule=wild)
    fit(patches, still, tmp_path / "m", lambda epoch, loss: losses.append(loss))
    best = int(np.argmin(losses))
    assert len(losses) == best + 3 < 40


def test_chance_outside_is_left_alone(patches: Patches, tmp_path: Path) -> None:
    torch.manual_seed(1)
    expected = torch.rand(3)
    torch.manual_seed(1)
    once = replace(LESSON, schedule=replace(LESSON.schedule, epochs=1))
    fit(patches, once, tmp_path / "m", lambda epoch, loss: None)
    assert torch.equal(torch.rand(3), expected)


def test_what_decides_when_to_stop_is_looked_at_once(
    patches: Patches, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    seen = Augmentation.seen

    def counted(self: Augmentation, pictures: np.ndarray) -> np.ndarray:
        asked.append(len(pictures))
        return seen(self, pictures)

    monkeypatch.setattr(Augmentation, "seen", counted)
    fit(patches, LESSON, tmp_path / "network.safetensors", lambda epoch, loss: None)
    assert asked == [len(LESSON.check)]
