"""The examiner: what a model made elsewhere is, and how it is probably to be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from qeu_onnx.classifier import CONSTANT, Classifier, load
from qeu_onnx.graph import Graph, Port, graph_of
from qeu_onnx.guess import ENDS_IN, RANGE_GUESSED, guessed
from qeu_onnx.labels import labels_inside, read_labels, shared
from qeu_onnx.model_file import ModelFile, ModelRefused, read_model
from qeu_onnx.parameters import Parameters
from qeu_onnx.ports import check_labels, holds_scores, inputs_of, is_batched, labels_of, output_of
from qeu_onnx.preprocessing import Preprocessing
from qeu_onnx.running import running
from qeu_onnx.shapes import ORDER_GUESSED
from qeu_onnx.trials import Shown, Trial, chosen, read_shown, stacked, trials
from qeu_station.api import Examination, ExaminationRequest, Report, Section, Table

WEIGHTS = "model.onnx"
NOT_FOUND = "NOT FOUND"


def examine(request: ExaminationRequest, defaults: Mapping[str, Any]) -> Examination:
    """Look at a model, guess its settings, and try them.

    Args:
        request: The model and what is known of it; ``picture`` may be a folder of pictures, or one
            with a folder of pictures per label.
        defaults: Settings that suit what it shall judge.

    Raises:
        ModelRefused: It is no classifier that can be run; the message says why.
    """
    file = read_model(request.file)
    graph = graph_of(file)
    load(file, graph, 1, Parameters())
    given = dict(request.settings)
    inputs = inputs_of(file.name, graph, tuple(given.get("inputs", ())))
    told = None if request.labels is None else read_labels(request.labels)
    output = output_of(
        file.name, graph, str(given.get("output", "")), None if told is None else len(told)
    )
    alone = not given.get("batched", is_batched(inputs[0])) or inputs[0].shape[0] == 1
    labels, noticed = _labels(told, file, labels_of(output, alone))
    guess = guessed(file.name, graph, (inputs, output), {**defaults, **given})
    classifier, found = running(file, guess, labels, given)
    known = classifier.settings.scores == guess.settings.scores
    guesses = (note for note in guess.notes if known or not note.startswith(ENDS_IN))
    notes = [*_of_output(graph, output, given), *guesses, *noticed, *found]
    shown = [] if request.picture is None else _shown(request, labels)
    tried = trials(classifier, given, labels, shown) if shown else []
    settings, decided = _best(tried, labels, shown) if shown else (classifier.settings, [])
    if len(shown) > 1:  # they decide what was only guessed
        notes = [note for note in notes if note not in (ORDER_GUESSED, RANGE_GUESSED)]
    notes[:0] = _of_answers(classifier.under(settings), shown)
    notes += decided
    if request.into is not None:
        (request.into / WEIGHTS).write_bytes(file.content)
    return Examination(
        settings=settings.model_dump(mode="json"),
        labels=labels,
        report=_report(file, graph, settings, notes, tried, len(shown)),
        files=() if request.into is None else (WEIGHTS,),
    )


examine_for_regions = partial(examine, defaults={})
examine_for_cells = partial(examine, defaults={"margin": 0})
examine_for_parts = partial(examine, defaults={"margin": 0, "realign": False})


def _labels(
    told: tuple[str, ...] | None, file: ModelFile, scores: int | None
) -> tuple[tuple[str, ...], list[str]]:
    if told is not None:
        check_labels(file.name, scores, len(told))
        return told, shared(told)
    if scores is None:
        raise ModelRefused(
            f"{file.name} does not say how many scores it gives; give its label file."
        )
    check_labels(file.name, scores, max(2, scores))
    inside = labels_inside(file.proto, max(2, scores))
    if inside:
        return inside, ["Its labels stand in the file.", *shared(inside)]
    return tuple(f"label {number}" for number in range(max(2, scores))), [
        "It does not say what its labels are called; give its label file."
    ]


def _shown(request: ExaminationRequest, labels: Sequence[str]) -> list[Shown]:
    assert request.picture is not None
    return read_shown(request.picture, request.expected, labels)


def _of_answers(classifier: Classifier, shown: Sequence[Shown]) -> list[str]:
    """Return a warning where it cannot tell noise, black, white and the pictures apart."""
    same = classifier.constant
    if shown:
        first = stacked(shown[0].picture, classifier.settings)
        same = classifier.is_constant(first[None])
    if not same:
        return []
    return [
        f"Warning: it {CONSTANT}: noise, black and white are all one to it, so it cannot tell "
        "good from bad. Its weights, or the range of its pixels, are probably wrong."
    ]


def _of_output(graph: Graph, output: Port, given: Mapping[str, Any]) -> list[str]:
    if "output" in given or len(graph.outputs) == 1:
        return []
    others = [str(port) for port in graph.outputs if port.name != output.name]
    other = next((p for p in graph.outputs if p.name != output.name and holds_scores(p)), None)
    change = "" if other is None else f" To take another: --set output={other.name}"
    return [f"{output} is taken for the scores, not {'; '.join(others)}.{change}"]


def _best(
    tried: Sequence[Trial], labels: Sequence[str], shown: Sequence[Shown]
) -> tuple[Preprocessing, list[str]]:
    known = [each.label for each in shown if each.label is not None]
    if not known:
        return tried[0].settings, []
    best = chosen(tried, len(known), len(labels))
    if best is None:
        seen = f'"{labels[known[0]]}" in the picture' if len(known) == 1 else "any picture's label"
        return tried[0].settings, [
            f"{NOT_FOUND}: under none of the usual settings does it see {seen}. "
            "Look up how it was trained, or whether this is its label file."
        ]
    if len(known) == 1:
        return best.settings, _of_one(tried, best)
    rate = f"it is right in {best.right} of {len(known)} pictures"
    if 2 * best.right < len(known):
        return best.settings, [f"{NOT_FOUND}: with {best}, the best of the usual settings, {rate}."]
    alike = sum(trial.right == best.right for trial in tried) - 1
    if not alike:
        return best.settings, [f"With {best} {rate}."]
    return best.settings, [
        f"With {best} {rate}; {alike} other settings of the table are right as often. Harder "
        "pictures decide, or how it was trained: --set range=..., mean=..., std=..."
    ]


def _of_one(tried: Sequence[Trial], best: Trial) -> list[str]:
    said = [f'With {best} it sees "{best.label}" ({best.probability:.2f}).']
    others = [str(trial) for trial in tried if trial.right and trial is not best]
    if others:
        said.append(
            f"So it does with {'; '.join(others)}: one picture does not decide between them. Try "
            "several, in a folder per label."
        )
    return said


def _report(
    file: ModelFile,
    graph: Graph,
    settings: Preprocessing,
    notes: Sequence[str],
    tried: Sequence[Trial],
    pictures: int,
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
        sections.append(
            Section(
                f"Tried on the picture{'s' * (pictures > 1)}",
                tables=(_table(tried, settings, pictures),),
            )
        )
    missing = any(note.startswith(NOT_FOUND) for note in notes)
    return Report(
        f"Model {file.name}", tuple(notes), tuple(sections), {"expected_found": float(not missing)}
    )


def _table(tried: Sequence[Trial], settings: Preprocessing, pictures: int) -> Table:
    marked = next(n for n, each in enumerate(tried) if each.settings == settings)
    if pictures == 1:
        rows = [(str(each), each.label, round(each.probability, 4)) for each in tried]
        return Table(("settings", "sees", "probability"), rows, marked)
    counts = [(str(each), each.right, round(each.loss, 4)) for each in tried]
    return Table(("settings", f"right of {pictures}", "mean log loss"), counts, marked)
