"""The examiner: what a model made elsewhere is, and how it is probably to be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from qeu_onnx.classifier import Classifier, load
from qeu_onnx.graph import Graph, Port, graph_of
from qeu_onnx.guess import guessed
from qeu_onnx.labels import read_labels
from qeu_onnx.model_file import ModelFile, ModelRefused, read_model
from qeu_onnx.parameters import Parameters
from qeu_onnx.ports import check_labels, labels_of, only_input, output_of
from qeu_onnx.preprocessing import Preprocessing
from qeu_onnx.trials import Trial, chosen, read_picture, trials
from qeu_station.api import Examination, ExaminationRequest, Report, Section, Table

WEIGHTS = "model.onnx"


def examine(request: ExaminationRequest, defaults: Mapping[str, Any]) -> Examination:
    """Look at a model, guess its settings, and try them.

    Args:
        request: The model and what is known of it.
        defaults: Settings that suit what it shall judge.

    Raises:
        ModelRefused: It is no classifier that can be run; the message says why.
    """
    file = read_model(request.file)
    graph = graph_of(file)
    load(file, graph, 1, Parameters())
    output = output_of(file.name, graph, str(request.settings.get("output", "")))
    port = only_input(file.name, graph)
    labels = _labels(request, file, output)
    guess = guessed(file.name, graph, (port, output), {**defaults, **request.settings})
    settings, noticed = _without_double_softmax(file, guess.settings, labels, request)
    notes = [*guess.notes, *noticed]
    tried: list[Trial] = []
    if request.picture is not None:
        picture = read_picture(request.picture)
        tried = trials(file, settings, labels, request.settings, picture)
        settings, found = _best(tried, labels, request.expected)
        notes += found
    if request.into is not None:
        (request.into / WEIGHTS).write_bytes(file.content)
    return Examination(
        settings=settings.model_dump(mode="json"),
        labels=labels,
        report=_report(file, graph, settings, notes, tried),
        files=() if request.into is None else (WEIGHTS,),
    )


examine_for_regions = partial(examine, defaults={})
examine_for_cells = partial(examine, defaults={"margin": 0})
examine_for_parts = partial(examine, defaults={"margin": 0, "realign": False})


def _labels(request: ExaminationRequest, file: ModelFile, output: Port) -> tuple[str, ...]:
    if request.labels is not None:
        labels = read_labels(request.labels)
        check_labels(file.name, output, len(labels))
        return labels
    scores = labels_of(output)
    if scores is None:
        raise ModelRefused(
            f"{file.name} does not say how many scores it gives; give its label file."
        )
    check_labels(file.name, output, max(2, scores))
    return tuple(f"label {number}" for number in range(max(2, scores)))


def _without_double_softmax(
    file: ModelFile, guess: Preprocessing, labels: Sequence[str], request: ExaminationRequest
) -> tuple[Preprocessing, list[str]]:
    """See that the model runs; scores that are probabilities already need no softmax."""
    if guess.scores == "logits" and "scores" not in request.settings:
        inside = guess.model_copy(update={"scores": "probabilities"})
        try:
            Classifier(file, inside, labels).settle()
        except ModelRefused:
            raise
        except ValueError:  # no probabilities, as guessed
            pass
        else:
            return inside, ["Its scores of a trial picture are probabilities: no softmax follows."]
    try:
        Classifier(file, guess, labels).settle()
    except ModelRefused:
        raise
    except ValueError as error:
        raise ModelRefused(f"{file.name}: {error}.") from None
    return guess, []


def _best(
    tried: Sequence[Trial], labels: Sequence[str], expected: str
) -> tuple[Preprocessing, list[str]]:
    if not expected:
        return tried[0].settings, []
    best = chosen(tried, labels, expected)
    if best is None:
        return tried[0].settings, [
            f'NOT FOUND: under none of the usual settings does it see "{expected}" in the picture. '
            "Look up how it was trained, or whether this is its label file."
        ]
    return best.settings, [f'With {best} it sees "{best.label}" ({best.probability:.2f}).']


def _report(
    file: ModelFile,
    graph: Graph,
    settings: Preprocessing,
    notes: Sequence[str],
    tried: Sequence[Trial],
) -> Report:
    facts = [
        ("file", file.name),
        ("made with", graph.producer or None),
        ("opset", graph.opset),
        ("operators", graph.operators),
        *(("input", str(port)) for port in graph.inputs),
        *(("output", str(port)) for port in graph.outputs),
        *(("scores come from", last) for last in dict.fromkeys(graph.last.values()) if last),
    ]
    sections = [Section("Model", tables=(Table(("", "found"), facts),))]
    if tried:
        rows = [(str(each), each.label, round(each.probability, 4)) for each in tried]
        marked = next(n for n, each in enumerate(tried) if each.settings == settings)
        table = Table(("settings", "sees", "probability"), rows, marked)
        sections.append(Section("Tried on the picture", tables=(table,)))
    missing = any(note.startswith("NOT FOUND") for note in notes)
    return Report(
        f"Model {file.name}", tuple(notes), tuple(sections), {"expected_found": float(not missing)}
    )
