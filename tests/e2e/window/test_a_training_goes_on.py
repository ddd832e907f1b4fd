"""A training begun in the window is stopped, cut off with the window, and goes on to its end."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from qeu_station.storage.recipes import load_recipe, save_recipe
from tests.unit.services.making import picture, tiny_recipe, write
from tests.unit.services.spots import TRAINERS, write_set

BEGIN = """
sys.path.insert(0, sys.argv[2])
from dataclasses import replace
import time
operator = Operator(sys.argv[1])
window = operator.shell.window
window.commands.do("screen.training")
page = window.screens.shown

def until(met, seconds=120):
    end = time.monotonic() + seconds
    while not met(page.presenter.state):
        operator.rest(0.01)
        if time.monotonic() > end:
            sys.exit(f"not seen: {page.presenter.state}, errors {operator.errors}")

def learned(state):
    return state.charts[0].curves[0].x if state.charts else ()

until(lambda s: s.ready)
"""
CUT_OFF = (
    BEGIN
    + """
page.presenter.enter(recipe="tray", trainer="wayward", own=False, records=sys.argv[3],
                     settings="epochs=6 pause_s=0.3")
window.commands.do("training.start")
until(learned)
window.commands.do("training.stop")
until(lambda s: "training.go_on" in s.can)
before = learned(page.presenter.state)
window.commands.do("training.go_on")
until(lambda s: learned(s)[-1] > before[-1])
print(sorted({"torch", "onnxruntime", "pandas", "sklearn", "fake_trainers"} & set(sys.modules)))
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""
)
AGAIN = (
    BEGIN
    + """
print(page.presenter.state.phase)
window.commands.do("training.go_on")
until(lambda s: s.phase not in ("running", "stopped"))
state = page.presenter.state
print(state.phase, learned(state)[0] > 1, learned(state)[-1], state.words)
operator.leave()
"""
)


@pytest.fixture
def product(tmp_path: Path, knowing) -> tuple[Path, Path]:
    """A home with a recipe whose classes can be learned, and what to learn from."""
    home = knowing(tmp_path / "家")
    reference = write(tmp_path / "good.png", picture())
    save_recipe(tiny_recipe(inspectors=("difference",)), [reference], home)
    return home, write_set(tmp_path / "記録", count=13)


def test_stop_go_on_kill_9_and_go_on(inside, product):
    home, records = product
    cut = inside(CUT_OFF, home, TRAINERS, records, code=-signal.SIGKILL)
    assert cut.stdout.strip() == "[]"
    said = inside(AGAIN, home, TRAINERS, records).stdout.splitlines()
    assert said[0] == "stopped"
    assert said[1].startswith("saved True 6 ('W beats LDA.'")
    assert load_recipe("tray", home).recipe.version == 2
