"""Folders of model bundles, as people name them."""

from __future__ import annotations

from pathlib import Path

from qeu_station.errors import BundleError
from qeu_station.toolkit.bundle import ModelBundle
from qeu_station.toolkit.bundle_files import WEIGHTS

DESCRIPTION = "model.toml"


def bundle_in(folder: Path) -> ModelBundle:
    """Return the bundle of a folder, every file checked.

    Raises:
        BundleError: It is none, or damaged; the message says what was expected.
    """
    if not (folder / DESCRIPTION).is_file():
        raise BundleError(
            f'"{folder}" is a folder without {DESCRIPTION}, so it is no model bundle.'
            f"{_instead(folder)}"
        )
    return ModelBundle.load(folder)


def _instead(folder: Path) -> str:
    """Say what may have been meant."""
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() == WEIGHTS[0])
    if files:
        return f" To name a model in it, give its file: {files[0]}."
    bundles = sorted(p.parent for p in folder.glob(f"*/{DESCRIPTION}"))
    if bundles:
        return f" There is one in {bundles[0]}."
    return (
        " A bundle is what qeu-station train keeps, model export writes, or lies under models in "
        "the folder of a recipe. A model of transformers is named in the recipe, see model under "
        "[inspectors.parameters] of inspector vlm."
    )
