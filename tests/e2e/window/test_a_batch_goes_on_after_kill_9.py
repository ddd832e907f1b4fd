"""A batch ordered in the window goes on after the window was killed, and every part is judged."""

from __future__ import annotations

import signal

from benchmarks.pairs import listed_samples
from qeu_station.storage.journal import Journal

PAIRS = 60
WAIT = """
from qeu_station.gui.batches import batches_of
batches = batches_of(operator.desk).presenter

def until(met, seconds=120):
    import time
    end = time.monotonic() + seconds
    while not met():
        operator.rest(0.01)
        if time.monotonic() > end:
            sys.exit(f"not seen: {batches.state}, errors {operator.errors}")
"""
KILLED = (
    "operator = Operator(sys.argv[1])"
    + WAIT
    + """
operator.shell.window.commands.do("screen.batches")
until(lambda: batches.state.ready)
operator.shell.window.screens.shown.order_pairs(Path(sys.argv[2]), "sample")
dialog = operator.shell.window.dialogs.shown
until(dialog.add.isEnabled)
assert dialog.found.text().startswith("60 pairs"), dialog.found.text()
operator.key(Key.Key_Return)
until(lambda: any(row.counted and row.done > 0.05 for row in batches.state.rows))
os.kill(os.getpid(), signal.SIGKILL)
"""
)
AGAIN = (
    "operator = Operator(sys.argv[1])"
    + WAIT
    + """
until(lambda: batches.state.rows and batches.state.rows[0].state == "done")
row = batches.state.rows[0]
print(row.counted, row.passed + row.review + row.failed)
operator.shell.window.commands.do("screen.batches")
operator.shell.window.commands.do("batch.delete")
until(lambda: operator.shell.window.dialogs.shown)
operator.shell.window.dialogs.shown.reject()
operator.leave()
print(sorted({"pyarrow", "torch", "onnxruntime", "pandas", "sklearn"} & set(sys.modules)))
"""
)


def test_kill_9_in_the_middle_of_a_batch(inside, tmp_path):
    home = tmp_path / "home"
    inside(KILLED, home, listed_samples(tmp_path, PAIRS), code=-signal.SIGKILL)
    said = inside(AGAIN, home).stdout.splitlines()
    assert said == ["60 of 60 60", "[]"]
    with Journal.open(home / "batches" / "pairs" / "journal.db", "station", readonly=True) as kept:
        assert kept.verify().problems == ()
        names = [record.pair for record in kept.inspections()]
    assert len(names) == len(set(names)) == PAIRS
    assert (home / "batches" / "pairs" / "report.html").is_file()
