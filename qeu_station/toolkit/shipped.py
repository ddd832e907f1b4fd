"""What ships with the station: where it lies, and its models by name."""

from __future__ import annotations

import sys
from pathlib import Path

from qeu_station.errors import BundleError, did_you_mean


def resource_places(package: Path) -> list[Path]:
    """Return where shipped resources may lie, the place that wins first.

    That is in a frozen installation, in a wheel, and beside the package of an editable one.

    Args:
        package: Folder of the package ``qeu_station``.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    places = [package / "resources", package.parent / "resources"]
    return places if frozen is None else [Path(frozen) / "qeu_station" / "resources", *places]


def shipped_model(name: str) -> Path:
    """Return the folder of a model that ships with the station.

    Args:
        name: Name of the model, such as ``pair-reader``.

    Raises:
        BundleError: There is no such model.
    """
    places = resource_places(Path(__file__).resolve().parents[1])
    known = {
        folder.name: folder for place in reversed(places) for folder in _folders(place / "models")
    }
    if name not in known:
        listed = ", ".join(sorted(known)) or "none"
        raise BundleError(
            f'No model "{name}" ships with the station (models {listed}).'
            f"{did_you_mean(name, known)} Give the folder of a model, or install qeu-station again."
        )
    return known[name]


def _folders(place: Path) -> list[Path]:
    return sorted(child for child in place.iterdir() if child.is_dir()) if place.is_dir() else []
