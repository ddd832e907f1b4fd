"""Make the tiny model: ``python -m qeu_vlm.tiny.make --out FOLDER``."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from time import strftime

import torch

from qeu_vlm.tiny.course import Course, Plan
from qeu_vlm.tiny.learning import Pupil
from qeu_vlm.tiny.lessons import Scribe
from qeu_vlm.tiny.measuring import UNSEEN, Examined, examined, names_right, score
from qeu_vlm.tiny.pool import Pool
from qeu_vlm.tiny.processing import PairProcessor
from qeu_vlm.tiny.publishing import publish, save
from qeu_vlm.tiny.shape import fresh_model
from qeu_vlm.tiny.words import make_tokenizer

CURVES = "curves.csv"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the pool, teach the model, and write it; run again after a stop, it goes on."""
    given = _parser().parse_args(arguments)
    plan = Plan(given.products, given.tiles, given.words, given.both, given.polish, given.seed)
    given.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(given.threads)
    torch.manual_seed(plan.seed)
    tokenizer = make_tokenizer()
    pupil, scribe = Pupil(fresh_model(tokenizer)), Scribe(tokenizer)
    pool = Pool.of(given.work / "pool", plan.products)
    known = examined(range(0, plan.products, max(1, plan.products // given.check)))
    unseen = examined(range(UNSEEN, UNSEEN + given.check))

    def say(stage: str, done: int, loss: float) -> None:
        figures = _figures(pupil, scribe, known, unseen, stage)
        row = {"time": strftime("%H:%M:%S"), "stage": stage, "step": done, "loss": loss} | figures
        _append(given.work / CURVES, row)
        if stage != "tiles":
            save(pupil, PairProcessor(tokenizer), given.work / "model")

    Course(pupil, pool, scribe, plan, given.work).run(say, given.every)
    figures = _figures(pupil, scribe, known, unseen, "all")
    publish(pupil, PairProcessor(tokenizer), given.out, figures)
    return 0


def _figures(
    pupil: Pupil, scribe: Scribe, known: Examined, unseen: Examined, stage: str
) -> dict[str, float]:
    figures = {"names": names_right(pupil, unseen)}
    if stage != "tiles":
        for name, pairs in (("known", known), ("unseen", unseen)):
            found = asdict(score(pupil, scribe, pairs))
            figures |= {f"{name} {key}": value for key, value in found.items()}
    return figures


def _append(file: Path, row: dict[str, object]) -> None:
    line = {key: f"{v:.4f}" if isinstance(v, float) else v for key, v in row.items()}
    print("  ".join(f"{key} {value}" for key, value in line.items()), flush=True)  # noqa: T201
    with file.open("a", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerow(line.values())


def _parser() -> argparse.ArgumentParser:
    usual = Plan()
    parser = argparse.ArgumentParser("python -m qeu_vlm.tiny.make", description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the model goes")
    parser.add_argument("--work", type=Path, required=True, help="folder of the pool and the state")
    parser.add_argument("--products", type=int, default=usual.products)
    parser.add_argument("--tiles", type=int, default=usual.tiles, help="steps of the first stage")
    parser.add_argument("--words", type=int, default=usual.words, help="steps of the second")
    parser.add_argument("--both", type=int, default=usual.both, help="steps of the third")
    parser.add_argument("--polish", type=int, default=usual.polish, help="steps of the fourth")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--check", type=int, default=100, help="pairs looked at while it learns")
    parser.add_argument("--every", type=int, default=250, help="steps between two looks")
    parser.add_argument("--threads", type=int, default=1)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
