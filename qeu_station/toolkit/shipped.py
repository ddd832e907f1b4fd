"""Models that ship with the station."""

from __future__ import annotations

import sys
from pathlib import Path

from qeu_station.errors import BundleError, did_you_mean

_MODELS = Path("resources") / "models"


def shipped_model(name: str) -> Path:
    """Return the folder of a model that ships with the station.

    It is found in a frozen installation, in a wheel and beside the package of an editable one.

    Args:
        name: Name of the model, such as ``pair-reader``.

    Raises:
        BundleError: There is no such model.
    """
    known = {folder.name: folder for place in _places() for folder in _folders(place)}
    if name not in known:
        listed = ", ".join(sorted(known)) or "none"
        raise BundleError(
            f'No model "{name}" ships with the station (models {listed}).'
            f"{did_you_mean(name, known)} Give the folder of a model, or install qeu-station again."
        )
    return known[name]


def _places() -> list[Path]:
    """Return where the models may lie, the place that wins last."""
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    places = [package.parent / _MODELS, package / _MODELS]
    return places if frozen is None else [*places, Path(frozen) / "qeu_station" / _MODELS]


def _folders(place: Path) -> list[Path]:
    return sorted(child for child in place.iterdir() if child.is_dir()) if place.is_dir() else []
