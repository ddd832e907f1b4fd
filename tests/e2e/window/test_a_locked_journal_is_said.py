"""A journal that another program writes keeps the station from opening; Retry opens it later."""

from __future__ import annotations

SCRIPT = """
from qeu_station.storage.journal import Journal
home = Path(sys.argv[1])
other = Journal.open(home / "journal.db", "station")
operator = Operator(str(home))
problems = []
operator.desk.not_opened.connect(problems.append)
operator.sees(lambda s: problems)
print(problems[0])
assert operator.shell.window.welcome.isVisible()
other.close()
operator.shell.window.screens.shown._retry()
operator.sees(lambda s: operator.desk.station is not None)
operator.leave()
"""


def test_retry_after_the_other_program_ended(inside, tmp_path):
    assert "Another program" in inside(SCRIPT, tmp_path / "home").stdout
