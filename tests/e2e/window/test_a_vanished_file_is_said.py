"""A picture that goes away between listing and opening is a problem, never a verdict."""

from __future__ import annotations

import shutil

from qeu_station.services.demo import samples

SCRIPT = """
operator = Operator(sys.argv[1], "sample", sys.argv[2])
operator.part("T01", "pass")
(Path(sys.argv[2]) / "T02_test.jpg").unlink()
(Path(sys.argv[2]) / "T05_test.jpg").unlink()
operator.key(Key.Key_End)
operator.part("T06", "pass", "fail", "review")
operator.key(Key.Key_Left)
operator.sees(lambda s: s.part.name == "T05" and s.band.kind in ("problem", "review"))
band = operator.state.band
assert "not there any more" in band.sentence and "T05" in band.detail, band
operator.key(Key.Key_Left)
operator.part("T04", "pass", "fail", "review")
operator.leave()
"""


def test_a_picture_removed_after_it_was_listed(inside, recorded, tmp_path):
    folder = tmp_path / "pairs"
    folder.mkdir()
    for picture in sorted(samples().glob("*_test.jpg"))[:6]:
        shutil.copyfile(picture, folder / picture.name)
    inside(SCRIPT, tmp_path / "home", folder)
    inspections, _ = recorded(tmp_path / "home")
    assert all(r.part.verdict == "REVIEW" for r in inspections if r.pair in ("T02", "T05"))
