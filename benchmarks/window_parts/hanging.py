"""A home whose recipe has an inspector that hangs at every fourth part, until its deadline."""

from __future__ import annotations

import shutil
from pathlib import Path

from qeu_station import paths

RECIPE = "hanging"
"""Its name; apart from the inspector it is a copy of another."""

_PLUGIN = '''\
"""Hangs seldom enough never to be suspended, though it may not be ready for the next part."""

import time

from qeu_station.api import InspectorSpec, Opinion, Scope, hookimpl


class Hanging:
    def __init__(self, classes):
        self.good = (0.99, *((0.01 / (len(classes) - 1),) * (len(classes) - 1)))

    def inspect(self, pair):
        while int(pair.name[1:]) % 4 == 1:
            time.sleep(60)
        return Opinion(cells={cell.address: self.good for cell in pair.cells})


def build(context):
    return Hanging(context.classes)


@hookimpl
def qeu_inspectors():
    scopes = frozenset({Scope.CELL})
    yield InspectorSpec(name="hanging", version="1", scopes=scopes, factory="hangs:build")
'''

_INSPECTOR = """
[[inspectors]]
name = "hanging"
role = "gating"
"""


def give_hanging(home: Path, recipe: str) -> None:
    """Put the plugin into a home, and a copy of a shipped recipe that must wait for it.

    Args:
        home: Made when it is missing.
        recipe: Name of the shipped recipe.
    """
    folder = home / "recipes" / RECIPE / "v1"
    shutil.copytree(paths.resources() / "recipes" / recipe, folder)
    file = folder / "recipe.toml"
    text = file.read_text(encoding="utf-8").replace(f'name = "{recipe}"', f'name = "{RECIPE}"', 1)
    file.write_text(text + _INSPECTOR, encoding="utf-8")
    plugins = paths.plugins(home)
    plugins.mkdir(parents=True, exist_ok=True)
    (plugins / "hangs.py").write_text(_PLUGIN, encoding="utf-8")
