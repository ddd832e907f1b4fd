"""Finds plugins without importing them, and runs their inspectors in workers of their own."""

from qeu_station.pluginhost.catalog import (
    Catalog,
    ComponentEntry,
    FailedPlugin,
    InspectorEntry,
    PluginOrigin,
)
from qeu_station.pluginhost.child import Stopped, never
from qeu_station.pluginhost.conformance import (
    CheckOutcome,
    CheckReport,
    CheckStep,
    check_inspector,
)
from qeu_station.pluginhost.discovery import normalised
from qeu_station.pluginhost.examine import examine
from qeu_station.pluginhost.exchange import exchanged, names_of
from qeu_station.pluginhost.learn import learn
from qeu_station.pluginhost.manager import check_parameters, load_catalog
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.plugin_logs import PluginLog, logs_of
from qeu_station.pluginhost.run_once import Trial, run_once
from qeu_station.pluginhost.scaffold import inspector_name, new_plugin
from qeu_station.pluginhost.shared import SharedSpace
from qeu_station.pluginhost.timings import WorkerTimings
from qeu_station.pluginhost.train import (
    Lesson,
    TrainerUse,
    check_training,
    inspector_of,
    train,
)
from qeu_station.pluginhost.use import InspectorUse, Listener, Reply, Said, WorkerHealth
from qeu_station.pluginhost.workers import WorkerSet

__all__ = [
    "Catalog",
    "CheckOutcome",
    "CheckReport",
    "CheckStep",
    "ComponentEntry",
    "FailedPlugin",
    "HostOptions",
    "InspectorEntry",
    "InspectorUse",
    "Lesson",
    "Listener",
    "PluginLog",
    "PluginOrigin",
    "Reply",
    "Said",
    "SharedSpace",
    "Stopped",
    "TrainerUse",
    "Trial",
    "WorkerHealth",
    "WorkerSet",
    "WorkerTimings",
    "check_inspector",
    "check_parameters",
    "check_training",
    "examine",
    "exchanged",
    "inspector_name",
    "inspector_of",
    "learn",
    "load_catalog",
    "logs_of",
    "names_of",
    "never",
    "new_plugin",
    "normalised",
    "run_once",
    "train",
]
