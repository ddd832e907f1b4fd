"""Filters kept by name in the station's home."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from qeu_station.errors import InputError
from qeu_station.services.review.filtering import Filter
from qeu_station.storage.atomic import write_bytes

FILE = "review-filters.json"


def load_filters(home: Path) -> dict[str, Filter]:
    """Return the saved filters by name; those that cannot be read are left out.

    Args:
        home: Folder of the station's home.
    """
    try:
        data = json.loads((home / FILE).read_bytes())
        listed = list(data.items())
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}
    found = {}
    for name, values in listed:
        try:
            found[name] = Filter.from_json(values)
        except (InputError, TypeError, AttributeError):
            continue
    return found


def save_filters(home: Path, filters: Mapping[str, Filter]) -> None:
    """Replace the saved filters.

    Raises:
        StorageError: They cannot be written; the old ones stay.
    """
    data = {name: each.as_json() for name, each in filters.items()}
    text = json.dumps(data, indent=2, ensure_ascii=False)
    write_bytes(home / FILE, text.encode("utf-8", "surrogateescape"))
