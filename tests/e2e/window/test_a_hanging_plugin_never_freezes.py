"""A plugin that hangs, crashes or is missing: the window works on, and the part is REVIEW."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.services.demo import samples

PLUGIN = """
import os, time
from qeu_station.api import InspectorSpec, Opinion, Scope, hookimpl

class Odd:
    def inspect(self, pair):
        {deed}

@hookimpl
def qeu_inspectors():
    scopes = frozenset({{Scope.CELL}})
    yield InspectorSpec(name="odd", version="1", scopes=scopes, factory="{module}:build")

def build(context):
    return Odd()
"""

SCRIPT = """
import time
operator = Operator(sys.argv[1], "odd", sys.argv[2])
operator.sees(lambda s: s.part is not None and s.pictures is not None)
longest = 0.0
for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left):
    begin, before = time.monotonic(), operator.state.part.name
    operator.key(key)
    operator.sees(lambda s: s.part.name != before and s.pictures is not None)
    longest = max(longest, time.monotonic() - begin)
assert longest < 20, longest  # frozen, it would wait for the plugin, or for its own patience
operator.sees(lambda s: s.band.kind == "review")
print(operator.state.band.sentence)
print(*[card.sentence for card in operator.state.cards if card.problem], sep="|")
operator.leave()
"""


@pytest.mark.parametrize(
    ("deed", "said"),
    [("time.sleep(600)", "no answer within"), ("os.abort()", "odd"), (None, "odd")],
    ids=["hangs", "crashes", "is missing"],
)
def test_the_window_works_on(inside, recorded, tmp_path, deed, said):
    home = tmp_path / "home"
    _recipe(home)
    if deed is None:
        deed, broken = "pass", "raise RuntimeError('not today')\n"
    else:
        broken = ""
    plugin = home / "plugins" / "odd_one.py"
    plugin.parent.mkdir(parents=True)
    plugin.write_text(broken + PLUGIN.format(deed=deed, module="odd_one"), encoding="utf-8")
    out = inside(SCRIPT, home, samples()).stdout
    assert said in out or "odd" in out
    inspections, _ = recorded(home)
    assert inspections
    assert {record.part.verdict for record in inspections} == {"REVIEW"}


def _recipe(home: Path) -> None:
    """Copy the sample recipe, with an inspector that must answer within half a second."""
    folder = home / "recipes" / "odd" / "v1"
    shutil.copytree(paths.resources() / "recipes" / "sample", folder)
    file = folder / "recipe.toml"
    text = file.read_text(encoding="utf-8").replace('name = "sample"', 'name = "odd"', 1)
    extra = textwrap.dedent(
        """
        [[inspectors]]
        name = "odd"
        role = "gating"
        deadline_s = 0.5
        """
    )
    file.write_text(text + extra, encoding="utf-8")
