"""Arrays in shared memory: written once by the host, read by every worker without a copy."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import sys
import threading
from collections import Counter
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory
from typing import Any

import numpy as np

from qeu_station.errors import QeuError
from qeu_station.pluginhost.segments import fresh_name, remove_abandoned

Descriptor = dict[str, Any]
"""Name of the segment, shape and type of one array, as sent to a worker."""


Hold = tuple[str, ...]
"""Names of segments that are still read."""

_Buffer = tuple[SharedMemory, np.ndarray]


class _View:
    """Lets numpy see a segment; each array keeps its segment mapped for as long as it lives."""

    def __init__(
        self, memory: SharedMemory, shape: tuple[int, ...], dtype: np.dtype[Any], read_only: bool
    ) -> None:
        self.memory = memory
        self.__array_interface__ = {
            "shape": shape,
            "typestr": dtype.str,
            "data": (_address(memory), read_only),
            "version": 3,
        }


class SharedSpace:
    """Shared memory of one set of workers, owned by the host.

    ``empty`` called again with the same name, shape and type gives the same buffer, its content
    unchanged, unless that is held: then another. Arrays stay valid memory after ``close``; workers
    can then no longer attach them.
    """

    def __init__(self) -> None:
        remove_abandoned()
        self._by_name: dict[str, _Buffer] = {}
        self._by_address: dict[int, str] = {}
        self._held: Counter[str] = Counter()
        self._parked: dict[str, dict[str, _Buffer]] = {}
        self._lock = threading.RLock()

    def empty(self, name: str, shape: tuple[int, ...], dtype: np.dtype[Any] | type) -> np.ndarray:
        """Return a writable array of this shape and type; a new one has arbitrary values.

        Raises:
            QeuError: The system has no shared memory left.
        """
        kind = np.dtype(dtype)
        with self._lock:
            known = self._by_name.get(name)
            if known is not None and not self._held[known[0].name] and _fits(known, shape, kind):
                return known[1]
            if known is not None:
                del self._by_name[name]
                if self._held[known[0].name]:
                    self._parked.setdefault(name, {})[known[0].name] = known
                else:
                    self._forget(*known)
            spare = self._spare(name, shape, kind)
            return self._new(name, shape, kind) if spare is None else spare

    def _spare(self, name: str, shape: tuple[int, ...], kind: np.dtype[Any]) -> np.ndarray | None:
        """Return a buffer that was held and is free again; what no longer fits is given back."""
        for buffer in self._free(name):
            del self._parked[name][buffer[0].name]
            if _fits(buffer, shape, kind):
                self._by_name[name] = buffer
                return buffer[1]
            self._forget(*buffer)
        return None

    def _free(self, name: str) -> list[_Buffer]:
        parked = self._parked.get(name, {})
        return [buffer for segment, buffer in parked.items() if not self._held[segment]]

    def _new(self, name: str, shape: tuple[int, ...], kind: np.dtype[Any]) -> np.ndarray:
        memory = _create(max(1, math.prod(shape) * kind.itemsize))
        array = np.asarray(_View(memory, shape, kind, read_only=False))
        self._by_name[name] = memory, array
        self._by_address[array.__array_interface__["data"][0]] = name
        return array

    def describe(self, name: str, array: np.ndarray) -> Descriptor:
        """Return where a worker finds ``array``; copied in when it lies elsewhere."""
        held = self._holding(array)
        if held is None:
            target = self.empty(f"copy of {name}", array.shape, array.dtype)
            np.copyto(target, array)
            held = self._by_name[f"copy of {name}"][0]
        return {"segment": held.name, "shape": list(array.shape), "dtype": array.dtype.str}

    def hold(self) -> Hold:
        """Keep what the buffers hold now: whoever writes to one next gets another one.

        For a worker that still reads them after ``inspect`` has returned.

        Returns:
            What ``let_go`` takes once nobody reads them; a worker that cannot be ended reads them
            for ever.
        """
        with self._lock:
            names = tuple(memory.name for memory, _ in self._by_name.values())
            self._held.update(names)
            return names

    def let_go(self, hold: Hold) -> None:
        """Let buffers that were held be written to again."""
        with self._lock:
            self._held.subtract(hold)
            self._held += Counter()  # forgets those that nobody holds
            for name, parked in self._parked.items():
                for memory, array in self._free(name)[1:]:  # one is enough to change with
                    del parked[memory.name]
                    self._forget(memory, array)

    def close(self) -> None:
        """Give the memory back to the system once nothing maps it any more."""
        with self._lock:
            parked = [each for some in self._parked.values() for each in some.values()]
            for memory, array in (*self._by_name.values(), *parked):
                self._forget(memory, array)
            self._by_name.clear()
            self._parked.clear()

    def _holding(self, array: np.ndarray) -> SharedMemory | None:
        name = self._by_address.get(array.__array_interface__["data"][0])
        if name is None or name not in self._by_name:
            return None
        memory, whole = self._by_name[name]
        same = (
            array.shape == whole.shape
            and array.dtype == whole.dtype
            and array.flags.c_contiguous
            and array.__array_interface__["data"][0] == whole.__array_interface__["data"][0]
        )
        return memory if same else None

    def _forget(self, memory: SharedMemory, array: np.ndarray) -> None:
        self._by_address.pop(array.__array_interface__["data"][0], None)
        with contextlib.suppress(FileNotFoundError):
            memory.unlink()


def _fits(buffer: _Buffer, shape: tuple[int, ...], kind: np.dtype[Any]) -> bool:
    return buffer[1].shape == shape and buffer[1].dtype == kind


def attached(descriptor: Descriptor) -> np.ndarray:
    """Return one array of the host's, writable: for a child that makes what the host reads."""
    shape = tuple(descriptor["shape"])
    view = _View(_attach(descriptor["segment"]), shape, np.dtype(descriptor["dtype"]), False)
    return np.asarray(view)


