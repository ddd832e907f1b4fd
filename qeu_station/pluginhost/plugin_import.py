"""Importing a plugin's code: in a probe or a worker, or in the host when it is told to debug."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any


def load_dropin(path: Path) -> ModuleType:
    """Import one file of the drop-in folder under its own name without ``.py``.

    Raises:
        ImportError: Its name hides another module, or is no module name.
    """
    name = path.stem
    loaded = sys.modules.get(name)
    if loaded is not None and getattr(loaded, "__file__", None) == str(path):
        return loaded
    if not name.isidentifier():
        raise ImportError(f"{path.name} is no module name; use letters, digits and _ only")
    if loaded is not None or importlib.util.find_spec(name) is not None:
        raise ImportError(f"{path.name} has the name of an installed module; rename the file")
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path.name} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def resolve(reference: str) -> Any:
    """Return what ``"module:name"`` refers to.

    Raises:
        ImportError: There is no such module or name.
    """
    module_name, _, attributes = reference.partition(":")
    found: Any = importlib.import_module(module_name)
    for attribute in attributes.split("."):
        if not hasattr(found, attribute):
            raise ImportError(f'module "{module_name}" has no "{attributes}"')
        found = getattr(found, attribute)
    return found


def raised(error: BaseException) -> str:
    """Return what an exception says, as a sentence without subject, at most 500 characters."""
    if isinstance(error, SystemExit):
        return f"called sys.exit({'' if error.code is None else error.code!r})"
    try:
        text = str(error)
    except Exception:
        text = "(an exception that cannot be printed)"
    sentence = (
        f"raised {type(error).__name__}: {text}" if text else f"raised {type(error).__name__}"
    )
    return sentence if len(sentence) <= 500 else sentence[:497] + "..."
