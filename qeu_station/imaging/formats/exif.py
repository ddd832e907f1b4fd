"""TIFF directories, as TIFF files and EXIF blocks hold them."""

from __future__ import annotations

from dataclasses import dataclass

from qeu_station.imaging.formats.header import DamagedError, unpack

ORIENTATION = 274

_SIZES = {1: 1, 3: 2, 4: 4, 13: 4}
_CODES = {1: "B", 3: "H", 4: "I", 13: "I"}
_MOST_VALUES = 1_000_000
_MOST_ENTRIES = 4096


@dataclass(frozen=True, slots=True)
class Directory:
    """One image file directory.

    Attributes:
        values: Whole-number values per tag; tags of other types are left out.
        places: Byte offset of each tag's first value.
        order: ``<`` or ``>``, the byte order of the block.
        following: Offset of the next directory, 0 for none.
    """

    values: dict[int, tuple[int, ...]]
    places: dict[int, int]
    order: str
    following: int

    def first(self, tag: int, default: int) -> int:
        """Return the first value of a tag."""
        return self.values.get(tag, (default,))[0]


def byte_order(data: bytes) -> str:
    """Return ``<`` or ``>`` for the block that starts here.

    Raises:
        DamagedError: It is no TIFF block.
    """
    orders = {b"II*\0": "<", b"MM\0*": ">"}
    if data[:4] not in orders:
        raise DamagedError("its TIFF directory has a wrong signature")
    return orders[data[:4]]


def directory(data: bytes, offset: int | None = None) -> Directory:
    """Read the directory at ``offset``, by default the first.

    Raises:
        DamagedError: The directory does not lie wholly in the data.
    """
    order = byte_order(data)
    start = unpack(f"{order}I", data, 4)[0] if offset is None else offset
    (count,) = unpack(f"{order}H", data, start)
    if not 0 < count <= _MOST_ENTRIES:
        raise DamagedError(f"its TIFF directory has {count} entries")
    values: dict[int, tuple[int, ...]] = {}
    places: dict[int, int] = {}
    for index in range(count):
        entry = start + 2 + 12 * index
        tag, kind, number = unpack(f"{order}HHI", data, entry)
        if kind in _SIZES and 0 < number <= _MOST_VALUES:
            inside = _SIZES[kind] * number <= 4
            place = entry + 8 if inside else unpack(f"{order}I", data, entry + 8)[0]
            values[tag] = unpack(f"{order}{number}{_CODES[kind]}", data, place)
            places[tag] = place
    (following,) = unpack(f"{order}I", data, start + 2 + 12 * count)
    return Directory(values, places, order, following)


def orientation_of(block: bytes) -> int:
    """Return the orientation (1..8) in an EXIF block; 1 when it has none or cannot be read.

    Cameras write broken EXIF blocks around sound pictures: the block is never a reason to refuse.
    """
    try:
        found = directory(block.removeprefix(b"Exif\0\0")).first(ORIENTATION, 1)
    except DamagedError:
        return 1
    return found if 1 <= found <= 8 else 1
