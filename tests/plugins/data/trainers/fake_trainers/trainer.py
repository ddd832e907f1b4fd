import ctypes
import json
import os
import sys
import threading
import time
from pathlib import Path

from qeu_station.api import (
    Chart,
    Curve,
    Example,
    Report,
    Section,
    Table,
    TrainingOutcome,
    TrainingStep,
)
from qeu_station.toolkit.bundle import BundleDescription, write_bundle
from qeu_station.toolkit.records import read_records


class Wayward:
    def __init__(self, context):
        self.context = context
        self.fault = context.parameters.fault
        self.seen = []
        (context.work / "kept").mkdir(parents=True, exist_ok=True)
        self.go_wrong("open")

    def go_wrong(self, moment):
        name = self.fault.removeprefix(moment + " ")
        if name != self.fault:
            getattr(Faults, name.replace(" ", "_"))(self)

    def recall(self, example):
        kept = self.context.work / "kept" / f"{example.key}.json"
        if not kept.exists():
            return False
        self.seen.append((example, json.loads(kept.read_text("utf-8"))))
        return True

    def observe(self, pair, example):
        self.go_wrong("observe")
        peaks = {region.id: region.peak for region in pair.regions}
        kept = self.context.work / "kept" / f"{example.key}.json"
        kept.write_text(json.dumps(peaks), "utf-8")
        with (self.context.work / "observed.txt").open("a", encoding="utf-8") as log:
            log.write(example.name + "\n")
        self.seen.append((example, peaks))

    def train(self, on_step):
        self.on_step = on_step
        state = self.context.work / "epoch.txt"
        first = int(state.read_text()) if state.exists() else 0
        epochs = self.context.parameters.epochs
        for epoch in range(first, epochs):
            time.sleep(self.context.parameters.pause_s)
            on_step(TrainingStep(epoch + 1, epochs, "learning", {"loss": 1 / (epoch + 1)}))
            state.write_text(str(epoch + 1))
            self.go_wrong("train")
        good, bad = self.by_class()
        if not good or not bad:
            raise ValueError(f"{len(good)} good and {len(bad)} other regions, 1 of each is needed")
        self.write((max(good) + min(bad)) / 2)
        self.go_wrong("end")
        return self.outcome(first)

    def by_class(self):
        good, bad = [], []
        for example, peaks in self.seen:
            for region, label in example.regions.items():
                (good if label == "ok" else bad).append(peaks[region])
        return good, bad

    def write(self, limit):
        classes = self.context.classes
        if self.fault == "bundle is missing":
            return
        about = BundleDescription(
            name="steady", labels=classes, class_map={label: label for label in classes}
        )
        if self.fault == "bundle has other classes":
            about = BundleDescription(name="steady", labels=("ok", "rust"),
                                      class_map={"ok": "ok", "rust": "rust"})
        content = json.dumps({"limit": "high" if self.fault == "bundle is of no use" else limit})
        write_bundle(self.context.bundle, about, {"limit.json": content.encode()})
        if self.fault == "bundle has a pickle":
            (self.context.bundle / "weights.pkl").write_bytes(b"\x80\x04N.")

    def outcome(self, first):
        weights = {"peak": 0.75, "area": 0.25}
        if self.fault.startswith("weights "):
            weights = {"nan": {"peak": float("nan")}, "negative": {"peak": -1.0},
                       "unknown": {"colour": 1.0}, "all zero": {"peak": 0.0, "area": 0.0},
                       "no mapping": [1.0]}[self.fault.removeprefix("weights ")]
        parameters = {"steepness": -1.0 if self.fault == "parameters" else 0.5}
        chart = Chart("stated", "observed", [Curve("area <b>", [(0.0, 0.1), (1.0, 0.9)])], True)
        table = Table(["who", "F"], [["W", 0.9], ["<script>", float("nan")]], marked=0)
        report = Report(
            "Steady & true",
            ["W beats LDA."],
            [Section("Comparison", ["On held-out groups."], [table], [chart])],
            {"fused.f": 0.95, "went_on_from": float(first), "seen": float(len(self.seen))},
        )
        if self.fault == "report":
            report = {"title": "none"}
        p_ok = 1.5 if self.fault == "probability" else 0.97
        return TrainingOutcome(parameters, weights, p_ok, report, self.context.parameters.doubt)


class Reader(Wayward):
    """Learns from records, two regions each."""

    def train(self, on_step):
        for record in read_records(Path(self.context.parameters.records)).train:
            example = Example(record.name, record.name, record.group, {"R1": "ok", "R2": "missing"})
            self.seen.append((example, {"R1": 10.0, "R2": 90.0}))
        return super().train(on_step)


class Faults:
    def raises(self):
        raise RuntimeError("the tea is cold")

    def trips_a_library(self):
        json.loads("{")

    def exits(self):
        sys.exit(3)

    def exits_hard(self):
        os._exit(7)

    def segfaults(self):
        ctypes.string_at(0)

    def hangs(self):
        time.sleep(3600)

    def hoards(self):
        self.hoard = bytearray(1_200_000_000)
        time.sleep(3600)

    def returns_nothing(self):
        self.outcome = lambda first: None

    def steps_backwards(self):
        self.on_step(TrainingStep(2, 1))

    def steps_nonsense(self):
        self.on_step("one")

    def tells_from_threads(self):
        def tell():
            for n in range(200):
                self.on_step(TrainingStep(n, 200, "telling", {"loss": float(n)}))

        threads = [threading.Thread(target=tell) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
