"""Import of corrections made elsewhere: planned and shown first, then written all or not at all."""

from qeu_station.services.importing.conflicts import Choice, Conflict, Voice
from qeu_station.services.importing.matching import Problem
from qeu_station.services.importing.plan import ImportPlan, plan_import
from qeu_station.services.importing.write import ImportDone, decided, write_import

__all__ = [
    "Choice",
    "Conflict",
    "ImportDone",
    "ImportPlan",
    "Problem",
    "Voice",
    "decided",
    "plan_import",
    "write_import",
]
