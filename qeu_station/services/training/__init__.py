"""Training: from records to a model bundle beside a new version of the recipe."""

from qeu_station.services.training.run import TrainRequest, TrainResult, train

__all__ = ["TrainRequest", "TrainResult", "train"]
