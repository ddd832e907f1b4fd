"""All selected pairs are corrected, or none, whenever the window is killed."""

from __future__ import annotations

from math import inf

import pytest

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="kill -9")

SCRIPT = """
import threading, time
operator = Operator(sys.argv[1])
operator.desk.presenter.sign_on("Sato")
page = operator.review(sys.argv[2])
operator.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
operator.until(lambda: page.presenter.state.selected == 40, "the selection")
def end():
    time.sleep(float(sys.argv[3]))
    os.kill(os.getpid(), signal.SIGKILL)
saved = sys.argv[3] == "inf"
operator.key(Key.Key_F10, Qt.KeyboardModifier.ControlModifier)
operator.until(lambda: page.presenter.state.pair.question, "the question about so many")
if not saved:
    threading.Thread(target=end, daemon=True).start()
operator.key(Key.Key_1)
operator.until(lambda: "Ctrl+Z" in page.presenter.state.told, "the end of the bulk")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("after_s", [0.0, 0.02, 0.05, inf])
def test_all_or_none(inside, batch, said, tmp_path, after_s):
    inside(SCRIPT, tmp_path / "home", batch, after_s, code=-9)
    written = said()
    assert len(written) in (0, 40)
    assert {each.part for each in written} <= {"ng"}
    if after_s == inf:
        assert len({each.inspection for each in written}) == 40
