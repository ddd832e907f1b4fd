"""What the screen says is saved is on the disk, whatever happens in the next moment."""

from __future__ import annotations

import signal

from qeu_station.services.demo import samples
from qeu_station.storage.journal import Journal

KILLED = """
operator = Operator(sys.argv[1], "sample", sys.argv[2])
operator.desk.presenter.sign_on("Sato")

def kill_when_saved(state):
    if any(entry.part == "T02" and entry.said for entry in state.strip):
        os.kill(os.getpid(), signal.SIGKILL)

operator.part("T01", "pass")
operator.key(Key.Key_Right)
operator.part("T02", "fail")
operator.desk.state_changed.connect(kill_when_saved)
operator.key(Key.Key_Return)
operator.rest(30)
"""

AGAIN = """
operator = Operator(sys.argv[1])
operator.sees(lambda s: s.strip)
entry = next(e for e in operator.state.strip if e.part == "T02")
operator.desk.presenter.open_record(entry.id)
operator.part("T02", "fail")
operator.sees(lambda s: s.band.said)
print(entry.said, operator.state.band.said)
operator.leave()
"""


def test_kill_9_in_the_moment_it_says_saved(inside, tmp_path):
    home = tmp_path / "home"
    inside(KILLED, home, samples(), code=-signal.SIGKILL)
    with Journal.open(home / "journal.db", "station", readonly=True) as journal:
        assert journal.verify().problems == ()
        [correction] = [each for _, each in journal.all_corrections()]
        assert (correction.part, correction.operator) == ("ng", "Sato")
        assert journal.inspection(correction.inspection).pair == "T02"
    said = inside(AGAIN, home).stdout
    assert said.startswith("ng ") and "Sato" in said
