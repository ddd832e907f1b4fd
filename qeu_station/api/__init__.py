"""Everything a plugin imports from the station, stable within one ``API_VERSION``.

Only light modules stand behind this page, so that a plugin's registration stays cheap.
"""

from qeu_station.api.examining import Examination, ExaminationRequest
from qeu_station.api.hookspecs import GROUP, hookimpl
from qeu_station.api.prepared import Cell, PreparedPair
from qeu_station.api.report import Chart, Curve, Report, Section, Table
from qeu_station.api.sources import Source, SourceContext
from qeu_station.api.specs import (
    API_VERSION,
    Inspector,
    InspectorContext,
    InspectorSpec,
    Learner,
    SinkSpec,
    SourceSpec,
    TrainerSpec,
)
from qeu_station.api.training import (
    Example,
    Trainer,
    TrainerContext,
    TrainingOutcome,
    TrainingStep,
)
from qeu_station.core.opinion import Abstention, Opinion, ProposedRegion, Scope
from qeu_station.core.region import Region
from qeu_station.errors import PluginError, SourceError

__all__ = [
    "API_VERSION",
    "GROUP",
    "Abstention",
    "Cell",
    "Chart",
    "Curve",
    "Examination",
    "ExaminationRequest",
    "Example",
    "Inspector",
    "InspectorContext",
    "InspectorSpec",
    "Learner",
    "Opinion",
    "PluginError",
    "PreparedPair",
    "ProposedRegion",
    "Region",
    "Report",
    "Scope",
    "Section",
    "SinkSpec",
    "Source",
    "SourceContext",
    "SourceError",
    "SourceSpec",
    "Table",
    "Trainer",
    "TrainerContext",
    "TrainerSpec",
    "TrainingOutcome",
    "TrainingStep",
    "hookimpl",
]
