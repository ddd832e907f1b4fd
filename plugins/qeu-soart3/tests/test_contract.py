from __future__ import annotations

from pathlib import Path

import pytest
from qeu_soart3.parameters import TrainingParameters
from qeu_soart3.trainer import SoartTrainer

from qeu_station.api import Example, TrainerContext
from qeu_station.api.testing import iter_checks, make_pair

LABELS = ("ok", "scratch")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle for colour pictures, which judges regions and cells of its own."""
    folder = tmp_path_factory.mktemp("colour")
    given = TrainingParameters(epochs=3, per_window=1, over_all=1, folds=2, least_examples=2)
    context = TrainerContext(
        given, ("ok", "unknown", "scratch"), 0, 1, folder, folder / "bundle", {"mode": "colour"}
    )
    trainer = SoartTrainer(context)
    for seed in range(6):
        pair = make_pair(regions=2, seed=seed, name=f"P{seed}")
        cells = {cell.address: "ok" for cell in pair.cells}
        cells |= {pair.regions[1].cells[0]: "scratch"}
        regions = {"R1": "ok", "R2": "scratch"}
        trainer.observe(pair, Example(pair.name, pair.name, f"lot {seed % 3}", regions, cells))
    trainer.train(lambda step: None)
    return folder / "bundle"


def test_contract(bundle: Path) -> None:
    failures = []
    for check in iter_checks("qeu_soart3", classes=LABELS, model=bundle, modes=("colour",)):
        try:
            check()
        except Exception as error:
            failures.append(f"{check}: {error}")
    assert not failures
