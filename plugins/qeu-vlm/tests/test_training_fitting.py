"""The training loop on a model of a few numbers: it learns, stops, and goes on after a kill."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from qeu_vlm.encoding import IGNORED
from qeu_vlm.training.checkpoint import Checked, Progress, load_checkpoint
from qeu_vlm.training.fitting import Batch, Lesson, Schedule, fit, summed_loss
from qeu_vlm.training.passes import drawn
from torch import Tensor, nn

WORDS = 6


class Follower(nn.Module):
    """Says which word follows; its head is frozen, as a base model is."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.embed = nn.Embedding(WORDS, 8)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(8, WORDS).requires_grad_(False)

    def forward(self, input_ids: Tensor) -> SimpleNamespace:
        return SimpleNamespace(logits=self.head(self.drop(self.embed(input_ids))))


def batches(random: np.random.Generator) -> Iterator[Batch]:
    """Each word is followed by the next one."""
    for _ in range(4):
        ids = torch.from_numpy((random.integers(WORDS, size=(8, 1)) + np.arange(3)) % WORDS)
        yield {"input_ids": ids, "labels": ids.clone()}


def check(model: nn.Module) -> Checked:
    ids = torch.arange(WORDS)[None]
    model.eval()
    with torch.no_grad():
        loss, count = summed_loss(model, {"input_ids": ids, "labels": ids})
        said = model(ids).logits.argmax(-1)[0, :-1]
    return Checked(float((said == ids[0, 1:]).float().mean()), float(loss) / count)


def lesson(folder: Path, **changes: object) -> Lesson:
    schedule = replace(Schedule(epochs=16, rate=0.2, accumulation=2), **changes)
    return Lesson(batches, 4, check, 7, schedule, "plan", folder / "fit.safetensors")


def weights(model: nn.Module) -> list[float]:
    return [float(v) for p in model.parameters() for v in p.detach().flatten()]


def test_it_learns_and_leaves_what_is_frozen(tmp_path: Path) -> None:
    model = Follower()
    head = model.head.weight.clone()
    told: list[Progress] = []
    progress = fit(model, lesson(tmp_path), told.append)
    assert check(model).exact == 1.0
    assert progress.learned[-1] < progress.learned[0]
    assert told[-1] == progress
    assert torch.equal(model.head.weight, head)
    assert not model.training


def test_a_killed_training_takes_the_same_steps(tmp_path: Path) -> None:
    whole = Follower()
    fit(whole, lesson(tmp_path), lambda progress: None)

    class KilledError(Exception):
        pass

    def kill(progress: Progress) -> None:
        if progress.epoch == 3:
            raise KilledError

    (tmp_path / "b").mkdir()
    with pytest.raises(KilledError):
        fit(Follower(), lesson(tmp_path / "b"), kill)
    told: list[int] = []
    again = Follower()
    fit(again, lesson(tmp_path / "b"), lambda progress: told.append(progress.epoch))
    assert told[:5] == [1, 2, 3, 4, 5]
    assert weights(again) == weights(whole)


def test_the_best_state_is_kept_and_it_stops(tmp_path: Path) -> None:
    seen: list[list[float]] = []

    def worse_and_worse(model: nn.Module) -> Checked:
        seen.append(weights(model))
        return Checked(1 / len(seen), 1.0)

    model = Follower()
    given = replace(lesson(tmp_path, patience=3), check=worse_and_worse)
    progress = fit(model, given, lambda progress: None)
    assert (progress.best, progress.epoch) == (1, 4)
    assert weights(model) == seen[0]


def test_a_torn_checkpoint_or_another_plan_is_none(tmp_path: Path) -> None:
    given = lesson(tmp_path, epochs=1)
    fit(Follower(), given, lambda progress: None)
    assert load_checkpoint(given.file, "plan") is not None
    assert load_checkpoint(given.file, "another") is None
    given.file.write_bytes(given.file.read_bytes()[:-40])
    assert load_checkpoint(given.file, "plan") is None


def test_every_token_of_a_step_counts_alike(tmp_path: Path) -> None:
    """One batch, and the same records as two batches of one step, give the same gradients."""
    ids = torch.arange(8).reshape(4, 2) % WORDS
    long = torch.arange(8).reshape(1, 8) % WORDS
    padded = torch.cat([long, torch.cat([ids, torch.zeros(4, 6, dtype=torch.long)], 1)])
    labels = padded.clone()
    labels[1:, 2:] = IGNORED
    parts = [{"input_ids": long, "labels": long}, {"input_ids": ids, "labels": ids}]
    made = []
    for given in ([{"input_ids": padded, "labels": labels}], parts):
        model = Follower()
        model.drop.p = 0.0
        schedule = Schedule(epochs=1, accumulation=2, rate=0.1)
        (tmp_path / str(len(given))).mkdir()
        file = tmp_path / str(len(given)) / "fit.safetensors"
        fit(model, Lesson(lambda r, g=given: iter(g), 1, check, 0, schedule, "", file), print)
        made.append(weights(model))
    assert made[0] == pytest.approx(made[1], abs=1e-6)


def test_a_training_that_goes_astray_says_so(tmp_path: Path) -> None:
    model = Follower()
    with torch.no_grad():
        model.head.weight.fill_(math.inf)
    with pytest.raises(ValueError, match=r"went astray. Lower rate \(0.2\)"):
        fit(model, lesson(tmp_path), lambda progress: None)
    model.embed.requires_grad_(False)
    with pytest.raises(ValueError, match="No parameter of the model is trainable"):
        fit(model, lesson(tmp_path), lambda progress: None)


def test_the_rate_rises_and_falls() -> None:
    schedule = Schedule(rate=1.0, warm_up=0.1)
    rates = [schedule.rate_at(n / 100) for n in range(101)]
    assert max(rates) == rates[10] == 1.0
    assert rates == sorted(rates[:11]) + sorted(rates[11:], reverse=True)
    assert rates[-1] == pytest.approx(0.02)
    assert Schedule(rate=1.0, warm_up=0).rate_at(0) == 1.0


@pytest.mark.parametrize(("size", "defective"), [(0, 0.5), (60, 0.5), (61, 0.25)])
def test_rare_classes_come_as_often_as_common_ones(size: int, defective: float) -> None:
    labels = ["ok"] * 30 + ["hole"] * 8 + ["stain"] * 2
    random = np.random.default_rng(0)
    chosen = drawn(labels, "ok", size, defective, random)
    counts = {name: [labels[n] for n in chosen].count(name) for name in set(labels)}
    assert len(chosen) == (size or 40)
    assert abs(counts["hole"] - counts["stain"]) <= 1
    assert counts["hole"] + counts["stain"] == pytest.approx(len(chosen) * defective, abs=1)
    assert {n for n in chosen if labels[n] != "ok"} == set(range(30, 40))


def test_good_or_defective_ones_alone_fill_a_pass() -> None:
    random = np.random.default_rng(0)
    assert sorted(drawn(["ok"] * 3, "ok", 0, 0.5, random)) == [0, 1, 2]
    assert sorted(drawn(["a", "b", "b"], "ok", 3, 0.5, random))[:1] == [0]
    assert len(drawn([], "ok", 0, 0.5, random)) == 0
