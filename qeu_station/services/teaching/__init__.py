"""Teaching a product: a draft that is checked, tried and taught before it becomes a recipe."""

from qeu_station.services.teaching.choices import Choices, InspectorChoice, inspectors
from qeu_station.services.teaching.drafts import (
    Draft,
    DraftProblem,
    check_draft,
    check_name,
    name_problem,
    open_recipe,
    own_names,
    save_draft,
)
from qeu_station.services.teaching.pictures import Picture, keep_frame, look_at
from qeu_station.services.teaching.trying import TrialResult, teach_draft, try_draft

__all__ = [
    "Choices",
    "Draft",
    "DraftProblem",
    "InspectorChoice",
    "Picture",
    "TrialResult",
    "check_draft",
    "check_name",
    "inspectors",
    "keep_frame",
    "look_at",
    "name_problem",
    "open_recipe",
    "own_names",
    "save_draft",
    "teach_draft",
    "try_draft",
]
