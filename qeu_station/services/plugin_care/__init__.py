"""Looking after plugins while the station works: what there is, whether it works, one anew."""

from qeu_station.services.plugin_care.care import PluginCare, Reloaded
from qeu_station.services.plugin_care.enabling import write_enabled
from qeu_station.services.plugin_care.overview import (
    ComponentView,
    Overview,
    PluginView,
    RecipeUse,
    overview,
)
from qeu_station.services.plugin_care.selftest import SelfTest, self_test
from qeu_station.services.plugin_care.trying import (
    Trying,
    check_parameters_of,
    conformance,
    save_parameters,
)

__all__ = [
    "ComponentView",
    "Overview",
    "PluginCare",
    "PluginView",
    "RecipeUse",
    "Reloaded",
    "SelfTest",
    "Trying",
    "check_parameters_of",
    "conformance",
    "overview",
    "save_parameters",
    "self_test",
    "write_enabled",
]
