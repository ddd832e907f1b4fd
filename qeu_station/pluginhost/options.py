"""What the host of plugins must be told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HostOptions:
    """Folders and limits of the plugin host.

    Attributes:
        cache_dir: Where what the probe found is kept; None probes anew each time.
        dropin_dir: Folder whose ``*.py`` files are plugins too; None for none.
        disabled: Names of plugins (distributions, or drop-in files without ``.py``) that are
            skipped before anything of them is imported.
        log_dir: Folder for what plugins print, one file each; None drops it.
        extra_paths: Folders that are searched for distributions and modules after ``sys.path``.
        probe_deadline_s: Seconds one plugin may take to be imported and to register.
        probe_memory_mb: Resident memory in mebibytes it may use for that.
        start_deadline_s: Seconds an inspector may take until it is ready.
        failures_to_suspend: Failures in a row after which an inspector is suspended.
        threads: Threads each inspector may use.
        trial: Whether failures of workers are told to the one who tries them, not to the log.
    """

    cache_dir: Path | None = None
    dropin_dir: Path | None = None
    disabled: frozenset[str] = frozenset()
    log_dir: Path | None = None
    extra_paths: tuple[Path, ...] = ()
    probe_deadline_s: float = 20.0
    probe_memory_mb: int = 2048
    start_deadline_s: float = 120.0
    failures_to_suspend: int = 3
    threads: int = 1
    trial: bool = False
