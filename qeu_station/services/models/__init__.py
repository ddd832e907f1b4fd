"""Models made elsewhere and model bundles: look at them, try them, keep them beside recipes."""

from qeu_station.services.models.folders import bundle_in
from qeu_station.services.models.looking import (
    ModelRequest,
    Step,
    bundle_of,
    finds_what_is_shown,
    look_at,
)
from qeu_station.services.models.shelf import (
    Checked,
    Kept,
    Losses,
    export_bundle,
    import_model,
    list_bundles,
    verify_bundles,
)
from qeu_station.services.models.trial import Answered, ModelTrial, try_model

__all__ = [
    "Answered",
    "Checked",
    "Kept",
    "Losses",
    "ModelRequest",
    "ModelTrial",
    "Step",
    "bundle_in",
    "bundle_of",
    "export_bundle",
    "finds_what_is_shown",
    "import_model",
    "list_bundles",
    "look_at",
    "try_model",
    "verify_bundles",
]
