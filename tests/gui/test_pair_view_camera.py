"""Fitting, zooming and panning never lose the picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.gui.widgets.pair_view.camera import (
    LABEL_ROOM,
    MAX_SCALE,
    PLAIN_ROOM,
    Camera,
    Stage,
    room_for,
    stacked_is_larger,
)

sides = st.floats(1, 8000)
stages = st.builds(Stage, st.tuples(sides, sides), st.tuples(sides, sides))
moves = st.lists(
    st.tuples(st.floats(0.01, 100), st.floats(-9000, 9000), st.floats(-9000, 9000)), max_size=8
)


def test_the_whole_picture_is_inside_the_room():
    stage = Stage((1280, 960), (640, 500), (30, 28, 10, 10))
    left, top, width, height = stage.fitted().window(stage.pane)
    scale = stage.fitted().scale
    assert left <= -30 / scale + 1e-6
    assert top <= -28 / scale + 1e-6
    assert left + width >= 1280 + 10 / scale - 1e-6
    assert top + height >= 960 + 10 / scale - 1e-6


def test_zooming_keeps_the_point_under_the_pointer():
    stage = Stage((1000, 1000), (500, 500))
    before = stage.zoomed(stage.fitted(), 6, (500, 500))
    after = stage.zoomed(before, 1.5, (530, 480))
    for camera in (before, after):
        assert camera.scale > stage.fitted().scale

    def place(camera: Camera) -> tuple[float, float]:
        return (530 - camera.x) * camera.scale, (480 - camera.y) * camera.scale

    assert place(after) == pytest.approx(place(before))


@given(stages, moves)
def test_some_of_the_picture_is_always_seen(stage, moves):
    camera = stage.fitted()
    for factor, x, y in moves:
        camera = stage.panned(stage.zoomed(camera, factor, (x, y)), x, y)
        left, top, width, height = camera.window(stage.pane)
        assert left < stage.picture[0] and left + width > 0
        assert top < stage.picture[1] and top + height > 0
        assert camera.scale <= max(MAX_SCALE, stage.fitted().scale)
        assert camera.scale >= stage.fitted().scale * 0.999


def test_zooming_out_ends_at_the_whole_picture():
    stage = Stage((1280, 960), (640, 500))
    assert stage.zoomed(Camera(3, 900, 5), 1e-6, (0, 0)) == stage.fitted()


@pytest.mark.parametrize(
    ("edges", "room"),
    [
        (None, PLAIN_ROOM),
        ((0, 0), (*LABEL_ROOM, *PLAIN_ROOM[2:])),
        ((-50, 500), (LABEL_ROOM[0], *PLAIN_ROOM[1:])),
        ((500, 500), PLAIN_ROOM),
    ],
)
def test_room_is_left_only_where_labels_need_it(edges, room):
    assert room_for(edges, (1000, 1000), (1000, 1000)) == room


def test_panes_lie_as_the_pictures_show_larger():
    assert stacked_is_larger((3000, 500), (1200, 800))
    assert not stacked_is_larger((500, 500), (1200, 800))
