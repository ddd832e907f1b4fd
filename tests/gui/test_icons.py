from __future__ import annotations

import pytest

from qeu_station import paths
from qeu_station.gui.actions import ACTIONS
from qeu_station.gui.icons import icon
from qeu_station.services.jobqueue.job import JobState

NAMES = sorted({spec.icon for spec in ACTIONS if spec.icon})
APPLICATION = "qeu-station"
JOBS = tuple(f"job-{state}" for state in JobState)
"""What becomes of a batch."""
STYLE = (*(f"arrow-{way}" for way in ("down", "left", "right", "up")), "tick-dark", "tick-light")
"""Named by the style sheet."""


@pytest.mark.parametrize("name", [*NAMES, *JOBS, APPLICATION])
def test_every_icon_is_drawn_in_the_colour_asked_for(qtbot, name):
    picture = icon(name, "#ff0000", "#00ff00").pixmap(40, 40).toImage()
    seen = [picture.pixelColor(x, y) for x in range(40) for y in range(40)]
    drawn = [colour for colour in seen if colour.alpha() > 200]
    assert drawn
    assert all(colour.red() > 200 > colour.green() for colour in drawn)


def test_no_drawing_is_left_over(qtbot):
    files = {file.stem for file in (paths.resources() / "icons").glob("*.svg")}
    assert files == {*NAMES, *JOBS, *STYLE, APPLICATION}


def test_a_missing_icon_is_empty(qtbot):
    assert icon("no-such-icon", "#000000", "#000000").isNull()
