"""Answer time of the vision-language inspector, as a multiple of plain ``generate`` on tensors."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from time import process_time
from typing import Any

import numpy as np

from benchmarks.sample_product import FIRST_TESTED, PRODUCT, RECIPE
from qeu_station.api import InspectorContext, PreparedPair
from qeu_station.imaging.prepare import Preparer
from qeu_station.imaging.samples import DEFECTS, render_pair, render_reference

WARM_UP = 3


def main(arguments: list[str]) -> None:
    """Print both times per pair, in turn on the same pairs, on one thread."""
    parser = argparse.ArgumentParser("python -m benchmarks vlm_answer_time", description=__doc__)
    parser.add_argument("--model", default="", help="folder of a model; the shipped one without")
    parser.add_argument("--pairs", type=int, default=40, help="pairs that are asked about")
    options = parser.parse_args(arguments)
    asked, plain, tokens = _timed(options.model, options.pairs)
    both = {"inspector, from prepared pair to opinion": asked, "plain generate on tensors": plain}
    print(f"{len(asked)} pairs, {np.mean(tokens):.1f} tokens per answer, one thread, CPU time\n")
    print("| | median ms | p95 ms | of generate, median of pairs |\n|---|---|---|---|")
    for name, values in both.items():
        median, p95 = np.median(values), np.percentile(values, 95)
        share = np.median(np.divide(values, plain))
        print(f"| {name} | {median:.1f} | {p95:.1f} | {share:.2f}x |")


def _timed(model: str, count: int) -> tuple[list[float], list[float], list[int]]:
    import torch
    from qeu_vlm.encoding import encode, placed
    from qeu_vlm.inspector import VlmInspector
    from qeu_vlm.parameters import Parameters
    from qeu_vlm.showing import show

    torch.set_num_threads(1)
    asked, plain, tokens = [], [], []
    pairs, classes = _pairs(count)
    parameters = Parameters(model=model, least_legal=0.0)
    inspector = VlmInspector(InspectorContext(parameters, classes))
    for number, pair in enumerate([*pairs[:WARM_UP], *pairs]):
        start = process_time()
        opinion = inspector.inspect(pair)
        took = 1e3 * (process_time() - start)
        said = int(opinion.evidence["tokens"])
        shown = show(pair, inspector.shows)
        given = placed(inspector.loaded, encode(inspector.loaded, shown, inspector.question(shown)))
        bare = _generated(inspector.loaded.model, given, said)
        if number >= WARM_UP:
            asked.append(took)
            plain.append(bare)
            tokens.append(said)
    return asked, plain, tokens


def _generated(model: Any, given: Mapping[str, Any], tokens: int) -> float:
    """Return the milliseconds that as many tokens take without anything around them."""
    import torch

    with torch.inference_mode():
        start = process_time()
        model.generate(**given, min_new_tokens=tokens, max_new_tokens=tokens)
        return 1e3 * (process_time() - start)


def _pairs(count: int) -> tuple[Sequence[PreparedPair], tuple[str, ...]]:
    preparer = Preparer(RECIPE, [render_reference(PRODUCT)])
    tests = (render_pair(PRODUCT, FIRST_TESTED + n, defects=n % 3).test for n in range(count))
    pairs = [preparer.prepare(str(n), test).pair for n, test in enumerate(tests)]
    return pairs, ("ok", "unknown", *DEFECTS)
