"""The road of a pair: read, prepare, inspect, fuse, decide. What it returns is not yet stored."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from qeu_station.core.judgement import Fault, Rules
from qeu_station.core.pair import Pair
from qeu_station.core.record import AdviceRecord, ImageStamp, InspectionRecord
from qeu_station.errors import DatasetError, PluginError
from qeu_station.imaging.io import LoadedImage, read_image
from qeu_station.imaging.prepare import Preparation, Preparer, Unchecked
from qeu_station.pluginhost import (
    Catalog,
    HostOptions,
    Reply,
    WorkerHealth,
    WorkerSet,
    exchanged,
    load_catalog,
    names_of,
)
from qeu_station.services.advising import Adviser, Listening
from qeu_station.services.evidence import gathered
from qeu_station.services.recording import (
    Inspected,
    build_advice,
    build_record,
    software_versions,
)
from qeu_station.services.roster import Roster, build_roster
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.text import printable

RELOADED = "was reloaded by a person"
"""What an inspection says that a reload has ended, without its subject."""


@dataclass(frozen=True, slots=True)
class StationOptions:
    """What a station needs beside its recipe.

    Attributes:
        host: Folders and limits of the plugin host.
        name: The station's name in every record.
        max_pixels: Largest picture that is decoded.
        affinity: Cores its workers are pinned to, or None.
        in_process: Run inspectors in this process, for debugging only.
    """

    host: HostOptions
    name: str = "station"
    max_pixels: int = 100_000_000
    affinity: frozenset[int] | None = None
    in_process: bool = False


class Station:
    """A recipe with its references prepared and its inspectors running.

    Use it as a context manager; workers end with it. An inspector that cannot judge, as no plugin
    has it or its model is damaged, is a fault of every inspection.

    Raises:
        RecipeError, GridError, ImageError: The recipe cannot be run.
    """

    def __init__(self, loaded: LoadedRecipe, options: StationOptions) -> None:
        self.loaded = loaded
        self._options = options
        self._references = tuple(self._read(path) for path in loaded.references)
        pixels = [image.pixels for image in self._references]
        self._preparer = Preparer(loaded.recipe, None if loaded.recipe.from_pair else pixels)
        self._catalog = load_catalog(options.host)
        self.roster: Roster = build_roster(loaded, self._catalog, running=True)
        self._workers = WorkerSet(
            self.roster.uses, options.host, options.affinity, options.in_process
        )
        self._rules = Rules(
            classes=len(loaded.recipe.class_table.names),
            thresholds=loaded.recipe.decision.thresholds,
            p_ok_without_region=loaded.recipe.calibration.p_ok_without_region,
        )
        self._software = software_versions()
        self._turn = threading.Lock()
        self._closed = False
        self._checker = ThreadPoolExecutor(1, thread_name_prefix="station-checks")

    def __enter__(self) -> Station:
        self._workers.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._turn:
            self._closed = True
            self._workers.close()
        self._checker.shutdown()

    @property
    def name(self) -> str:
        """The station's name in every record."""
        return self._options.name

    def restart(self, inspector: str, disabled: Collection[str] = ()) -> None:
        """End an inspector's worker and start it anew, in the background.

        Args:
            inspector: The inspector.
            disabled: Plugins that may not be started.

        Raises:
            PluginError: There is no such inspector here, or its plugin is disabled.
        """
        for plugin in disabled:
            if inspector in self.uses_of(plugin):
                raise PluginError(
                    f'Inspector "{inspector}" cannot be started: its plugin "{plugin}" is '
                    "disabled. Enable it first."
                )
        self._workers.restart(inspector)

    def suspend(self, inspector: str, reason: str = "was suspended by a person") -> None:
        """End an inspector's worker until ``restart``; parts are REVIEW where it is gating.

        Raises:
            PluginError: There is no such inspector here.
        """
        self._workers.suspend(inspector, reason)

    def uses_of(self, plugin: str) -> frozenset[str]:
        """Return the inspectors of one plugin that run here."""
        running = {use.name for use in self.roster.uses}
        return names_of(self._catalog, plugin) & running

    def version_of(self, plugin: str) -> str:
        """Return the version of a plugin that runs here, empty when it does not."""
        entries = (self._catalog.inspectors[name] for name in self.uses_of(plugin))
        return next((entry.plugin_version for entry in entries), "")

    def exchange(self, plugin: str, fresh: Catalog) -> None:
        """Run the inspectors of one plugin as they lie on the disk now; the others go on.

        An inspection under way ends as REVIEW. Waits until it has; the new workers are started in
        the background.

        Args:
            plugin: The plugin.
            fresh: What is known of it now; what it says of other plugins is not used.

        Raises:
            PluginError: The recipe cannot be run with it; nothing was changed.
        """
        if self._options.in_process:
            raise PluginError(
                "Inspectors that run in the station's own process cannot be exchanged; close the "
                "station and open it again."
            )
        catalog = exchanged(self._catalog, fresh, plugin)
        before, after = self.uses_of(plugin), names_of(catalog, plugin)
        if gone := sorted(before - after):
            raise PluginError(_gone(plugin, gone, catalog))
        roster = build_roster(self.loaded, catalog, running=True)
        if lost := _lost(self.roster, roster):
            raise PluginError(_refused(plugin, lost))
        for name in before:  # ends what it inspects, which may take long
            self._workers.suspend(name, RELOADED)
        with self._turn:
            if not self._closed:
                self._workers.replace(roster.uses, before | after)
                self.roster, self._catalog = roster, catalog

    def health(self) -> tuple[WorkerHealth, ...]:
        """Return the state of every worker, and of the inspectors that have none."""
        return (*self._workers.health(), *map(_workless, self.roster.absent))

    def inspect(self, pair: Pair, operator: str = "") -> InspectionRecord:
        """Judge one pair.

        Raises:
            ImageError: A picture cannot be read or has an impossible size.
        """
        started = time.perf_counter()
        return self.judge(pair, self._read(pair.test), operator, started)

    def judge(
        self,
        pair: Pair,
        test: LoadedImage,
        operator: str,
        started: float,
        adviser: Adviser | None = None,
    ) -> InspectionRecord:
        """Judge a test image that is in memory already.

        Args:
            pair: What is known of it; its reference is read, its test is not.
            test: The test image.
            operator: Who is signed on.
            started: When the inspection began, by ``time.perf_counter``.
            adviser: Hears what inspectors say, and takes what those say that go on after their
                deadline. Without one, each is waited for as long as its patience.

        Raises:
            ImageError: The reference cannot be read, or a picture has an impossible size.
        """
        with self._turn:  # who judges is the same from here to the record
            return self._judged(pair, test, operator, started, adviser)

    def _judged(
        self,
        pair: Pair,
        test: LoadedImage,
        operator: str,
        started: float,
        adviser: Adviser | None,
    ) -> InspectionRecord:
        references = self._references_of(pair)
        read = time.perf_counter()
        unchecked = self._arrays(pair.name, test, references)
        prepared = time.perf_counter()
        checking = self._checker.submit(unchecked.checked)  # while the inspectors work
        listener = None if adviser is None else Listening(adviser, self._advice(checking))
        replies = self._workers.inspect(unchecked.pair, listener)
        preparation = checking.result()
        inspected = time.perf_counter()
        evidence = gathered(preparation, replies, self.roster, self.loaded)
        return build_record(
            Inspected(
                pair=pair,
                operator=operator,
                station=self._options.name,
                test=_stamp(test),
                references=tuple(_stamp(image) for image in references),
                preparation=preparation,
                replies=replies,
                evidence=evidence,
                milliseconds={
                    "read": 1e3 * (read - started),
                    "prepare": 1e3 * (prepared - read),
                    "inspect": 1e3 * (inspected - prepared),
                    "total": 1e3 * (time.perf_counter() - started),
                },
            ),
            self.loaded,
            self.roster,
            self._rules,
            self._software,
        )

    def _advice(self, checking: Future[Preparation]) -> Callable[[Reply], AdviceRecord]:
        """Return what makes advice of a late reply, with who judges now."""
        roster = self.roster

        def advice_of(reply: Reply) -> AdviceRecord:
            evidence = gathered(checking.result(), [reply], roster, self.loaded)
            return build_advice(reply, evidence, roster, self._rules)

        return advice_of

    def _arrays(self, name: str, test: LoadedImage, references: Sequence[LoadedImage]) -> Unchecked:
        """Prepare a pair straight into the memory shared with the workers."""
        own = references[0].pixels if self.loaded.recipe.from_pair else None
        return self._preparer.arrays(name, test.pixels, own, self._workers.space)

    def _references_of(self, pair: Pair) -> Sequence[LoadedImage]:
        if not self.loaded.recipe.from_pair:
            return self._references
        if pair.reference is None:
            raise DatasetError(
                f'Pair "{pair.name}" has no reference picture, and recipe '
                f'"{self.loaded.recipe.name}" takes the reference from the pair. Give one.'
            )
        return (self._read(pair.reference),)

    def _read(self, path: Path) -> LoadedImage:
        return read_image(path, max_pixels=self._options.max_pixels)


