"""Devices are tried in a process of their own, which may do anything."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qeu_station.services import devices
from qeu_station.services.devices import ONNX, TORCH, Device, probe_devices


@pytest.fixture
def only_torch(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(devices, "find_spec", lambda name: name == "torch" or None)
    return monkeypatch


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("print('noise'); print('[[\"cuda:0\", true, \"A card\"]]')",
         Device("torch cuda:0", True, "A card")),
        ("print('[[\"cuda:0\", false, \"A card\"]]')", Device("torch cuda:0", False, "A card")),
        ("print('[]')", Device("torch", True, "CPU only")),
        ("print('rubbish')", Device("torch", False, "gave no readable answer")),
        ("print('[7]')", Device("torch", False, "gave no readable answer")),
        ("print('7')", Device("torch", False, "gave no readable answer")),
        ("print('null')", Device("torch", False, "gave no readable answer")),
        ("import sys; sys.stdout.buffer.write(bytes([255, 254]))",
         Device("torch", False, "gave no readable answer")),
        ("pass", Device("torch", False, "gave no readable answer")),
        ("raise OSError('no driver')",
         Device("torch", False, "could not be tried: OSError: no driver")),
        ("import os; os._exit(9)", Device("torch", False, "could not be tried: no message")),
    ],
)  # fmt: skip
def test_whatever_the_child_answers_is_a_finding(
    only_torch: pytest.MonkeyPatch, program: str, expected: Device
) -> None:
    only_torch.setattr(devices, "TORCH", program)
    assert probe_devices() == [expected]


def test_a_child_that_hangs_is_ended(only_torch: pytest.MonkeyPatch) -> None:
    only_torch.setattr(devices, "TORCH", "import time; time.sleep(3600)")
    only_torch.setattr(devices, "DEADLINE_S", 0.5)
    assert probe_devices() == [Device("torch", False, "did not answer within 0.5 s")]


def test_what_is_not_installed_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "find_spec", lambda name: None)
    assert probe_devices() == []


def test_a_provider_that_falls_back_is_not_usable(only_torch: pytest.MonkeyPatch) -> None:
    """The real program against a library that lists more than it runs."""
    fake = """
import sys, types
ort = types.ModuleType("onnxruntime")
ort.set_default_logger_severity = lambda level: None
ort.get_available_providers = lambda: ["CUDA", "Broken", "CPU"]
class InferenceSession:
    def __init__(self, model, providers):
        assert len(model) > 50
        if providers == ["Broken"]:
            raise RuntimeError("no such library\\nmore")
    def get_providers(self):
        return ["CPU"]
ort.InferenceSession = InferenceSession
sys.modules["onnxruntime"] = ort
"""
    only_torch.setattr(devices, "find_spec", lambda name: name == "onnxruntime" or None)
    only_torch.setattr(devices, "ONNX", fake + ONNX)
    assert probe_devices() == [
        Device("onnxruntime CUDA", False, "is listed, but a session runs on CPU"),
        Device("onnxruntime Broken", False, "no such library"),
        Device("onnxruntime CPU", True, "runs"),
    ]


@pytest.mark.parametrize("program", [TORCH, ONNX])
def test_the_programs_are_python(program: str) -> None:
    subprocess.run([sys.executable, "-c", f"compile({program!r}, 'p', 'exec')"], check=True)
