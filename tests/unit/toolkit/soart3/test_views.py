"""Views of good parts: what they show, how they are named, and what a recipe may ask for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from qeu_station.toolkit.soart3 import UnitSpaces, ViewPictures


def test_names_follow_tiles_parts_shifts_and_views() -> None:
    assert UnitSpaces().names() == (
        "unshifted reference",
        "unshifted inverse",
        "unshifted eroded",
        "unshifted dilated",
        "best reference",
        "best inverse",
        "best eroded",
        "best dilated",
    )
    small = UnitSpaces(views=("reference",), shifts=("best",), tiles=(1, 2))
    assert small.names(2) == (
        "tile 1.1 part 1 best reference",
        "tile 1.1 part 2 best reference",
        "tile 1.2 part 1 best reference",
        "tile 1.2 part 2 best reference",
    )


@pytest.mark.parametrize("channels", [(), (3,)])
def test_views_of_a_dot(channels: tuple[int, ...]) -> None:
    picture = np.zeros((1, 9, 9, *channels), np.uint8)
    picture[0, 2:7, 2:7] = 200
    views = ViewPictures(picture, UnitSpaces(radius=2))
    reference, inverse, eroded, dilated = views.pictures[0, ..., 0]
    assert views.pictures.shape == (1, 4, 9, 9, *(channels or (1,)))
    assert np.array_equal(reference + inverse, np.full((9, 9), 255))
    assert np.argwhere(eroded).tolist() == [[4, 4]]
    assert (dilated == 200).all()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"views": ()}, "views"),
        ({"views": ("reference", "reference")}, "each once"),
        ({"views": ("upside down",)}, "views"),
        ({"shifts": ("far",)}, "shifts"),
        ({"tiles": (0, 1)}, "tiles"),
        ({"radius": 0}, "radius"),
        ({"white": 100}, "white"),
        ({"epsilon": 0.0}, "epsilon"),
        ({"epsilon": float("nan")}, "epsilon"),
    ],
)
def test_wrong_wishes_are_refused_in_code_and_in_files(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        UnitSpaces(**wrong)
    with pytest.raises(ValidationError):
        TypeAdapter(UnitSpaces).validate_python(wrong)


def test_epsilon_and_range() -> None:
    assert UnitSpaces().epsilon_of(400) == 1e-4
    assert UnitSpaces(epsilon="area").epsilon_of(400) == 20
    assert UnitSpaces().scale == 255
    assert UnitSpaces(white=255).scale == 1
