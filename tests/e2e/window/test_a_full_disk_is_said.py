"""A correction that cannot be written is shown as not saved, and written when that is mended."""

from __future__ import annotations

from qeu_station.services.demo import samples

SCRIPT = """
import resource
operator = Operator(sys.argv[1], "sample", sys.argv[2])
operator.desk.presenter.sign_on("Sato")
operator.part("T01", "pass")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))  # every file is full
operator.key(Key.Key_Return)
operator.sees(lambda s: operator.errors)
assert operator.state.part.name == "T01" and operator.state.band.said
assert not operator.state.band.saved
print(operator.errors[0])
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
operator.key(Key.Key_Return)
operator.sees(lambda s: s.part.name == "T02")
operator.leave()
"""


def test_the_same_key_writes_it_once_there_is_room(inside, recorded, tmp_path):
    out = inside(SCRIPT, tmp_path / "home", samples()).stdout
    assert "disk" in out
    inspections, corrections = recorded(tmp_path / "home")
    [said] = corrections
    assert {r.id: r.pair for r in inspections}[said.inspection] == "T01"
