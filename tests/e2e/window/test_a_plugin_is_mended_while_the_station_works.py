"""An engineer edits a plugin and reloads it; the station goes on, and no part passes unseen."""

from __future__ import annotations

import shutil
import textwrap

import pytest

from qeu_station import paths
from qeu_station.services.demo import samples

PLUGIN = """
import time
from qeu_station.api import InspectorSpec, Opinion, Scope, hookimpl

class Odd:
    def __init__(self, context):
        self.others = (0.0,) * (len(context.classes) - 2)

    def inspect(self, pair):
        if pair.name == "T03":
            time.sleep(3600)
        cells = {cell.address: (0.99, 0.01, *self.others) for cell in pair.cells}
        return Opinion(cells=cells, comment="first edition")

@hookimpl
def qeu_inspectors():
    yield InspectorSpec(name="odd", version="1", scopes=frozenset({Scope.CELL}),
                        factory="odd_one:Odd", summary="Judges oddly.")
"""

RELOAD = """
from PySide6.QtWidgets import QPushButton

operator = Operator(sys.argv[1], "odd", sys.argv[2])
plugin = Path(sys.argv[1], "plugins", "odd_one.py")

def presenter():
    return operator.shell.window.screens.page("plugins").presenter

def press(act):
    operator.shell.window.findChild(QPushButton, f"plugins.{act}").click()

def plugins(met):
    operator.sees(lambda s: met(presenter().state), 100)

def part(name, *kinds):
    operator.sees(lambda s: s.part is not None and s.part.name == name and s.band.kind in kinds
                  and s.pictures is not None, 100)

def edit(before, after):
    text = plugin.read_text("utf-8")
    assert before in text
    plugin.write_text(text.replace(before, after), "utf-8")

def to_plugins():
    operator.key(Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    plugins(lambda p: p.rows and p.working is None)
    presenter().choose("odd_one")

def to_inspect():
    operator.key(Key.Key_1, Qt.KeyboardModifier.ControlModifier)

def worker(health):
    return lambda p: p.working is None and p.component and p.component.worker.health == health
"""

A_NEW_EDITION = (
    RELOAD
    + """
part("T01", "pass", "fail")
to_plugins()
plugins(worker("ready"))
edit("first edition", "second edition")
press("reload")
plugins(lambda p: p.plugin.remark is not None and p.working is None)
remark = presenter().state.plugin.remark.name
assert "judges with it" in remark, remark
to_inspect()
operator.key(Key.Key_Right)
part("T02", "pass", "fail")
operator.leave()
"""
)

AN_INTERRUPTED_PART = (
    RELOAD
    + """
part("T01", "pass", "fail")
operator.key(Key.Key_Right)
operator.key(Key.Key_Right)
part("T03", "judging")
edit("time.sleep(3600)", "pass")
to_plugins()
press("reload")
part("T03", "review")
plugins(worker("ready"))
to_inspect()
operator.key(Key.Key_Right)
part("T04", "pass", "fail")
operator.leave()
"""
)

A_BROKEN_EDITION = (
    RELOAD
    + """
part("T01", "pass", "fail")
to_plugins()
edit("import time", "import time\\nraise RuntimeError('half saved')")
press("reload")
plugins(lambda p: p.plugin.remark is not None and p.working is None)
print(presenter().state.plugin.remark.name)
to_inspect()
operator.key(Key.Key_Right)
part("T02", "pass", "fail")
to_plugins()
edit("\\nraise RuntimeError('half saved')", "\\ntime.sleep(3600)")
press("reload")
plugins(lambda p: p.working is not None)
operator.rest(1.0)
press("cancel")
assert presenter().state.working is None
to_inspect()
operator.key(Key.Key_Right)
operator.key(Key.Key_Right)
part("T04", "pass", "fail")
operator.leave()
"""
)


@pytest.fixture
def home(tmp_path):
    """A home whose recipe judges with the sample's inspectors and with ``odd``."""
    made = tmp_path / "家"
    folder = made / "recipes" / "odd" / "v1"
    shutil.copytree(paths.resources() / "recipes" / "sample", folder)
    file = folder / "recipe.toml"
    text = file.read_text("utf-8").replace('name = "sample"', 'name = "odd"', 1)
    extra = textwrap.dedent(
        """
        [[inspectors]]
        name = "odd"
        role = "gating"
        deadline_s = 120.0
        """
    )
    file.write_text(text + extra, "utf-8")
    (made / "plugins").mkdir()
    (made / "plugins" / "odd_one.py").write_text(PLUGIN, "utf-8")
    return made


def said_of(inspections, part):
    record = next(each for each in inspections if each.pair == part)
    return record, next(each for each in record.opinions if each.inspector == "odd")


def test_a_new_edition_judges_from_the_next_part_on(inside, recorded, home):
    inside(A_NEW_EDITION, home, samples())
    inspections, _ = recorded(home)
    assert said_of(inspections, "T01")[1].comment == "first edition"
    assert said_of(inspections, "T02")[1].comment == "second edition"


def test_a_part_that_a_reload_interrupts_is_review(inside, recorded, home):
    inside(AN_INTERRUPTED_PART, home, samples())
    inspections, _ = recorded(home)
    record, opinion = said_of(inspections, "T03")
    assert record.part.verdict == "REVIEW"
    assert opinion.reason == "was reloaded by a person"
    assert said_of(inspections, "T04")[1].comment == "first edition"


def test_a_broken_edition_changes_nothing(inside, recorded, home):
    said = inside(A_BROKEN_EDITION, home, samples()).stdout
    assert "Not reloaded: cannot be loaded: it raised RuntimeError: half saved" in said
    inspections, _ = recorded(home)
    for part in ("T01", "T02", "T04"):
        record, opinion = said_of(inspections, part)
        assert record.part.verdict in {"PASS", "FAIL"}
        assert opinion.comment == "first edition"
