from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.api import ExaminationRequest
from qeu_station.errors import BundleError, PluginError
from qeu_station.pluginhost import HostOptions, InspectorEntry, examine, load_catalog

PLUGIN = '''
import os
import time

from qeu_station.api import Examination, InspectorSpec, Report, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    for name, examiner in (("looks", "looking_plugin:look"), ("blind", "")):
        yield InspectorSpec(
            name, "1", frozenset({Scope.PART}), "looking_plugin:Nothing", examiner=examiner
        )


def look(request):
    """Do what the file's name says."""
    kind = request.file.stem
    if kind == "refused":
        raise ValueError("it is no model; " + "export it again, " * 50)
    if kind == "raises":
        raise RuntimeError("the examiner stumbled")
    if kind == "crashes":
        os._exit(3)
    if kind == "hungry":
        eaten = bytearray(700 << 20)
        eaten[:: 4096] = b"x" * len(eaten[:: 4096])
        time.sleep(60)
    if kind == "endless":
        while True:
            pass
    if kind == "lies":
        return {"labels": ["ok"]}
    if kind == "mumbles":
        return Examination({"a": float("nan")}, ("ok",), Report("x"))
    if request.into is not None:
        (request.into / "m.onnx").write_bytes(b"m")
    return Examination(
        {"size": (4, 5), **request.settings}, ("ok", request.expected), Report("seen"), ("m.onnx",)
    )
'''


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> HostOptions:
    folder = tmp_path_factory.mktemp("dropins")
    (folder / "looking_plugin.py").write_text(PLUGIN, "utf-8")
    return HostOptions(dropin_dir=folder)


@pytest.fixture(scope="module")
def looks(options: HostOptions) -> InspectorEntry:
    return load_catalog(options).inspector("looks")


def test_a_model_is_looked_at_in_another_process(
    looks: InspectorEntry, options: HostOptions, tmp_path: Path
) -> None:
    request = ExaminationRequest(
        Path("模型.onnx"), settings={"colour": "bgr"}, expected="scratch", into=tmp_path
    )
    found = examine(looks, request, options)
    assert found.settings == {"size": [4, 5], "colour": "bgr"}
    assert found.labels == ("ok", "scratch")
    assert found.report.title == "seen"
    assert (tmp_path / "m.onnx").read_bytes() == b"m"


def test_a_refusal_comes_in_full(looks: InspectorEntry, options: HostOptions) -> None:
    with pytest.raises(BundleError, match=r"^it is no model") as refused:
        examine(looks, ExaminationRequest(Path("refused.onnx")), options)
    assert len(str(refused.value)) > 600


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("raises", "RuntimeError: the examiner stumbled"),
        ("crashes", "could not look at the model: it "),
        ("lies", "gave dict, an Examination is needed"),
        ("mumbles", "the examination is not what it must be"),
    ],
)
def test_a_fault_names_the_inspector(
    looks: InspectorEntry, options: HostOptions, kind: str, said: str
) -> None:
    with pytest.raises(PluginError, match=said) as failed:
        examine(looks, ExaminationRequest(Path(f"{kind}.onnx")), options)
    assert 'Inspector "looks" could not look' in str(failed.value)


def test_a_model_that_takes_too_much_memory_is_refused(
    looks: InspectorEntry, options: HostOptions
) -> None:
    """It is the model's fault, and nobody else's process ends with it."""
    said = r"hungry\.onnx is refused: the process that looked at it used \d+ MiB of memory, 400 are"
    with pytest.raises(BundleError, match=said):
        examine(looks, ExaminationRequest(Path("hungry.onnx")), options, memory_mb=400)


def test_a_model_that_computes_without_end_is_refused_long_before_the_deadline(
    looks: InspectorEntry, options: HostOptions
) -> None:
    told: list[float] = []
    request = ExaminationRequest(Path("endless.onnx"))
    with pytest.raises(BundleError, match=r"endless\.onnx is refused: it computed for 0\.2 s"):
        examine(looks, request, options, computing_s=0.2, waiting=told.append)
    assert told == sorted(told) and len(told) > 1


def test_an_inspector_without_examiner_says_so(options: HostOptions) -> None:
    blind = load_catalog(options).inspector("blind")
    with pytest.raises(PluginError, match='"blind" takes no models made elsewhere'):
        examine(blind, ExaminationRequest(Path("m.onnx")), options)
