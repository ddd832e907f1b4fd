"""``review similar`` on the terminal and as JSON, over a real batch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qeu_station.cli.running import run
from qeu_station.core.record import InspectionRecord
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import save_recipe
from tests.unit.services.making import picture, tiny_recipe, write
from tests.unit.services.similar.conftest import KINDS, STATION, part


@pytest.fixture
def parts(tmp_path: Path) -> list[InspectionRecord]:
    """Eight parts, judged into ``tmp_path / "out"``."""
    recipe = save_recipe(tiny_recipe(), [write(tmp_path / "r.png", picture())], tmp_path / "home")
    made = [part(n, KINDS[n % 4], tmp_path / "tests", recipe, id=f"{n}abc") for n in range(8)]
    with Journal.open(tmp_path / "out" / "journal.db", STATION) as journal:
        journal.append_recipe(recipe)
        journal.append_inspections(made)
    return made


def asked(tmp_path: Path, *arguments: str) -> int:
    home = str(tmp_path / "home")
    return run(["--home", home, "review", "similar", str(tmp_path / "out"), *arguments])


def test_the_nearest_are_printed(
    parts: list[InspectionRecord], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(tmp_path, "1ab", "-k", "1") == 0
    said = capsys.readouterr().out
    assert "部品5" in said
    assert "部品2" not in said


def test_json_tells_all_of_it(
    parts: list[InspectionRecord], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(parts[6].test.path).unlink()
    assert asked(tmp_path, "2abc", "--region", "R1", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["compared"], told["skipped"], told["novelty"]) == (7, 1, None)
    assert {each["there"] for each in told["similar"]} == {"R1"}
    assert told["similar"][0].keys() == {
        "id", "pair", "verdict", "distance", "alike", "here", "there",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("9",), "No inspection"),
        (("1ab", "--cell", "U1", "--region", "R1"), "exclude each other"),
        (("1ab", "--cell", "Z9"), 'Cell "Z9"'),
    ],
)
def test_mistakes_are_told(
    parts: list[InspectionRecord],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    assert asked(tmp_path, *arguments) == 3
    assert said in capsys.readouterr().err
