"""A network camera that stalls and hangs up; real cameras need hardware."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
import pytest

from tests.unit.capture.conftest import PATIENT_S, until

JPEG = cv2.imencode(".jpg", np.full((48, 64, 3), 90, np.uint8))[1].tobytes()
PART = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%b\r\n" % (
    len(JPEG),
    JPEG,
)


class Camera:
    """Serves motion JPEG on the loopback address, as long as it is told to."""

    def __init__(self) -> None:
        self.sending, self.connected = threading.Event(), threading.Event()
        self.sending.set()
        self.connected.set()
        self._open = True
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = False  # so that closing waits for them
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/camera.mjpg"

    def close(self) -> None:
        self._open = False
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()  # waits for the connections

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                try:
                    while camera._open and camera.connected.is_set():
                        if camera.sending.is_set():
                            self.wfile.write(PART)
                        time.sleep(0.03)
                except OSError:  # who looked is gone
                    pass

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def network_camera() -> Iterator[Camera]:
    camera = Camera()
    yield camera
    camera.close()


def test_a_network_camera_is_seen(built_in, network_camera):
    source = built_in("stream", network_camera.address)
    frame = source.after(time.monotonic(), PATIENT_S)
    source.close()
    assert frame is not None, source.problem
    assert frame.pixels.shape == (48, 64, 3)
    assert abs(int(frame.pixels.mean()) - 90) <= 2


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("fault", ["sending", "connected"])
def test_a_network_camera_that_is_lost_comes_back(built_in, network_camera, fault):
    source = built_in("stream", network_camera.address)
    assert source.after(time.monotonic(), PATIENT_S) is not None, source.problem
    getattr(network_camera, fault).clear()
    until(lambda: source.state == "lost")
    assert "gave no picture for" in source.problem or "gives no more pictures" in source.problem
    assert source.newest() is None
    getattr(network_camera, fault).set()
    frame = source.after(time.monotonic(), PATIENT_S)
    assert frame is not None, source.problem
