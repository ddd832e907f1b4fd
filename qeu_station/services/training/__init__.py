"""Training: from records to a model bundle beside a new version of the recipe."""

from qeu_station.services.training.request import TrainRequest, TrainResult
from qeu_station.services.training.run import train

__all__ = ["TrainRequest", "TrainResult", "train"]
