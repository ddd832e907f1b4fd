"""Fusion: from recorded opinions and known truth to the weights and thresholds of a recipe."""

from qeu_station.services.fusing.run import FuseRequest, FuseResult, fuse_opinions

__all__ = ["FuseRequest", "FuseResult", "fuse_opinions"]
