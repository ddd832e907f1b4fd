"""Opening what gives pictures: cameras, streams, videos, plugins' sources and watched folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station.capture.places import without_password
from qeu_station.errors import SourceError, did_you_mean

if TYPE_CHECKING:  # the window names settings in its own thread, where nothing heavy is imported
    from qeu_station.capture.folder_watch import FolderWatch
    from qeu_station.capture.live import LiveSource
    from qeu_station.capture.use import SourceUse
    from qeu_station.services.opening import OpenHome

KINDS = ("camera", "stream", "video", "folder", "plugin")


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """What a person chose as live source.

    Attributes:
        kind: ``camera``, ``stream``, ``video``, ``folder``, or ``plugin``.
        place: Number or device of a camera, address, file, folder, or name of a plugin's source.
        width: Columns wished of a camera, 0 for its own.
        height: Rows wished of a camera, 0 for its own.
        fps: Pictures per second, 0 for the source's own.
        rotate: 0, 90, 180 or 270 degrees clockwise.
        loop: Whether a video or folder begins again at its end.
        parameters: Values for the parameter model of a plugin's source.
    """

    kind: str = "camera"
    place: str = "0"
    width: int = 0
    height: int = 0
    fps: float = 0.0
    rotate: int = 0
    loop: bool = True
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CameraPlace:
    """A camera that the system names.

    Attributes:
        place: What ``LiveSettings.place`` takes.
        name: What the system calls it.
    """

    place: str
    name: str


def open_live(settings: LiveSettings, home: OpenHome) -> LiveSource:
    """Start a live source; whether it gives pictures shows in its ``state`` and ``problem``.

    Raises:
        SourceError: The settings cannot work: no such kind, file, folder or plugin's source.
    """
    from qeu_station.capture.live import LiveSource

    return LiveSource(_use(settings, home), home.host)


def watch_folder(folder: Path, need_reference: bool, home: OpenHome) -> FolderWatch:
    """Watch a folder for pairs, see ``FolderWatch``.

    Raises:
        SourceError: The folder is not there now.
    """
    from qeu_station.capture.folder_watch import FolderWatch

    if not folder.is_dir():
        raise SourceError(f'"{folder}" is no folder. Choose the folder that pictures arrive in.')
    return FolderWatch(folder, need_reference, max_pixels=home.settings.max_pixels)


def list_cameras(devices: Path = Path("/sys/class/video4linux")) -> tuple[CameraPlace, ...]:
    """Return the cameras that the system names, without opening any.

    Only Linux names them; elsewhere the tuple is empty and a camera is chosen by its number.
    """
    try:
        found = sorted(devices.iterdir(), key=lambda each: (len(each.name), each.name))
    except OSError:
        return ()
    # a camera has further devices for its metadata, with an index above 0
    return tuple(
        CameraPlace(f"/dev/{each.name}", _text(each / "name") or each.name)
        for each in found
        if _text(each / "index") in ("", "0")
    )


def _use(settings: LiveSettings, home: OpenHome) -> SourceUse:
    from qeu_station.capture.use import BUILT_IN, SourceUse

    check_settings(settings)
    if settings.kind == "plugin":
        return _plugin_use(settings, home)
    values = asdict(settings)
    del values["parameters"]
    return SourceUse(BUILT_IN, values, label_of(settings))


def _plugin_use(settings: LiveSettings, home: OpenHome) -> SourceUse:
    from qeu_station.capture.use import SourceUse
    from qeu_station.pluginhost import load_catalog

    entry = load_catalog(home.host).source(settings.place)
    return SourceUse(entry, settings.parameters, label_of(settings))


def check_settings(settings: LiveSettings) -> None:
    """Check what can be checked without opening anything.

    Raises:
        SourceError: The settings cannot work; the message says why.
    """
    if settings.kind not in KINDS:
        raise SourceError(
            f'"{settings.kind}" is no kind of source ({", ".join(KINDS)}).'
            f"{did_you_mean(settings.kind, KINDS)}"
        )
    place = settings.place
    if not place.strip():
        raise SourceError("No camera, address or file is named. Enter where the pictures are.")
    if settings.kind == "video" and not Path(place).is_file():
        raise SourceError(f'Video "{place}" does not exist. Check the path.')
    if settings.kind == "folder" and not Path(place).is_dir():
        raise SourceError(f'Folder "{place}" does not exist. Check the path.')
    if settings.kind == "stream" and "://" not in place:
        raise SourceError(
            f'"{place}" is no address of a stream; it begins like rtsp:// or http://.'
        )


def label_of(settings: LiveSettings) -> str:
    """Return what a source is called in messages; passwords in addresses are left out."""
    words = {
        "camera": "Camera",
        "stream": "Stream",
        "video": "Video",
        "folder": "Folder",
        "plugin": "Source",
    }
    return f'{words[settings.kind]} "{without_password(settings.place)}"'


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
