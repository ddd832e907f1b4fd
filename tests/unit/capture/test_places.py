from __future__ import annotations

import pytest

from qeu_station.capture.places import without_password


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://user:pass@10.0.0.5/live", "rtsp://10.0.0.5/live"),
        ("rtsp://user:p@ss@10.0.0.5:554/a@b", "rtsp://10.0.0.5:554/a@b"),
        ("http://camera/video", "http://camera/video"),
        ("/dev/video0", "/dev/video0"),
        (r"C:\部品@1.avi", r"C:\部品@1.avi"),
    ],
)
def test_user_and_password_are_left_out(address: str, shown: str) -> None:
    assert without_password(address) == shown
