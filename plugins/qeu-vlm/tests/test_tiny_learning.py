"""The tiny model learns, stops and goes on; the one that ships is right about easy pairs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from qeu_vlm.tiny import pool as pools
from qeu_vlm.tiny.course import Course, Plan
from qeu_vlm.tiny.learning import Pupil, varied
from qeu_vlm.tiny.lessons import Laid, Scribe, lay
from qeu_vlm.tiny.measuring import Examined, examined, score
from qeu_vlm.tiny.pool import Pool
from qeu_vlm.tiny.processing import PairProcessor
from qeu_vlm.tiny.publishing import publish
from qeu_vlm.tiny.shape import fresh_model
from qeu_vlm.tiny.tiles import CELLS, pixels_of
from qeu_vlm.tiny.words import make_tokenizer

from qeu_station.toolkit.bundle import ModelBundle
from qeu_station.toolkit.shipped import shipped_model

MEGABYTES = 8
SMALL = {"vision": 32, "vision_layers": 1, "text": 32, "text_layers": 1}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Pool:
    part = pools._PART
    try:
        pools._PART = 8
        return Pool.of(tmp_path_factory.mktemp("pool"), 8)
    finally:
        pools._PART = part


def _learned(pool: Pool, folder: Path, plan: Plan) -> tuple[Pupil, list[float]]:
    torch.manual_seed(0)
    tokenizer = make_tokenizer()
    pupil, losses = Pupil(fresh_model(tokenizer, **SMALL)), list[float]()
    folder.mkdir(exist_ok=True)
    course = Course(pupil, pool, Scribe(tokenizer), plan, folder)
    course.run(lambda stage, done, loss: losses.append(loss), every=5)
    return pupil, losses


def test_it_learns_and_goes_on_where_it_was_stopped(pool: Pool, tmp_path: Path) -> None:
    plan = Plan(products=8, tiles=10, words=0, both=3, polish=0)
    straight, losses = _learned(pool, tmp_path / "straight", plan)
    assert losses[1] < losses[0]
    _learned(pool, tmp_path / "stopped", Plan(products=8, tiles=10, words=0, both=0, polish=0))
    resumed, _ = _learned(pool, tmp_path / "stopped", plan)
    for name, tensor in straight.state_dict().items():
        assert torch.allclose(tensor, resumed.state_dict()[name], atol=1e-5), name


def test_an_answer_names_the_laid_defects_in_reading_order(pool: Pool) -> None:
    scribe, tokenizer = Scribe(make_tokenizer()), make_tokenizer()
    kinds = np.zeros(CELLS, np.int64)
    kinds[[20, 2]] = 1, 2
    every = np.arange(CELLS)
    said = scribe.answer(Laid(every, every, kinds))
    assert tokenizer.decode(said).strip() == "U3: shifted; D3: missing<end></s>"
    laid = [lay(pool.kinds[0], np.random.default_rng(n)) for n in range(40)]
    passing = [not each.kinds.any() for each in laid]
    assert 8 < sum(passing) < 32


def test_prompts_are_those_of_the_processor(pool: Pool) -> None:
    from qeu_station.toolkit.question import question

    tokenizer = make_tokenizer()
    processor = PairProcessor(tokenizer)
    content = [{"type": "image"}, {"type": "text", "text": question("UCD", "123456789")}]
    text = processor.apply_chat_template(
        [{"role": "user", "content": content}], add_generation_prompt=True
    )
    made = processor(text=[text], images=[np.ones((96, 288, 7), np.uint8)])
    every = np.arange(CELLS)
    prompt = Scribe(tokenizer).prompt(Laid(every, every, every * 0))
    assert made["input_ids"][0].tolist() == prompt


def test_what_is_published_is_a_whole_bundle(tmp_path: Path) -> None:
    tokenizer = make_tokenizer()
    pupil = Pupil(fresh_model(tokenizer, **SMALL))
    for _ in range(2):
        publish(pupil, PairProcessor(tokenizer), tmp_path / "made", {"exact": 0.5})
        (tmp_path / "made" / "README.md").write_text("card", encoding="utf-8")
    assert ModelBundle.load(tmp_path / "made").about.metrics == {"exact": 0.5}
    assert PairProcessor.from_pretrained(tmp_path / "made").chat_template


def test_the_shipped_model_is_whole_small_and_right() -> None:
    from transformers import AutoModelForImageTextToText

    folder = shipped_model("pair-reader")
    bundle = ModelBundle.load(folder)
    assert bundle.weights.stat().st_size <= MEGABYTES * 1e6
    assert (folder / "README.md").is_file()
    processor = PairProcessor.from_pretrained(folder)
    model = AutoModelForImageTextToText.from_pretrained(folder, local_files_only=True).eval()
    pairs: Examined = examined(range(0, 480, 40), number=3)
    found = score(Pupil(model), Scribe(processor.tokenizer), pairs)
    assert found.positions >= 0.9
    assert found.exact >= 0.75


class Chance:
    """Chance that says what it is told."""

    def __init__(self, *said: float) -> None:
        self._said = list(said)

    def random(self) -> float:
        return self._said.pop(0)


def test_a_turned_tile_is_the_tile_of_the_turned_picture() -> None:
    tiles = np.random.default_rng(0).integers(0, 255, (4, 32, 32, 7)).astype(np.uint8)
    turned = varied(pixels_of(tiles), Chance(0.9, 0.9, 0.9, 0.1))  # type: ignore[arg-type]
    assert np.array_equal(turned.numpy(), pixels_of(tiles.swapaxes(1, 2)))
