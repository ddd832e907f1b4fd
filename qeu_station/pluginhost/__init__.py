"""Finds plugins without importing them, and runs their inspectors in workers of their own."""

from qeu_station.pluginhost.catalog import (
    Catalog,
    ComponentEntry,
    FailedPlugin,
    InspectorEntry,
    PluginOrigin,
)
from qeu_station.pluginhost.conformance import CheckOutcome, CheckReport, check_inspector
from qeu_station.pluginhost.examine import examine
from qeu_station.pluginhost.learn import learn
from qeu_station.pluginhost.manager import check_parameters, load_catalog
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.run_once import Trial, run_once
from qeu_station.pluginhost.scaffold import inspector_name, new_plugin
from qeu_station.pluginhost.shared import SharedSpace
from qeu_station.pluginhost.train import Lesson, TrainerUse, inspector_of, train
from qeu_station.pluginhost.use import InspectorUse, Reply, WorkerHealth
from qeu_station.pluginhost.workers import WorkerSet

__all__ = [
    "Catalog",
    "CheckOutcome",
    "CheckReport",
    "ComponentEntry",
    "FailedPlugin",
    "HostOptions",
    "InspectorEntry",
    "InspectorUse",
    "Lesson",
    "PluginOrigin",
    "Reply",
    "SharedSpace",
    "TrainerUse",
    "Trial",
    "WorkerHealth",
    "WorkerSet",
    "check_inspector",
    "check_parameters",
    "examine",
    "inspector_name",
    "inspector_of",
    "learn",
    "load_catalog",
    "new_plugin",
    "run_once",
    "train",
]
