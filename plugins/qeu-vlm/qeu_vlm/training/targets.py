"""Which layers of a model an adapter is laid on: names that match nothing are an error.

peft itself goes on, at most with a warning, when one of several names matches no layer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

from torch import nn

ALL_LINEAR = "all-linear"
"""Every linear layer but the one that makes the words."""

_ADAPTABLE = (nn.Linear, nn.Embedding, nn.Conv1d, nn.Conv2d)


def resolve_targets(model: nn.Module, patterns: Sequence[str]) -> tuple[str, ...]:
    """Return the full names of the layers that patterns mean, in the model's order.

    Args:
        model: The model as it is loaded, without an adapter.
        patterns: ``all-linear``, or names: a layer's full name, the end of it (``q_proj``,
            ``self_attn.q_proj``), or either with ``*`` and ``?``.

    Raises:
        ValueError: A pattern matches no layer, or one that no adapter can be laid on; candidates
            are listed.
    """
    if not patterns:
        raise ValueError(f"No layer is named to lay the adapter on. {_candidates(model)}")
    chosen = set[str]()
    for pattern in patterns:
        chosen |= set(_matching(model, pattern))
    return tuple(name for name, _ in model.named_modules() if name in chosen)


def _matching(model: nn.Module, pattern: str) -> Iterator[str]:
    if pattern == ALL_LINEAR:
        yield from _all_linear(model)
        return
    if pattern.endswith((".weight", ".bias")):
        layer = pattern.rpartition(".")[0]
        raise ValueError(
            f'Target "{pattern}" is the name of a parameter; an adapter is laid on layers. Write '
            f'"{layer}".'
        )
    met = [(n, m) for n, m in model.named_modules() if n and _means(pattern, n)]
    adaptable = [name for name, module in met if isinstance(module, _ADAPTABLE)]
    if met and not adaptable:
        name, module = met[0]
        raise ValueError(
            f'Target "{pattern}" means "{name}", a {type(module).__name__}, on which no adapter '
            f"can be laid. {_candidates(model)}"
        )
    if not adaptable:
        known = [name.rpartition(".")[2] for name in _adaptable(model)]
        raise ValueError(
            f'Target "{pattern}" matches no layer of this {type(model).__name__}.'
            f"{_meant(pattern.rpartition('.')[2], known)} {_candidates(model)}"
        )
    yield from adaptable


def _means(pattern: str, name: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase(name, f"*.{pattern}")


def _all_linear(model: nn.Module) -> Iterator[str]:
    words = getattr(model, "get_output_embeddings", lambda: None)()
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear) and module is not words:
            yield name


def _adaptable(model: nn.Module) -> list[str]:
    return [name for name, module in model.named_modules() if isinstance(module, _ADAPTABLE)]


def _meant(name: str, known: Sequence[str]) -> str:
    closest = get_close_matches(name, known, 1)
    return f' Did you mean "{closest[0]}"?' if closest else ""


def _candidates(model: nn.Module) -> str:
    """Say which ends of names there are, with how many layers each."""
    ends = Counter(name.rpartition(".")[2] for name in _adaptable(model))
    listed = ", ".join(f"{end} ({count})" for end, count in ends.items())
    return f"It has {listed}; or write {ALL_LINEAR}."
