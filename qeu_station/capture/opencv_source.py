"""The station's own source: cameras, streams, video files and folders through OpenCV.

Everything here runs in the capture process.
"""

from __future__ import annotations

from qeu_station.api import Source, SourceContext
from qeu_station.capture.devices import Camera, Stream
from qeu_station.capture.paced import Folder, Video
from qeu_station.capture.parameters import OpenCvParameters


def build(context: SourceContext) -> Source:
    """Return the source for the parameters' kind."""
    wish: OpenCvParameters = context.parameters
    if wish.kind in ("camera", "stream"):
        return Camera(wish) if wish.kind == "camera" else Stream(wish)
    return Video(wish) if wish.kind == "video" else Folder(wish)
