"""Write sample pictures: ``python -m qeu_station.imaging.samples FOLDER``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from qeu_station.errors import QeuError
from qeu_station.imaging.samples.dataset import write_dataset, write_reference
from qeu_station.imaging.samples.product import SampleProduct
from qeu_station.imaging.samples.showcase import write_showcase


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the shipped samples, or with --count a data set of any size."""
    given = _parser().parse_args(arguments)
    product = SampleProduct.default()
    if given.product is not None:
        product = SampleProduct.random(given.product)
    try:
        if given.reference:
            write_reference(given.folder, product)
        elif given.count is None:
            write_showcase(given.folder, product, given.seed)
        else:
            write_dataset(given.folder, product, given.count, given.seed, given.defect_share)
    except QeuError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m qeu_station.imaging.samples", description=main.__doc__
    )
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--seed", type=int, default=1, help="seed of everything that varies")
    parser.add_argument("--count", type=int, help="number of test images of a data set")
    parser.add_argument("--reference", action="store_true", help="write only reference.png")
    parser.add_argument("--defect-share", type=float, default=0.5, help="share of defective ones")
    parser.add_argument("--product", type=int, help="seed of another product than the sample")
    return parser


if __name__ == "__main__":
    sys.exit(main())