def _gone(plugin: str, gone: Sequence[str], catalog: Catalog) -> str:
    reasons = "; ".join(each.error for each in catalog.failed if each.name == plugin)
    return (
        f'Plugin "{plugin}" does not bring inspector {", ".join(gone)} any more'
        f"{f': {reasons}' if reasons else ''}. Nothing was changed: it goes on as it was loaded. "
        "Mend the plugin, then reload it again."
    )


def _lost(before: Roster, after: Roster) -> list[Fault]:
    """Return who could judge before and cannot any more."""
    absent = {fault.inspector for fault in before.absent}
    return [fault for fault in after.absent if fault.inspector not in absent]


def _refused(plugin: str, lost: Sequence[Fault]) -> str:
    reasons = "; ".join(f"inspector {fault.inspector} {fault.reason}" for fault in lost)
    return (
        f'With plugin "{plugin}" as it is now, the recipe cannot go on: {reasons} Nothing was '
        "changed: it goes on as it was loaded. Mend the plugin, then reload it again."
    )


def _workless(fault: Fault) -> WorkerHealth:
    return WorkerHealth(fault.inspector, "missing", None, 0, fault.reason, 0.0, "")


def _stamp(image: LoadedImage) -> ImageStamp:
    height, width = image.pixels.shape[:2]
    return ImageStamp(printable(str(image.path)), image.sha256, width, height)