class AttachedArrays:
    """A worker's view of the host's arrays; each is mapped once."""

    def __init__(self) -> None:
        self._mapped: dict[tuple[Any, ...], np.ndarray] = {}

    def arrays(self, descriptors: dict[str, Descriptor]) -> dict[str, np.ndarray]:
        """Return the described arrays, which cannot be made writable."""
        keys = {
            name: (each["segment"], each["dtype"], *each["shape"])
            for name, each in descriptors.items()
        }
        for forgotten in self._mapped.keys() - set(keys.values()):
            del self._mapped[forgotten]
        return {name: self._array(key) for name, key in keys.items()}

    def _array(self, key: tuple[Any, ...]) -> np.ndarray:
        array = self._mapped.get(key)
        if array is None:
            segment, dtype, *shape = key
            view = _View(_attach(segment), tuple(shape), np.dtype(dtype), read_only=True)
            array = self._mapped[key] = np.asarray(view)
        return array


def _address(memory: SharedMemory) -> int:
    assert memory.buf is not None
    return ctypes.addressof(ctypes.c_char.from_buffer(memory.buf))


def _create(size: int) -> SharedMemory:
    try:
        memory = SharedMemory(fresh_name(), create=True, size=size)
    except OSError as error:
        raise _full(size, error) from error
    if sys.platform == "linux":
        try:  # without it a full /dev/shm kills the process by a bus error at the first write
            os.posix_fallocate(memory._fd, 0, size)  # type: ignore[attr-defined]
        except OSError as error:
            memory.unlink()
            raise _full(size, error) from error
    return memory


def _full(size: int, error: OSError) -> QeuError:
    return QeuError(
        f"The system gave no shared memory of {size / (1 << 20):.1f} MiB ({error}). Use smaller "
        "pictures, fewer lanes or references, or make the shared memory larger (in a container: "
        "--shm-size)."
    )


def _attach(name: str) -> SharedMemory:
    if sys.version_info >= (3, 13):
        return SharedMemory(name, track=False)
    # The tracker of a process that only attaches would remove the host's segment at its exit.
    register = resource_tracker.register
    resource_tracker.register = lambda *_: None
    try:
        return SharedMemory(name)
    finally:
        resource_tracker.register = register
