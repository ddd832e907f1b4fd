import json
import math

from qeu_station.api import Opinion
from qeu_station.toolkit.bundle import ModelBundle


class Steady:
    def __init__(self, context):
        if context.model is None:
            raise ValueError("a model bundle is needed")
        bundle = ModelBundle.load(context.model)
        self.limit = float(json.loads(bundle.file("limit.json").read_text("utf-8"))["limit"])
        self.steepness = context.parameters.steepness
        self.others = len(context.classes) - 1

    def vector(self, value):
        p = 1 / (1 + math.exp(min(50.0, self.steepness * (value - self.limit))))
        return (p, *((1 - p) / self.others,) * self.others)

    def inspect(self, pair):
        return {
            "peak": Opinion(regions={r.id: self.vector(r.peak) for r in pair.regions}),
            "area": Opinion(regions={r.id: self.vector(r.area) for r in pair.regions}),
        }
