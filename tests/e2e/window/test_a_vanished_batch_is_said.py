"""A batch folder that vanishes is said; what was read stays, and it goes on once it is back."""

from __future__ import annotations

import pytest

SCRIPT = """
operator = Operator(sys.argv[1])
operator.desk.presenter.sign_on("Sato")
page = operator.review(sys.argv[2])
folder = Path(sys.argv[2])
away = folder.rename(folder.with_name("elsewhere"))
page.presenter._list.soon(0)
operator.until(lambda: operator.errors, "the notice")
assert "moved, removed or replaced" in str(operator.errors[-1])
assert page.presenter.state.total == 40
operator.key(Key.Key_End)
operator.rest(0.3)
away.rename(folder)
page.presenter._list.soon(0)
operator.until(lambda: not operator.shell.window.notices.isVisible(), "the end of the notice")
operator.key(Key.Key_Home)
operator.until(lambda: "part.ng" in page.presenter.state.can, "the first pair")
operator.until(lambda: page.attention.ready, "a glance at it")
operator.key(Key.Key_F10)
operator.until(lambda: page.presenter.state.progress.done == 1, "the disk")
operator.leave()
"""


@pytest.mark.skipif("sys.platform == 'win32'", reason="a folder in use cannot be moved there")
def test_it_is_said_and_goes_on(inside, batch, said, tmp_path):
    inside(SCRIPT, tmp_path / "home", batch)
    assert [each.part for each in said()] == ["ng"]
