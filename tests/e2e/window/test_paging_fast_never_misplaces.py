"""However fast somebody pages, a correction lands on the part that was on the screen."""

from __future__ import annotations

import json

from qeu_station.services.demo import samples

SCRIPT = """
import json, random
from dataclasses import replace
operator = Operator(sys.argv[1], "sample", sys.argv[2])
operator.desk.presenter.sign_on("Sato")
operator.desk.remember(replace(operator.desk.preferences, advance=False))
operator.part("T01", "pass")
chance, meant = random.Random(7), []
for step in range(60):
    operator.key(chance.choice([Key.Key_Right, Key.Key_Right, Key.Key_Left]))
    operator.rest(chance.choice([0, 0.01, 0.03, 0.1]))
    if step % 5 == 0:  # so that some words are taken on a slow machine too
        operator.sees(lambda s: s.pictures and "part.ng" in s.can)
    state = operator.state
    name = operator.shell.window.windowTitle().split(" — ")[0]
    shown = state.pictures.name if state.pictures else None
    act = chance.choice(["agree", "ng", "cell"])
    if act == "cell":
        operator.desk.presenter.click_cell("C5", False)
        operator.key(Key.Key_1)
        said = "missing"
    else:
        operator.key(Key.Key_F10)
        said = "ng"
    meant.append((name, shown, said))
operator.rest(1.0)
operator.sees(lambda s: s.band.saved)
operator.leave()
print(json.dumps(meant))
"""


def test_no_correction_on_another_part(inside, recorded, tmp_path):
    home = tmp_path / "home"
    meant = json.loads(inside(SCRIPT, home, samples()).stdout.splitlines()[-1])
    inspections, corrections = recorded(home)
    pair_of = {record.id: record.pair for record in inspections}
    written = [(pair_of[c.inspection], "ng" if c.part else c.cells.get("C5")) for c in corrections]
    assert len(written) >= 10
    waiting = iter(meant)
    for pair, said in written:  # each stands for a key of its time, in the same order
        assert any(name == shown == pair and key == said for name, shown, key in waiting), (
            f"{said} on {pair} was never meant"
        )
