"""Sample scenes: pictures of a tray of parts, with defects and exact truth, from a seed."""

from qeu_station.imaging.samples.dataset import write_dataset
from qeu_station.imaging.samples.pairs import (
    DEFECTS,
    DefectName,
    SamplePair,
    render_pair,
    render_reference,
)
from qeu_station.imaging.samples.product import Part, SampleProduct
from qeu_station.imaging.samples.render import render
from qeu_station.imaging.samples.scene import Scene

__all__ = [
    "DEFECTS",
    "DefectName",
    "Part",
    "SamplePair",
    "SampleProduct",
    "Scene",
    "render",
    "render_pair",
    "render_reference",
    "write_dataset",
]
