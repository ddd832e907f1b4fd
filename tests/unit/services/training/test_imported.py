"""Records that were imported teach alone, or beside what was corrected in the journal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from qeu_station.errors import DatasetError, InputError
from qeu_station.services.opening import OpenHome
from qeu_station.services.training import TrainRequest, train
from qeu_station.toolkit.question import question


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Three records to learn from, and one to measure on."""
    folder = tmp_path / "回答"
    for split, names in (("train", "abc"), ("test", "d")):
        (folder / split).mkdir(parents=True)
        assert cv2.imwrite(str(folder / split / "both.png"), np.zeros((40, 60, 3), np.uint8))
        lines = [
            {"file_name": "both.png", "question": question("UD", "123"), "answer": "pass",
             "rows": ["U", "D"], "columns": ["1", "2", "3"], "pair": name, "serial": name}
            for name in names
        ]  # fmt: skip
        text = "\n".join(map(json.dumps, lines))
        (folder / split / "metadata.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("beside", [False, True])
def test_records_teach_without_any_correction(
    request_: TrainRequest, home: OpenHome, answers: Path, beside: bool
) -> None:
    asked = replace(request_, trainer="reader", records=None if beside else answers, least=10)
    if beside:  # a station without a journal
        asked = replace(asked, parameters={"records": str(answers)})
    made = train(asked, home)
    assert made is not None
    assert made.outcome.report.figures["seen"] == 3
    assert made.census.pairs == 0
    assert made.imported is not None
    assert (made.imported.train, made.imported.test, made.imported.alone) == (3, 1, not beside)
    page = made.report.read_text("utf-8")
    assert "Imported records: 3 to learn from and 1 to measure on" in page
    assert "4 imported records</div>" in page
    assert "regions and cells are described" not in page
    if beside:
        file = answers / "train" / "metadata.jsonl"
        file.write_text(file.read_text("utf-8").replace('"c"', '"z"'), encoding="utf-8")
        again = train(replace(asked, recipe="tray@1"), home)
        assert again is not None
        first, second = (each.bundle.about.training_data for each in (made, again))
        assert first != second


def test_pairs_count_no_longer_alone_where_records_are_read_too(
    request_: TrainRequest, home: OpenHome, answers: Path
) -> None:
    asked = replace(request_, trainer="reader", parameters={"records": str(answers)}, least=10)
    made = train(asked, home)
    assert made is not None
    assert made.outcome.report.figures["seen"] == 7
    assert made.census.pairs == 4


def test_a_trainer_that_reads_no_records_says_so(
    request_: TrainRequest, home: OpenHome, answers: Path
) -> None:
    with pytest.raises(InputError, match='questions and answers, which trainer "wayward" does'):
        train(replace(request_, records=answers), home)


def test_records_that_are_given_twice_or_damaged_are_refused(
    request_: TrainRequest, home: OpenHome, answers: Path, tmp_path: Path
) -> None:
    asked = replace(request_, trainer="reader", records=answers)
    with pytest.raises(InputError, match="neither --truth nor --set records"):
        train(replace(asked, parameters={"records": str(answers)}), home)
    with pytest.raises(DatasetError, match="holds no records"):
        train(replace(asked, parameters={"records": str(tmp_path)}, records=None), home)
    (answers / "test" / "metadata.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"metadata\.jsonl, line 1: column file_name"):
        train(asked, home)
