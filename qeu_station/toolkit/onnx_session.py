"""ONNX models as an inspector runs them: bounded threads, and the device that really computes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.errors import BundleError

CPU = "CPUExecutionProvider"
_DEVICES = {
    CPU: "cpu",
    "CUDAExecutionProvider": "cuda",
    "TensorrtExecutionProvider": "tensorrt",
    "DmlExecutionProvider": "directml",
    "OpenVINOExecutionProvider": "openvino",
    "CoreMLExecutionProvider": "coreml",
}
PROVIDERS = {device: provider for provider, device in _DEVICES.items()}
"""Execution provider per device, as settings name devices."""

_BOUND = {"cuda": "cuda", "tensorrt": "cuda"}
"""Memory in which inputs are placed for devices that have their own."""

_CODE = re.compile(r"^\[ONNXRuntimeError\] : \d+ : \w+ : ")
_PLACE = re.compile(r"/\S+\.(?:cc|h):\d+ .*?\) (?=[A-Z])")

_QUIET = 4
"""Severity from which ONNX Runtime writes: what ends the process only; errors are raised."""


class OnnxModel:
    """One model, loaded and ready.

    Args:
        source: The model, a file or its bytes; it is read here, so that data outside the file is
            never reached.
        threads: Threads one run may use.
        providers: Execution providers, the preferred one first; the CPU stands behind them all.
        bound: Whether inputs are bound to the device's memory and only outputs brought back; None
            does so where the device has memory of its own.

    Raises:
        BundleError: ONNX Runtime is not installed, or cannot load the model.
    """

    def __init__(
        self,
        source: Path | bytes,
        threads: int = 1,
        providers: Sequence[str] = (CPU,),
        bound: bool | None = None,
    ) -> None:
        runtime = _runtime()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # threads that spin while they wait take the cores of the other workers
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = _QUIET
        offered = [name for name in providers if name in runtime.get_available_providers()]
        try:
            content = source if isinstance(source, bytes) else source.read_bytes()
        except OSError as error:
            raise BundleError(f"{source!s} cannot be read: {error.strerror}.") from None
        name = "The model" if isinstance(source, bytes) else str(source)
        try:
            self._session: Any = runtime.InferenceSession(
                content, options, providers=list(dict.fromkeys([*offered, CPU]))
            )
        except Exception as error:  # the runtime's own exceptions share no base class
            raise BundleError(
                f"{name} is no model that ONNX Runtime can run: {_said(error)}"
            ) from None

        self._bound = self.device in _BOUND if bound is None else bound

    @property
    def device(self) -> str:
        """Where it really runs, whatever was asked for."""
        used = str(self._session.get_providers()[0])
        return _DEVICES.get(used, used)

    @property
    def inputs(self) -> dict[str, list[Any]]:
        """Shape of every input by name; a text or None stands for a size that varies."""
        return {each.name: list(each.shape) for each in self._session.get_inputs()}

    @property
    def outputs(self) -> dict[str, list[Any]]:
        """Shape of every output by name; a text or None stands for a size that varies."""
        return {each.name: list(each.shape) for each in self._session.get_outputs()}

    def run(
        self, inputs: Mapping[str, NDArray[Any]], outputs: Sequence[str] = ()
    ) -> dict[str, NDArray[Any]]:
        """Return outputs by name.

        Args:
            inputs: Array per input.
            outputs: The outputs that are wanted; empty for all.

        Raises:
            ValueError: An input is missing, not asked for, or of a shape or type that does not fit.
        """
        wanted = {each.name for each in self._session.get_inputs()}
        if set(inputs) != wanted:
            raise ValueError(f"the model takes the inputs {sorted(wanted)}, got {sorted(inputs)}")
        names = [*(outputs or self.outputs)]
        try:
            if self._bound:
                values = self._run_bound(inputs, names, _BOUND.get(self.device, "cpu"))
            else:
                values = self._session.run(names, dict(inputs))
        except Exception as error:  # the runtime's own exceptions share no base class
            raise ValueError(f"the model cannot run on this input: {_said(error)}") from None
        return {name: np.asarray(value) for name, value in zip(names, values, strict=True)}

    def _run_bound(
        self, inputs: Mapping[str, NDArray[Any]], outputs: Sequence[str], place: str
    ) -> Sequence[Any]:
        """Run with each input placed on the device once, and only the outputs brought back."""
        binding = self._session.io_binding()
        for name, value in inputs.items():
            placed = _runtime().OrtValue.ortvalue_from_numpy(value, place, 0)
            binding.bind_ortvalue_input(name, placed)
        for name in outputs:
            binding.bind_output(name, "cpu")
        self._session.run_with_iobinding(binding)
        values: Sequence[Any] = binding.copy_outputs_to_cpu()
        return values


def _said(error: Exception) -> str:
    """Return the first line of what the runtime says, without codes and places in its source."""
    lines = str(error).strip().splitlines() or ["no message"]
    return _PLACE.sub("", _CODE.sub("", lines[0]))


def _runtime() -> Any:
    try:
        import onnxruntime
    except ImportError:
        raise BundleError(
            "ONNX Runtime is not installed, so no ONNX model can run; install onnxruntime, or "
            "onnxruntime-gpu on a station with an NVIDIA GPU, never both."
        ) from None
    return onnxruntime
