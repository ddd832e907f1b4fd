"""Which accelerators really compute here: tried in a process of its own, never only listed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec

DEADLINE_S = 120

TORCH = """
import json, torch
found = []
if torch.cuda.is_available():
    for n in range(torch.cuda.device_count()):
        total = float((torch.ones(64, device=f"cuda:{n}") * 2).sum())
        found.append([f"cuda:{n}", total == 128, torch.cuda.get_device_name(n)])
if torch.backends.mps.is_available():
    total = float((torch.ones(64, device="mps") * 2).sum())
    found.append(["mps", total == 128, "Apple GPU"])
print(json.dumps(found))
"""

ONNX = """
import base64, json, sys, onnxruntime as ort
ort.set_default_logger_severity(4)
model = base64.b64decode(sys.argv[1])
found = []
for provider in ort.get_available_providers():
    try:
        used = ort.InferenceSession(model, providers=[provider]).get_providers()
        found.append([provider, used[0] == provider, "runs" if used[0] == provider else
                      f"is listed, but a session runs on {used[0]}"])
    except Exception as error:
        found.append([provider, False, str(error).splitlines()[0]])
print(json.dumps(found))
"""

IDENTITY_MODEL = (
    "CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCBAoAEA0="
)
"""An ONNX model (opset 13) of one Identity node over one float, base64."""


@dataclass(frozen=True, slots=True)
class Device:
    """One accelerator or provider: whether it computed the right answer, and what was found."""

    name: str
    usable: bool
    text: str


def probe_devices() -> list[Device]:
    """Return what torch and ONNX Runtime can really use; empty when neither is installed."""
    found = []
    if find_spec("torch") is not None:
        found += _tried("torch", TORCH)
    if find_spec("onnxruntime") is not None:
        found += _tried("onnxruntime", ONNX, IDENTITY_MODEL)
    return found


def _tried(library: str, program: str, *arguments: str) -> list[Device]:
    command = [sys.executable, "-c", program, *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=DEADLINE_S, check=True
        )
        rows = json.loads(done.stdout.splitlines()[-1])
        found = [Device(f"{library} {name}", bool(usable), text) for name, usable, text in rows]
    except subprocess.TimeoutExpired:
        return [Device(library, False, f"did not answer within {DEADLINE_S} s")]
    except subprocess.CalledProcessError as error:
        last = (error.stderr or "").strip().splitlines()[-1:] or ["no message"]
        return [Device(library, False, f"could not be tried: {last[0]}")]
    except (ValueError, IndexError, TypeError):
        return [Device(library, False, "gave no readable answer")]
    return found or [Device(library, True, "CPU only")]
