"""What is entered for a training: remembered as text, and turned into a request."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station.gui.presenters.training_state import TrainingForm

if TYPE_CHECKING:
    from qeu_station.services.training.request import TrainRequest


def remembered_from(text: str) -> tuple[TrainingForm, TrainingForm | None]:
    """Return what was entered last, and the training that can go on; anything odd is left out."""
    try:
        data = json.loads(text)
    except ValueError:
        return TrainingForm(), None
    if not isinstance(data, dict):
        return TrainingForm(), None
    return _form(data.get("form")) or TrainingForm(), _form(data.get("open"))


def remembered_to(form: TrainingForm, begun: TrainingForm | None) -> str:
    """Return the text of ``remembered_from``."""
    data = {"form": asdict(form), "open": None if begun is None else asdict(begun)}
    return json.dumps(data, ensure_ascii=False)


def is_whole(form: TrainingForm) -> bool:
    """Return whether nothing that is needed is missing."""
    return bool(form.recipe and form.trainer and (form.own or form.records.strip()))


def asked(form: TrainingForm, resume: bool) -> TrainRequest:
    """Return what a form asks for; in a job.

    Raises:
        InputError: Its settings cannot be read.
    """
    from qeu_station.services.named_values import named_values, settings_of
    from qeu_station.services.training.request import TrainRequest

    return TrainRequest(
        trainer=form.trainer,
        recipe=form.recipe,
        records=None if form.own else _path(form.records),
        truth=None if form.own else _path(form.truth),
        parameters=named_values(settings_of(form.settings)),
        resume=resume,
        use_anyway=form.use_anyway,
        least=max(1, form.least),
    )


def _form(data: Any) -> TrainingForm | None:
    if not isinstance(data, dict):
        return None
    default = TrainingForm()
    names = [field.name for field in fields(TrainingForm)]
    kept = {
        name: data[name]
        for name in names
        if name in data and type(data[name]) is type(getattr(default, name))
    }
    return TrainingForm(**kept)


def _path(text: str) -> Path | None:
    if not text.strip():
        return None
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:  # "~somebody" who is not known here
        return path
