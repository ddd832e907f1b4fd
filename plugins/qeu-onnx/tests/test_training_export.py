"""An export that does not say what was trained is refused; a variant's loss is measured."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
import torch
from qeu_onnx.training import export
from qeu_onnx.training.export import (
    exported,
    run,
    run_members,
    to_onnx,
    torch_probabilities,
)
from qeu_onnx.training.fitting import logits_of
from qeu_onnx.training.network import CONVOLUTIONS, PatchNetwork
from qeu_onnx.training.quantise import HeldOut, measured, quantised

from qeu_station.errors import BundleError


def network(seed: int, depth: int = 1, extra: int = 0) -> PatchNetwork:
    """A network whose normalisation has seen something."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        made = PatchNetwork(depth, 3, 4, extra)
        for norm in made.norms:
            norm.running_mean.normal_(0, 0.2)
            norm.running_var.uniform_(0.5, 2.0)
    logits = logits_of(made, patches(depth=depth, extra=extra))
    made.last.weight.data *= 0.3 / logits.std(dim=0).mean()
    made.last.bias.data -= logits_of(made, patches(depth=depth, extra=extra)).mean(dim=0)
    return made.eval()  # its decisions differ from patch to patch


def patches(count: int = 24, depth: int = 1, extra: int = 0) -> np.ndarray:
    random = np.random.default_rng(3)
    coarse = random.integers(0, 256, (count, 2 * depth + extra, 16, 16), dtype=np.uint8)
    return coarse.repeat(4, axis=2).repeat(4, axis=3)


@pytest.mark.parametrize(("depth", "extra"), [(1, 0), (3, 0), (1, 8)])
def test_the_export_says_what_the_members_say(depth: int, extra: int) -> None:
    members = [network(1, depth, extra), network(2, depth, extra)]
    seen = patches(depth=depth, extra=extra)
    content, parity = exported(members, seen)
    assert parity.items == 24
    assert parity.changed == 0
    assert parity.largest <= 1e-4
    found = run(content, seen)
    assert found.shape == (24, 3)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-6)
    assert len(set(found.argmax(axis=1).tolist())) > 1


def test_members_share_one_first_convolution() -> None:
    graph = onnx.load_model_from_string(to_onnx([network(1), network(2)])).graph
    kinds = [node.op_type for node in graph.node]
    assert kinds.count("Conv") == 1 + 2 * (len(CONVOLUTIONS) - 1)


def test_an_export_of_other_weights_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    members = [network(1)]
    wrong = to_onnx([network(2)])
    monkeypatch.setattr(export, "to_onnx", lambda members: wrong)
    with pytest.raises(BundleError, match="export is refused: its probabilities differ"):
        exported(members, patches())


def test_an_export_without_a_patch_to_compare_on_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one item"):
        exported([network(1)], patches(0))


def held_out(count: int, first: int = 0, members: int = 1) -> HeldOut:
    """The last patches, taking turns over the members."""
    return HeldOut(np.arange(first, count), np.arange(first, count) % members)


@pytest.mark.parametrize(("first", "items"), [(20, 20), (0, 20)])
def test_the_variant_is_smaller_and_its_loss_is_measured(first: int, items: int) -> None:
    """Where everything is held out, half of it gives the ranges."""
    content, pictures = to_onnx([network(1)]), patches(40)
    classes = torch_probabilities([network(1)], pictures).argmax(axis=1)
    small, loss = quantised(content, pictures, classes, held_out(40, first))
    assert loss.items == items
    assert len(small) == loss.bytes[1] < 0.5 * loss.bytes[0]
    assert loss.right[0] == 1.0
    assert loss.right[1] == 1 - loss.changed / 20
    assert loss.largest > 0
    assert f"{loss.right[1]:.2%} instead of 100.00% of 20 held-out patches" in loss.sentence


def test_a_bad_variant_shows_as_bad() -> None:
    content, pictures = to_onnx([network(1)]), patches(40)
    classes = torch_probabilities([network(1)], pictures).argmax(axis=1)
    loss = measured(content, to_onnx([network(2)]), pictures, classes, held_out(40))
    assert loss.right[1] < 0.9
    assert loss.changed > 4


def test_every_member_is_measured_on_what_it_never_saw() -> None:
    members, pictures = [network(1), network(2)], patches(40)
    alone = np.stack([torch_probabilities([each], pictures) for each in members])
    content = to_onnx(members)
    np.testing.assert_allclose(run_members(content, pictures, 2), alone, atol=1e-4)
    turns = held_out(40, 10, members=2)
    classes = alone.argmax(axis=2)[np.arange(40) % 2, np.arange(40)]
    assert (classes != alone[0].argmax(axis=1)).any()
    loss = measured(content, content, pictures, classes, turns)
    assert (loss.items, loss.right, loss.changed) == (30, (1.0, 1.0), 0)


def test_too_few_patches_cannot_be_quantised() -> None:
    with pytest.raises(ValueError, match="at least 2 held-out patches, got 1"):
        quantised(to_onnx([network(1)]), patches(9), np.zeros(9, np.intp), held_out(9, 8))
