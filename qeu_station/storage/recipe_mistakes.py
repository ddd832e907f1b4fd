"""What is wrong with the keys and values of a recipe's file, in words."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from qeu_station.core.recipe import Recipe
from qeu_station.errors import did_you_mean

if typing.TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def mistakes(errors: Sequence[ErrorDetails], data: Mapping[str, Any]) -> list[str]:
    """Return a sentence per error that pydantic found in ``data``, with its place in the file."""
    return [_problem(error, data) for error in errors]


def _problem(error: ErrorDetails, data: Mapping[str, Any]) -> str:
    path = _path_in(data, error)
    key = _dotted(path)
    if error["type"] == "unexpected_keyword_argument":
        allowed = _keys_at(path[:-1])
        near = did_you_mean(str(path[-1]), allowed)
        return f"{key}: no such key.{near} Allowed: {', '.join(allowed)}."
    if error["type"] in ("missing", "missing_argument"):
        return f"{key}: missing. Add it; {_meaning(path)}."
    got = json.dumps(error["input"], ensure_ascii=False, default=str)
    return f"{key}: got {got}; {_sentence(error['msg'])}."


def _path_in(data: Any, error: ErrorDetails) -> list[str | int]:
    """The error's place in the file, without the names pydantic adds for unions."""
    path: list[str | int] = []
    for step in error["loc"]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            if error["type"] not in ("missing", "missing_argument"):
                continue
        path.append(step)
    return path


def _dotted(path: Sequence[str | int]) -> str:
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "the recipe"


def _sentence(message: str) -> str:
    text = message.removeprefix("Input should be ")
    if text == message:
        return message[:1].lower() + message[1:]
    return "allowed is " + {"an object": "a table", "a valid array": "a list"}.get(text, text)


def _meaning(path: Sequence[str | int]) -> str:
    return {
        "name": "the name of the product",
        "reference": 'files relative to the recipe, or "from pair"',
    }.get(_dotted(path), "it has no default")


def _keys_at(path: Sequence[str | int]) -> list[str]:
    """Names allowed in the table at ``path``."""
    kind: Any = Recipe
    for step in path:
        kind = _item_type(kind) if isinstance(step, int) else typing.get_type_hints(kind)[step]
    kind = kind if dataclasses.is_dataclass(kind) else Recipe
    return [field.name for field in dataclasses.fields(kind)]


def _item_type(kind: Any) -> Any:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        kind = next(part for part in typing.get_args(kind) if part is not types.NoneType)
    return typing.get_args(kind)[0]
