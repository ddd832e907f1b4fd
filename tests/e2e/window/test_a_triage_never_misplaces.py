"""However fast somebody triages and pages, a word lands on the pair that was on the screen."""

from __future__ import annotations

import json

SCRIPT = """
import json, random
operator = Operator(sys.argv[1])
operator.desk.presenter.sign_on("Sato")
page = operator.review(sys.argv[2])
chance, meant = random.Random(11), []
for step in range(45):
    for _ in range(chance.choice([0, 0, 1, 3])):
        operator.key(chance.choice([Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up]))
    operator.rest(chance.choice([0, 0.01, 0.03, 0.1]))
    if step % 3 == 0:  # so that some words are taken on a slow machine too
        shown = lambda: page.presenter.state.pair.pictures and page.attention.ready
        operator.until(shown, "the pair")
    pair = page.presenter.state.pair
    shown = pair.inspection if pair.pictures else None
    act = chance.choice(["ok", "ng", "sort"] if step % 3 else ["ok", "ng"])
    if act == "sort":
        page.table.sorted.emit("p_ok", bool(step % 2))
        continue
    operator.key({"ok": Key.Key_F9, "ng": Key.Key_F10}[act])
    meant.append((shown, act))
operator.until(lambda: not page.presenter.unsaved, "the disk")
operator.rest(1.0)
operator.leave()
print(json.dumps(meant))
"""


def test_no_word_on_another_pair(inside, batch, said, tmp_path):
    meant = json.loads(inside(SCRIPT, tmp_path / "home", batch).stdout.splitlines()[-1])
    written = [(each.inspection, each.part) for each in said()]
    assert len(written) >= 10
    waiting = iter(meant)
    for word in written:  # each stands for a key of its time, in the same order
        assert any(word == (shown, act) for shown, act in waiting), f"{word} was never meant"
