"""A batch that another program writes can be looked at; a word of it waits, and is said to wait."""

from __future__ import annotations

SCRIPT = """
from qeu_station.storage.journal import Journal
operator = Operator(sys.argv[1])
operator.desk.presenter.sign_on("Sato")
page = operator.review(sys.argv[2])
shown = page.presenter.state.pair.inspection
operator.until(lambda: page.attention.ready, "a glance at it")
with Journal.open(sys.argv[2] + "/journal.db", "batch"):
    operator.key(Key.Key_F10)
    operator.until(lambda: operator.errors, "the notice")
    assert "being written" in operator.shell.window.notices.text.text()
    assert "NOT SAVED" in page.presenter.unsaved
    assert page.presenter.state.pair.inspection == shown
operator.until(lambda: not page.presenter.unsaved, "the disk")
operator.until(lambda: not operator.shell.window.notices.isVisible(), "the end of the notice")
operator.leave()
"""


def test_it_is_said_and_written_later(inside, batch, said, tmp_path):
    inside(SCRIPT, tmp_path / "home", batch)
    assert [(each.part, each.operator) for each in said()] == [("ng", "Sato")]
